import { describe, expect, it } from '@jest/globals';
import { commandIdOf, fingerprintOf, idempotencyKey } from './command-identity.js';
import { hostileIn } from './hostile.js';
import { languageOf, problemDocument } from './problem-document.js';
import { edgeProblems, problemTable } from './problem-table.js';
import { LostRace, Refused } from './problems.js';
import { troubleOf } from './troubles.js';

describe('the id of a command', () => {
  const identity = { actor: 'agent-1', method: 'POST', path: '/repairs' };
  it('is the same for the same request and no other', () => {
    const id = commandIdOf(identity, 'k');
    expect(commandIdOf(identity, 'k')).toBe(id);
    for (const other of [{ ...identity, actor: 'agent-2' }, { ...identity, path: '/enquiries' }, { ...identity, method: 'PUT' }]) expect(commandIdOf(other, 'k')).not.toBe(id);
    expect(commandIdOf({ ...identity, actor: 'agent-1","POST' }, 'k')).not.toBe(id);
  });
  it('takes a key with or without the quotes of a structured field', () => {
    expect(['"abc"', 'abc', '', '"', 'a b', 'ä', 'x'.repeat(201)].map(idempotencyKey)).toEqual(['abc', 'abc', undefined, '"', undefined, undefined, undefined]);
  });
  it('goes with a fingerprint that no order of fields changes', () => {
    expect(fingerprintOf(identity, { a: 1, b: 2 })).toBe(fingerprintOf(identity, { b: 2, a: 1 }));
    expect(fingerprintOf(identity, { a: 1 })).not.toBe(fingerprintOf(identity, { a: 2 }));
    expect(fingerprintOf(identity, undefined)).toBe(fingerprintOf(identity, {}));
  });
});

describe('a body', () => {
  it('is searched to its leaves for what nobody may send', () => {
    const flaws = hostileIn({ a: ['ok', { 'b/c': 'x\u0000' }], constructor: {}, 'd\ud800': 1, fine: '换\n行' });
    expect(flaws.map(({ pointer }) => pointer)).toEqual(['/a/1/b~1c', '/constructor', '/�']);
  });
  it('may not be bottomless', () => {
    let deep: unknown = 'x';
    for (let n = 0; n < 20; n++) deep = [deep];
    expect(hostileIn(deep).length).toBe(1);
  });
});

describe('a problem', () => {
  const table = problemTable([{ 'repair/closed': { kind: 'state', zh: '已办结。', en: 'It is closed.' } }]);
  it('is told in Chinese unless English is preferred', () => {
    expect([undefined, '', 'en', 'en-US,en;q=0.9', 'zh-CN,en;q=0.8', 'fr', '*', 'en;q=0'].map(languageOf)).toEqual(['zh', 'zh', 'en', 'en', 'zh', 'zh', 'zh', 'zh']);
  });
  it('takes number and sentence from the context that refused', () => {
    const document = problemDocument(troubleOf(new Refused('repair/closed', { field: 'crewId', value: 'c9', allowed: ['c1'] })), table, 't', 'en');
    expect(document).toMatchObject({ status: 409, title: 'It is closed.', errors: [{ pointer: '#/crewId', allowed: ['c1'] }] });
  });
  it('names the actual revision after a lost race that the caller could have won', () => {
    expect(problemDocument(troubleOf(new LostRace(4, [2])), table, 't', 'zh')).toMatchObject({ status: 412, actual: 4, expected: 2 });
    expect(problemDocument(troubleOf(new LostRace(4)), table, 't', 'zh')).toMatchObject({ status: 409, code: 'command/lost-race' });
  });
  it('says nothing of a fault that nobody foresaw', () => {
    const document = problemDocument(troubleOf(new Error('password is 123')), table, 't', 'en');
    expect(document).toMatchObject({ status: 500, title: edgeProblems['server/fault'].en });
    expect(JSON.stringify(document)).not.toContain('123');
  });
});

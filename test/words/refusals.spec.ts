import { edgeProblems, problemDocument, problemTable, Refused, troubleOf } from '@heatledger/edge';
import { contexts } from '@heatledger/server';
import { allowedNamed, fieldNamed, refusalText, stateNames } from '@heatledger/vocabulary';
import { describe, expect, it } from '@jest/globals';
import { phrasesWritten } from './phrases-written.js';
import { strangersIn } from './plain-chinese.js';

const rejections = contexts.flatMap(({ deciders }) => deciders.map((decider) => decider.rejections));
const table = problemTable(rejections);
const written = phrasesWritten();
/** The text of a phrase with something in its gaps. */
const sample = (phrase: string): string => phrase.replaceAll('{}', '7');
const isPlace = (phrase: string): boolean => /^[a-z]\w*(\.(\w+|\{\})|\[(\d*|\{\})\])*$/i.test(phrase) || !/[a-z]{2}/i.test(phrase);

const said = (code: string, detail: Record<string, unknown>, language: 'zh' | 'en' = 'zh'): string =>
  problemDocument(troubleOf(new Refused(code, detail)), table, 't', language).detail;

describe('A refusal', () => {
  it('W: of every code is said in Chinese, without a word of another language', () => {
    const strange = [...table].flatMap(([code, { zh }]) => strangersIn(zh).map((word) => `${code}: ${word}`));
    expect(strange).toEqual([]);
    expect(table.size).toBeGreaterThan(Object.keys(edgeProblems).length + 100);
  });

  it('W: tells in Chinese what is allowed, whatever a decision writes there', () => {
    const untold = written.flatMap(({ file, allowed }) =>
      allowed
        .filter((phrase) => !isPlace(phrase))
        .filter((phrase) => strangersIn(allowedNamed('ticket', sample(phrase), 'zh') ?? 'nothing').length > 0)
        .map((phrase) => `${file}: ${phrase}`),
    );
    expect(untold).toEqual([]);
    expect(written.flatMap(({ allowed }) => allowed).length).toBeGreaterThan(150);
  });

  it('W: calls every field by the name people use', () => {
    const unnamed = written.flatMap(({ file, fields }) => fields.filter((field) => !field.includes('/') && strangersIn(fieldNamed(field).zh).length > 0).map((field) => `${file}: ${field}`));
    expect(unnamed).toEqual([]);
  });

  it('W: names every state in which something stands', () => {
    for (const [context, states] of Object.entries(stateNames))
      for (const state of Object.keys(states)) {
        const text = refusalText(`${context}/not-now`, { field: 'phase', value: state, allowed: [state] });
        expect([context, state, strangersIn(text?.zh ?? 'nothing')]).toEqual([context, state, []]);
      }
  });

  it.each([
    ['ticket/not-now', { field: 'phase', value: 'assigned', allowed: ['reported', 'triaged'], instead: 'reassignment' }, '工单已派单，不能再次派单；如需换人请用“改派”。'],
    ['ticket/not-now', { field: 'phase', value: 'closed', allowed: ['assigned', 'on-site'] }, '目前为“已办结”，须为“已派单”或“已到场”时方可进行。'],
    ['ticket/exit-not-open', { field: 'exit', value: 'answered', allowed: 'answered' }, '尚未登记答复，不能按“已答复”办结。'],
    ['ticket/exit-not-open', { field: 'exit', value: 'done', allowed: 'completed, and a call back with the answer satisfied' }, '须处理完毕且回访满意后方可办结。'],
    ['survey/no-score', { field: 'scores', value: { heating: undefined }, allowed: 'at least one, each 1–5' }, '请至少给出供热、维修、收费中一项 1–5 分。'],
    ['fee/input-missing', { field: 'seasonFeeFen', allowed: 'needed for cold-rooms' }, '缺少本采暖季热费。'],
    ['ticket/evidence-missing', { field: 'evidence', value: 1, allowed: 'at least one piece that shows the attempt' }, '请附上门凭证（照片、通话记录等）。'],
    ['fee/amount-differs', { field: 'amountFen', value: 1000, allowed: 4389 }, '金额“¥10.00”不符合要求，应为：¥43.89。'],
    ['ticket/out-of-order', { field: 'at', value: '2026-01-05T08:00:00+08:00', allowed: 'not before 2026-01-05T09:30:00+08:00' }, '发生时间“2026-01-05 08:00”不符合要求，应为：不早于 2026-01-05 09:30。'],
    ['ticket/known', { field: 'ticketId', value: '0190f3a1-0000-7000-8000-00000000dead' }, '工单“0190f3a1”在此不适用。'],
  ])('W: %s %j is said as a dispatcher understands it', (code, detail, zh) => {
    expect(said(code, detail)).toBe(table.get(code)?.zh + zh);
    expect(strangersIn(said(code, detail), ['0190f3a1'])).toEqual([]);
    expect(said(code, detail, 'en')).not.toMatch(/\[object|[一-鿿]/);
  });

  it('W: says nothing in English where a decision wrote what nobody translated, and never a value only a program reads', () => {
    expect(said('ticket/not-now', { field: 'crewId', value: { a: 1 }, allowed: 'something quite new' })).toBe('工单当前状态不允许此操作。班组在此不适用。');
    expect(said('ticket/not-now', { field: 'readings', value: [{ on: 1 }] })).toBe('工单当前状态不允许此操作。逐日测温在此不适用。');
  });
});

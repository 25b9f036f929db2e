import { EventStoreError } from '@heatledger/event-store';
import { ReadStoreError } from '@heatledger/read-store';
import { describe, expect, it } from '@jest/globals';
import { RaceLost, storeTroubleOf, wasParkedByStore } from './store-trouble.js';

const ofTheLog: Readonly<Record<EventStoreError['code'], boolean>> = {
  ...{
    unavailable: true,
    denied: true,
    full: true,
    'read-only': true,
    'in-use': true,
    closed: true,
    corrupt: true,
    'other-version': true,
  },
  ...{ 'too-large': false, 'invalid-event': false, 'bad-position': false, gone: false },
};
const ofTheViews: Readonly<Record<ReadStoreError['code'], boolean>> = {
  ...{
    unavailable: true,
    full: true,
    'read-only': true,
    'in-use': true,
    closed: true,
    overtaken: true,
    'no-collection': true,
    'other-version': true,
  },
  ...{ 'no-index': false, 'bad-cursor': false, 'bad-query': false },
};
const codesOf = <C extends string>(blames: Readonly<Record<C, boolean>>): readonly [C, boolean][] =>
  Object.entries(blames) as [C, boolean][];
const refused = (message: string, code: string, cause?: unknown): Error =>
  Object.assign(new Error(message, { cause }), { code });

describe('What the store is to blame for', () => {
  it.each(codesOf(ofTheLog))('S1: of a log that answers %s is told apart from what was asked', (code, store) => {
    expect(storeTroubleOf(new EventStoreError(code, 'said'))).toEqual(store ? { why: code, alone: false } : null);
  });

  it.each(codesOf(ofTheViews))('S1: of views that answer %s is told apart from what was asked', (code, store) => {
    expect(storeTroubleOf(new ReadStoreError(code, 'said'))).toEqual(store ? { why: code, alone: false } : null);
  });

  it('S1: is a lost race, which keeps nothing else waiting, and what the system says of networks and disks, however deep', () => {
    expect(storeTroubleOf(new RaceLost('AssignTicket'))).toEqual({ why: 'race', alone: true });
    expect(storeTroubleOf(refused('connect ECONNREFUSED 127.0.0.1:2113', 'ECONNREFUSED'))).toMatchObject({
      why: 'ECONNREFUSED',
    });
    expect(storeTroubleOf(new Error('no answer', { cause: refused('write', 'ENOSPC') }))).toMatchObject({
      why: 'ENOSPC',
    });
  });

  it('S1: is neither a decision that throws, nor a type that nobody knows, nor one stream that somebody deleted on the server', () => {
    for (const error of [
      new TypeError('x is undefined'),
      new Error('OvenLit is not a fact this program knows'),
      refused('odd', 'ERR_ASSERTION'),
      'a text',
      null,
    ])
      expect(storeTroubleOf(error)).toBeNull();
    expect(storeTroubleOf(new EventStoreError('corrupt', 'deleted', { stream: 'repair-1' }))).toBeNull();
  });
});

describe('What an older program parked', () => {
  it.each([
    'append to repair-1: outcome unknown after 5 tries; the same command again tells: the event store does not answer (14 UNAVAILABLE: connect ECONNREFUSED 127.0.0.1:2113)',
    'read of repair-1: the event store does not answer (the connection broke)',
    '/data: no space is left; free some and try again',
    '/data: cannot be written to; give this user the right to write, or name another directory',
    '/data: SQLITE_IOERR disk I/O error',
    'RecordBreach lost its race three times',
    'the log is closed',
    'mongodb://127.0.0.1/heatledger: the views cannot be used (MongoNetworkError: connection closed); start the server, or name another address',
  ])('R2: since the store failed is known by what was said: %s', (reason) =>
    expect(wasParkedByStore(reason)).toBe(true),
  );

  it.each([
    '60 kg do not fit on the card',
    'nobody knows how long A burns',
    'BoilerLit v9 was written by a newer program; this one knows v1',
    'read of repair-1: it holds an event that Heatledger did not write',
  ])('R2: for a reason of its own stays parked: %s', (reason) => expect(wasParkedByStore(reason)).toBe(false));
});

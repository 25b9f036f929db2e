import type { AllStreamRecordedEvent } from '@eventstore/db-client';
import { describe, expect, it } from '@jest/globals';
import { flawOf } from './examination.js';

const CREATED = Date.parse('2026-01-05T08:00:00.000Z');
const about = (ms: number): string => new Date(CREATED + ms).toISOString();
const MINUTE = 60_000;

/** An event as the server gives it, with more or other metadata. */
const stored = (metadata: object, streamId = 'repair-1'): AllStreamRecordedEvent => ({
  id: '00000000-0000-5000-8000-000000000001',
  type: 'RepairReported',
  isJson: true,
  data: {},
  metadata: { v: 1, command: 'c', digest: 'd'.repeat(64), ...metadata },
  streamId,
  revision: 0n,
  created: new Date(CREATED),
  position: { commit: 7n, prepare: 7n },
});
const said = (event: AllStreamRecordedEvent): string | null => flawOf(event)?.en ?? null;

describe('An event as the server keeps it', () => {
  it('S4: was recorded within ten minutes of the server’s own time, but for one that was moved, which only may not be stored before', () => {
    for (const ms of [0, -10 * MINUTE, 10 * MINUTE]) expect(said(stored({ chain: 2, recordedAt: about(ms) }))).toBeNull();
    for (const ms of [-10 * MINUTE - 1, 10 * MINUTE + 1]) expect(said(stored({ chain: 2, recordedAt: about(ms) }))).toMatch(/more than 10 minutes apart/);
    const moved = (ms: number, marked = ms): AllStreamRecordedEvent => stored({ chain: 2, recordedAt: about(ms), $recordedAt: about(marked) });
    expect(said(moved(-1_000 * 24 * 60 * MINUTE))).toBeNull();
    expect(said(moved(1))).toMatch(/the server stored it before that/);
    expect(said(moved(-2, -1))).toMatch(/is marked as recorded at .* its metadata says/);
  });

  it('S4: of the first version has no time that could differ; what Heatledger did not write is told, the server’s own is not', () => {
    expect([said(stored({})), said(stored({ $recordedAt: about(-MINUTE) }))]).toEqual([null, null]);
    expect(said(stored({ $recordedAt: about(MINUTE) }))).toMatch(/the server stored it before that/);
    expect(said(stored({ digest: 7 }))).toBe('repair-1 holds an event that Heatledger did not write');
    expect(said(stored({ digest: 7 }, '$ce-repair'))).toBeNull();
  });
});

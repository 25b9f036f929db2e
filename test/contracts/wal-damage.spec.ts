import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { copyLog, openEmbeddedEventStore } from '@heatledger/event-store/embedded';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { killedWriter } from './killed-writer.js';

const AHEAD = 'events.db-wal';
const HEADER = 32;
const FRAME = 24 + 4096;

let root = '';
let killed = '';
let acknowledged: readonly string[] = [];
let ahead: Buffer;

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'heatledger-wal-'));
  killed = join(root, 'killed');
  acknowledged = await killedWriter(killed, 1, 200);
  ahead = readFileSync(join(killed, AHEAD));
}, 60_000);
afterAll(() => rmSync(root, { recursive: true, force: true }));

let copies = 0;
/** The killed writer's directory with another write-ahead file. */
const withAhead = (bytes: Buffer): string => {
  const directory = join(root, String(++copies));
  mkdirSync(directory, { mode: 0o700 });
  copyFileSync(join(killed, 'events.db'), join(directory, 'events.db'));
  writeFileSync(join(directory, AHEAD), bytes, { mode: 0o600 });
  return directory;
};

const flipped = (bit: number): Buffer => {
  const bytes = Buffer.from(ahead);
  bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  return bytes;
};

/** What of the acknowledged events a log holds, or that it is refused. */
const heldBy = async (directory: string): Promise<number | 'refused'> => {
  try {
    const store = await openEmbeddedEventStore({ directory });
    const held = new Set<string>();
    for await (const { events } of store.scan()) for (const { stream, revision, id } of events) held.add(`${stream} ${revision} ${id}`);
    await store.close({ asItWas: true });
    return acknowledged.filter((line) => held.has(line)).length;
  } catch (error) {
    expect(error).toMatchObject({ code: 'corrupt', zh: expect.stringContaining('已损坏'), message: expect.stringMatching(/at least \d+ committed writes/) });
    return 'refused';
  }
};

const judge = async (bit: number): Promise<void> => {
  const directory = withAhead(flipped(bit));
  const held = await heldBy(directory);
  if (held !== 'refused') expect([bit, held]).toEqual([bit, acknowledged.length]);
  else {
    expect(readFileSync(join(directory, AHEAD)).equals(flipped(bit))).toBe(true);
    const [aside = ''] = readdirSync(directory).filter((name) => name.startsWith(`${AHEAD}.damaged-`));
    expect(readFileSync(join(directory, aside)).equals(flipped(bit))).toBe(true);
  }
  rmSync(directory, { recursive: true });
};

describe('The log written ahead, one bit of it turned over after the writer was killed', () => {
  it('S2: holds every acknowledged event, or is refused and kept as it is, whichever bit it was', async () => {
    const anyBit = fc.integer({ min: 0, max: ahead.length * 8 - 1 });
    await fc.assert(fc.asyncProperty(anyBit, judge), { numRuns: 150 });
  }, 120_000);

  it('S2: nor does the last write go silently, nor one whose head was hit', async () => {
    const frames = Math.floor((ahead.length - HEADER) / FRAME);
    const heads = [0, Math.floor(frames / 2), frames - 2, frames - 1].map((frame) => HEADER + frame * FRAME);
    const bits = [0, ...heads].flatMap((at) => Array.from({ length: 24 * 8 }, (_, bit) => at * 8 + bit)).filter((bit) => bit % 5 === 0 || bit >= heads[3]! * 8);
    for (const bit of bits) await judge(bit);
    const last = fc.integer({ min: (HEADER + (frames - 1) * FRAME) * 8, max: ahead.length * 8 - 1 });
    await fc.assert(fc.asyncProperty(last, judge), { numRuns: 50 });
  }, 120_000);

  it('S2: is read, copied and verified by nobody either', async () => {
    const directory = withAhead(flipped((HEADER + 2 * FRAME + 500) * 8));
    await expect(openEmbeddedEventStore({ directory, readOnly: true })).rejects.toMatchObject({ code: 'corrupt' });
    await expect(copyLog({ from: directory, to: join(root, 'copy') })).rejects.toMatchObject({ code: 'corrupt' });
    expect(await heldBy(directory)).toBe('refused');
  });
});

describe('The log written ahead, cut short anywhere', () => {
  it('S2: opens with what had been written to its end, and says that the last write was not', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: HEADER + 1, max: ahead.length - 1 }), async (length) => {
        const directory = withAhead(ahead.subarray(0, length));
        const store = await openEmbeddedEventStore({ directory });
        const { repairs } = store;
        const held: number[] = [];
        for await (const { events } of store.scan()) held.push(...events.map(({ position }) => Number(position)));
        expect(held).toEqual(Array.from({ length: held.length }, (_, n) => n + 1));
        for (const repair of repairs) expect(repair).toMatch(/未写完.*cut short/);
        expect(repairs.join()).not.toContain('every acknowledged');
        expect(await store.append('repair-new', [{ ...fresh(), id: '00000000-0000-4000-8000-000000000001' }], 'none')).toMatchObject({ ok: true });
        await store.close();
        const again = await openEmbeddedEventStore({ directory });
        expect(again.repairs).toEqual([]);
        await again.close();
        rmSync(directory, { recursive: true });
      }),
      { numRuns: 40 },
    );
  }, 120_000);
});

const fresh = () => ({
  type: 'RepairReported',
  data: { n: 1 },
  metadata: {
    v: 1,
    at: '2026-01-05T08:30:00+08:00',
    actor: { id: 'wang', role: 'agent' },
    channel: 'hotline',
    command: '00000000-0000-4000-8000-000000000002',
    correlation: 'repair-new',
    digest: '',
  } as const,
});

import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startEventStoreDb, type EventStoreDbServer } from '../eventstoredb/server.js';
import { heatledger, heatledgerUnder, scratch, type Ran } from './program.js';

const files = scratch();
let db: EventStoreDbServer;
beforeAll(async () => {
  db = await startEventStoreDb();
  const played = await heatledger('demo', '--data', files.path('embedded'), '--seed', '3', '--households', '100');
  expect(played.code).toBe(0);
  const exported = await heatledger('export', '--events', '--data', files.path('embedded'));
  expect(exported.code).toBe(0);
  writeFileSync(files.path('events.ndjson'), exported.out);
}, 240_000);
afterAll(async () => {
  await db.stop();
  files.remove();
});

/** On the server's log, with views in a directory of their own. */
const onServer = (...args: readonly string[]): Promise<Ran> => heatledgerUnder({ HEATLEDGER_EVENT_STORE: db.connectionString }, ...args, '--data', files.path('moved'));
const parsed = ({ code, out, err }: Ran): Record<string, unknown> => {
  expect({ code, err: code === 0 ? '' : err }).toEqual({ code: 0, err: '' });
  return JSON.parse(out) as Record<string, unknown>;
};
const lines = (text: string): string[] => text.trimEnd().split('\n');

describe('A log that moves from the embedded engine to EventStoreDB', () => {
  it('arrives whole: ids, order, digests and times of recording', async () => {
    const events = lines(readFileSync(files.path('events.ndjson'), 'utf8'));
    expect(events.length).toBeGreaterThan(5000);
    expect(parsed(await onServer('import', files.path('events.ndjson'), '--events', '--json'))).toEqual({ events: events.length, known: 0 });
    const back = await onServer('export', '--events');
    expect(lines(back.out)).toEqual(events);
  }, 180_000);

  it('is sound on both sides, with the same count', async () => {
    const [here, there] = [parsed(await heatledger('verify', '--json', '--data', files.path('embedded'))), parsed(await onServer('verify', '--json'))];
    expect(here['fault']).toBeNull();
    expect(there).toEqual(here);
  }, 60_000);

  it('gives the same figures', async () => {
    expect((await onServer('projections', 'status')).code).toBe(0);
    for (const command of [['compliance', '--clock', 'resolve', '--by', 'zone', '--at', '2026-06-01T00:00:00+08:00', '--json'], ['satisfaction', '--json']]) {
      const { at: _here, ...here } = parsed(await heatledger(...command, '--data', files.path('embedded')));
      const { at: _there, ...there } = parsed(await onServer(...command));
      expect(there).toEqual(here);
    }
  }, 120_000);

  it('R6: can be moved again after a break: what is there stays, and is not told as moved', async () => {
    const all = lines(readFileSync(files.path('events.ndjson'), 'utf8'));
    expect(parsed(await onServer('import', files.path('events.ndjson'), '--events', '--json'))).toEqual({ events: 0, known: all.length });
    const zh = await onServer('import', files.path('events.ndjson'), '--events', '--lang', 'zh');
    expect(zh.out).toContain(`已迁入 0 条事件，另有 ${all.length} 条先前已在`);
    const half = files.path('half.ndjson');
    const commandOf = (line: string | undefined): unknown => (JSON.parse(line ?? '{}') as { metadata?: { command: string } }).metadata?.command;
    // a break never parts the events of one command
    const cut = all.findIndex((line, n) => n >= 1000 && commandOf(line) !== commandOf(all[n - 1]));
    writeFileSync(half, `${all.slice(0, cut).join('\n')}\n`);
    const embedded = (...args: readonly string[]): Promise<Ran> => heatledger(...args, '--data', files.path('broken-off'));
    const { events } = parsed(await embedded('import', half, '--events', '--json'));
    expect(events).toBe(cut);
    const rest = parsed(await embedded('import', files.path('events.ndjson'), '--events', '--json'));
    expect(rest).toEqual({ events: all.length - cut, known: cut });
    expect(parsed(await onServer('verify', '--json'))['fault']).toBeNull();
  }, 180_000);

  it('is refused where other events stand, and where the file is no log', async () => {
    const first = JSON.parse(lines(readFileSync(files.path('events.ndjson'), 'utf8'))[0] ?? '') as Record<string, unknown>;
    writeFileSync(files.path('other.ndjson'), `${JSON.stringify({ ...first, id: '018f0000-0000-7000-8000-00000000beef' })}\n`);
    const other = await onServer('import', files.path('other.ndjson'), '--events');
    expect([other.code, other.err]).toEqual([1, expect.stringContaining('with other events')]);
    writeFileSync(files.path('none.ndjson'), '{"stream":"repair-1"}\n');
    const none = await onServer('import', files.path('none.ndjson'), '--events');
    expect([none.code, none.err]).toEqual([1, expect.stringContaining('line 1, revision')]);
    const missing = await onServer('import', files.path('nowhere.ndjson'), '--events');
    expect([missing.code, missing.err]).toEqual([1, expect.stringContaining('no such file')]);
  }, 60_000);
});

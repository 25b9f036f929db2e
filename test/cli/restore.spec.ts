import { copyFileSync, mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { beginManifest, beginRestore, copyLog } from '@heatledger/event-store/embedded';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { EdgeService, type Said } from '../journeys/edge-service.js';
import { heatledger, json, scratch } from './program.js';

jest.setTimeout(240_000);

const { path, remove } = scratch();
afterAll(remove);

let service: EdgeService;
/** The end of the log, when the backup was taken and when the log was lost, as it was handed out. */
let [fork, lost] = ['', ''];

beforeAll(async () => {
  service = await EdgeService.start({ data: path('live') });
  for (let n = 0; n < 3; n++) fork = (await service.report()).body.position;
  await json('backup', path('backup'), '--data', path('live'));
  mkdirSync(path('cut'));
  beginManifest(path('cut'));
  await copyLog({ from: path('live'), to: path('cut') });
  for (let n = 0; n < 2; n++) lost = (await service.report()).body.position;
});
afterAll(() => service.stop({ keep: true }));

describe('A backup', () => {
  it('S5: that was cut short is refused by verify, restore and whoever reads it, and continued by the next run', async () => {
    for (const command of [['verify', '--data', path('cut')], ['export', '--data', path('cut')], ['restore', path('cut'), '--data', path('of-cut')]])
      expect(await heatledger(...command)).toMatchObject({ code: 1, err: expect.stringContaining('the backup is incomplete') });
    expect(await json('backup', path('cut'), '--data', path('live'))).toMatchObject({ copied: 10, events: 26, fault: null });
    expect(await json('verify', '--data', path('cut'))).toMatchObject({ events: 26, fault: null });
  });

  it('S5: says in a manifest, written last, what it holds', () => {
    const manifest = JSON.parse(readFileSync(`${path('backup')}/manifest.json`, 'utf8'));
    expect(manifest).toMatchObject({ complete: true, events: 16, epoch: '1', position: fork.slice(2) });
    expect(manifest.files).toEqual([{ name: 'events.db', bytes: expect.any(Number), sha256: expect.stringMatching(/^[0-9a-f]{64}$/) }]);
  });

  it('S5: of which a byte is missing or another one is refused', async () => {
    mkdirSync(path('short'));
    for (const file of ['events.db', 'manifest.json']) copyFileSync(`${path('backup')}/${file}`, `${path('short')}/${file}`);
    truncateSync(`${path('short')}/events.db`, 40_000);
    for (const command of [['verify', '--data', path('short')], ['restore', path('short'), '--data', path('of-short')]])
      expect(await heatledger(...command)).toMatchObject({ code: 1, err: expect.stringContaining('not as manifest.json says') });
  });

  it('S5: from before manifests is taken where it is asked for, and told', async () => {
    mkdirSync(path('older'));
    copyFileSync(`${path('backup')}/events.db`, `${path('older')}/events.db`);
    expect(await heatledger('restore', path('older'), '--data', path('of-older'))).toMatchObject({ code: 1, err: expect.stringContaining('--no-manifest') });
    const taken = await heatledger('restore', path('older'), '--data', path('of-older'), '--no-manifest');
    expect(taken).toMatchObject({ code: 0, err: expect.stringContaining('cannot be told') });
  });

  it('S5: is not worked with where it lies', async () => {
    expect(await heatledger('start', '--port', '0', '--data', path('backup'))).toMatchObject({ code: 1, err: expect.stringContaining('holds a backup') });
  });
});

describe('A restore', () => {
  it('S5: that was cut short is refused, and done by another run', async () => {
    mkdirSync(path('half'));
    beginRestore(path('half'));
    await copyLog({ from: path('backup'), to: path('half') });
    expect(await heatledger('start', '--port', '0', '--data', path('half'))).toMatchObject({ code: 1, err: expect.stringContaining('cut short') });
    expect(await json('restore', path('backup'), '--data', path('half'))).toMatchObject({ copied: 0, events: 16, fork });
    expect(await json('verify', '--data', path('half'))).toMatchObject({ events: 17, fault: null });
  });

  it('S2: takes what is whole of a damaged log, which stays as it is', async () => {
    const damaged = path('damaged');
    mkdirSync(damaged);
    for (const file of ['events.db', 'events.db-wal']) copyFileSync(`${path('live')}/${file}`, `${damaged}/${file}`);
    const bytes = readFileSync(`${damaged}/events.db-wal`);
    const middle = 32 + Math.floor((bytes.length - 32) / 4120 / 2) * 4120 + 700;
    bytes[middle] = (bytes[middle] ?? 0) ^ 4;
    writeFileSync(`${damaged}/events.db-wal`, bytes);
    for (const command of [['start', '--port', '0'], ['verify'], ['export'], ['backup', path('of-damaged')]]) {
      const ran = await heatledger(...command, '--data', damaged);
      expect(ran).toMatchObject({ code: 1, err: expect.stringMatching(/events\.db-wal is damaged from byte .* --salvage/) });
    }
    const zh = await heatledger('verify', '--data', damaged, '--lang', 'zh');
    expect(zh.err).toMatch(/已损坏.*可能丢失/);
    const taken = await json<{ events: number }>('restore', damaged, '--salvage', '--data', path('salvaged'));
    expect(taken.events).toBeGreaterThan(0);
    expect(taken.events).toBeLessThan(25);
    expect(readFileSync(`${damaged}/events.db-wal`).equals(bytes)).toBe(true);
    expect(readdirSync(path('salvaged')).filter((name) => name.startsWith('salvage-'))).toEqual([]);
    expect(await json('verify', '--data', path('salvaged'))).toMatchObject({ events: taken.events + 1, fault: null });
  });
});

describe('A log that was put back', () => {
  let restored: EdgeService;
  const feed = (after: string): Promise<Said> => restored.get(`/feed?after=${encodeURIComponent(after)}`);
  const gone = (said: Said): void => {
    expect(said).toMatchObject({ status: 410, body: { type: 'urn:heatledger:problem:log:position-gone', end: expect.stringMatching(/^\d+\.\d{14}$/) } });
  };

  beforeAll(async () => {
    await json('restore', path('backup'), '--data', path('new'));
    restored = await EdgeService.start({ data: path('new') });
  });
  afterAll(() => restored.stop({ keep: true }));

  it('H8: answers a cursor of the epoch before with 410 and the end where it leads beyond the fork', async () => {
    gone(await feed(lost));
    gone(await restored.get(`/feed/stream?after=${lost}`));
    gone(await restored.get('/feed/stream', { role: 'auditor', headers: { 'last-event-id': lost } }));
    gone(await restored.get(`/tickets/queue?min-position=${lost}`));
  });

  it('H8: goes on from a cursor up to the fork, with epoch or without', async () => {
    for (const after of [fork, fork.slice(2)]) {
      const { status, body } = await feed(after);
      expect([status, body.map(({ type }: { type: string }) => type)]).toEqual([200, ['heatledger.EpochBegun']]);
    }
    expect((await feed('')).body).toHaveLength(17);
  });

  it('H8: gives out positions of the new epoch, and delivers what follows its end', async () => {
    const { body: problem } = await feed(lost);
    const { body } = await restored.report({ role: 'agent', key: 'after-the-restore' });
    const epoch = problem.end.split('.')[0];
    expect([epoch === '1', body.position.startsWith(`${epoch}.`)]).toEqual([false, true]);
    const page = await feed(problem.end);
    expect(page.body.map(({ position }: { position: string }) => position)).toContain(body.position);
    expect(page.headers.get('feed-position')).toBe(body.position);
    // the lost log had come just as far by now, in its own epoch
    gone(await feed(lost));
    // a position of an epoch that this log never had
    gone(await feed(`${Number(epoch) + 1}.${body.position.split('.')[1]}`));
    gone(await feed(`${epoch}.00000000009999`));
    expect((await feed('epoch.1')).status).toBe(400);
  });

  it('H8: is restored twice into two epochs', async () => {
    await json('restore', path('backup'), '--data', path('twice'));
    const [first, second] = await Promise.all(
      ['new', 'twice'].map(async (name) => (await heatledger('export', '--types', 'EpochBegun', '--data', path(name))).out.split('\n').filter((line) => line !== '').map((line) => JSON.parse(line).data.epoch)),
    );
    expect([first?.length, second?.length, first?.[0] === second?.[0]]).toEqual([1, 1, false]);
  });

  it('H8: is backed up with its epoch', async () => {
    await json('backup', path('of-new'), '--data', path('new'));
    const { epoch } = JSON.parse(readFileSync(`${path('of-new')}/manifest.json`, 'utf8'));
    await json('restore', path('of-new'), '--data', path('third'));
    const third = await EdgeService.start({ data: path('third') });
    expect((await third.get(`/feed?after=${fork}`)).body.filter(({ type }: { type: string }) => type === 'heatledger.EpochBegun')).toHaveLength(2);
    gone(await third.get(`/feed?after=${lost}`));
    expect((await third.get(`/feed?after=${epoch}.${fork.slice(2)}`)).status).toBe(200);
    await third.stop({ keep: true });
  });

  it('T6: is not asked what was known at a position beyond its end', async () => {
    const { body } = await restored.report({ role: 'agent', key: 'known-then' });
    for (const asOf of ['99999999999999', lost]) {
      const said = await restored.get(`/cases/repair-${body.id}/history?asOf=${asOf}`);
      expect(said).toMatchObject({ status: 422, body: { type: 'urn:heatledger:problem:log:as-of-ahead', errors: [{ parameter: 'asOf' }] } });
    }
    const known = await restored.get(`/cases/repair-${body.id}/history?asOf=${body.position}`);
    expect(known).toMatchObject({ status: 200 });
    expect(known.body.lines.map(({ position }: { position: string }) => position)).toContain(body.position);
    const figures = await restored.get(`/statistics/compliance?by=zone&asOf=${body.position}`);
    expect(figures.body.asOf).toBe(body.position);
  });
});

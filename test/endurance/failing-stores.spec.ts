import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startEventStoreDb, type EventStoreDbServer } from '../eventstoredb/server.js';
import { EdgeService } from '../journeys/edge-service.js';
import { diskFails, DiskTrouble } from './disk-faults.js';
import { ledgerOver } from './oracles.js';
import { Service, until } from './service.js';

const HOUR = 3_600_000;
const REPAIRS = 20;

interface Reader {
  readonly name: string;
  readonly state: string;
  readonly position: string;
  readonly parked: number;
  readonly waiting?: { readonly since: string; readonly why: string };
}

/** Whether the timers wait. */
const timersWait = (readers: unknown, why: string): boolean =>
  (readers as readonly Reader[]).some(
    ({ name, state, waiting }) => name === 'timers' && state === 'waiting' && waiting?.why === why,
  );

const onFailingDisk = diskFails ? describe : (): void => undefined;

onFailingDisk('A disk that is full while promises of time are broken', () => {
  let data = '';
  beforeAll(() => {
    data = mkdtempSync(join(tmpdir(), 'heatledger-full-'));
  });
  afterAll(() => rmSync(data, { recursive: true, force: true }));

  it('S1: is waited for; health, readiness and metrics say so, and once it has room every breach is recorded and nothing is parked', async () => {
    const service = await Service.start(data, {
      preload: ['test/endurance/moved-clock.mjs'],
      environment: { HEATLEDGER_LOG: 'silent' },
    });
    const token = await service.token();
    const readers = async (): Promise<unknown> => (await service.ask('GET', '/health')).body['followers'];
    const reported = new Set<string>();
    for (let n = 0; n < REPAIRS; n++)
      reported.add(`repair-${String((await service.report(token, `full-${n}`)).body['id'])}`);
    // a view that has yet to take its last page would wait for the disk itself, and be over it before anything rings
    await until(async () => {
      const { position, followers } = (await service.ask('GET', '/health')).body;
      return (followers as readonly Reader[]).every((reader) => reader.state === 'live' && reader.position === position);
    });

    const disk = await DiskTrouble.begin(service.child.pid ?? 0, 'full');
    service.child.stdin?.write(`${24 * HOUR}\n`);
    await until(async () => timersWait(await readers(), 'full'));
    const [health, ready, metrics] = await Promise.all([
      service.ask('GET', '/health'),
      service.ask('GET', '/health/ready'),
      service.ask('GET', '/metrics'),
    ]);
    expect([health.status, health.body['status'], ready.status, ready.body['checks']]).toEqual([
      200,
      'attention',
      503,
      { log: 'ok', views: 'ok', lag: 'waiting' },
    ]);
    expect(metrics.text).toMatch(/heatledger_follower_waiting\{name="timers",kind="timers"\} 1/);
    await disk.end();

    await until(
      async () =>
        (await service.ask('GET', '/health/ready')).status === 200 &&
        (await service.ask('GET', '/health')).body['status'] === 'ok',
    );
    expect(await service.stop()).toBe(0);

    const { store, followers, close } = await ledgerOver(data);
    const breached = new Set<string>();
    for await (const { events } of store.scan({ types: ['ClockBreached'] }))
      for (const { stream } of events) breached.add(stream);
    const parked = await followers.parked();
    await close();
    expect([breached, parked]).toEqual([reported, []]);
  }, 240_000);
});

describe('A log on a server that refuses appends while promises of time are broken', () => {
  let db: EventStoreDbServer;
  let service: EdgeService;
  beforeAll(async () => {
    db = await startEventStoreDb();
    service = await EdgeService.start({ eventStore: db.connectionString, stores: 'memory' });
  });
  afterAll(async () => {
    await service.stop();
    await db.stop();
  });

  it('R2: is waited for, and afterwards every breach is recorded and nothing is parked', async () => {
    const { followers } = service.server;
    const reported = new Set<string>();
    for (let n = 0; n < REPAIRS; n++)
      reported.add(`repair-${String((await service.report({ role: 'agent' })).body.id)}`);
    await until(() => followers.status().every(({ state }) => state === 'live'));

    db.faults.unavailable('Append', Infinity);
    service.clock.moment = '2026-01-06T13:00:00+08:00';
    await until(async () => timersWait((await service.get('/health', {})).body.followers, 'unavailable'));
    const { status, body } = await service.get('/health/ready', {});
    expect([status, body.checks]).toEqual([503, { log: 'ok', views: 'ok', lag: 'waiting' }]);
    db.faults.clear();

    const breached = (): ReadonlySet<string> =>
      new Set(db.log.records.filter(({ type }) => type === 'ClockBreached').map(({ stream }) => stream));
    await until(() => breached().size === reported.size);
    await until(() => followers.status().every(({ state }) => state === 'live'));
    expect([breached(), await followers.parked()]).toEqual([reported, []]);
  }, 240_000);
});

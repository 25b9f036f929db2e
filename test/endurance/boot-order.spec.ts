import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { startEventStoreDb, type EventStoreDbServer } from '../eventstoredb/server.js';
import { buildFerretDb, ferretTakesPart, startFerretDb, WITHOUT_FERRET, type FerretDb } from '../ferretdb/ferretdb.js';
import { Service } from './service.js';

describe('The engines of this run', () => {
  it('are said, and under CI FerretDB is one of them', () => {
    if (!ferretTakesPart) process.stdout.write(WITHOUT_FERRET);
    expect(ferretTakesPart || process.env['CI'] === undefined).toBe(true);
  });
});

const onFerret = ferretTakesPart ? describe : (): void => undefined;

onFerret('Everything that starts at once', () => {
  let data = '';
  let log: EventStoreDbServer;
  let views: FerretDb | undefined;
  const services: Service[] = [];
  beforeAll(async () => {
    await buildFerretDb();
    data = mkdtempSync(join(tmpdir(), 'heatledger-boot-'));
  }, 900_000);
  afterAll(() => rmSync(data, { recursive: true, force: true }));
  afterEach(async () => {
    await Promise.all(services.splice(0).map((service) => service.kill()));
    await views?.stop();
    await log.stop();
  });

  /** An address at which FerretDB will be, but is not yet. */
  const portOfViews = async (): Promise<number> => {
    const { port, stop } = await startFerretDb(mkdtempSync(join(data, 'port-')));
    await stop();
    return port;
  };
  const settings = (port: number, role: string, patience: number): Readonly<Record<string, string>> => ({
    HEATLEDGER_EVENT_STORE: log.connectionString,
    HEATLEDGER_MONGODB: `mongodb://127.0.0.1:${port}/heatledger`,
    HEATLEDGER_ROLE: role,
    HEATLEDGER_PATIENCE: String(patience),
    HEATLEDGER_LEASE: '10',
    HEATLEDGER_LOG: 'warn',
  });
  const launched = async (role: string, port: number): Promise<Service> => {
    const service = await Service.start(data, { environment: settings(port, role, 300) });
    services.push(service);
    up++;
    return service;
  };
  let up = 0;
  const pause = (ms: number): Promise<void> => new Promise((next) => setTimeout(next, ms));

  it.each([
    ['server and worker, the views, the log', ['services', 'views', 'log']],
    ['the log, server and worker, the views', ['log', 'services', 'views']],
  ] as const)(
    'comes up in whatever order: %s',
    async (_, order) => {
      log = await startEventStoreDb();
      await log.kill();
      const port = await portOfViews();
      let launching: Promise<readonly [Service, Service]> | undefined;
      up = 0;
      for (const one of order) {
        expect(up).toBe(0);
        if (one === 'log') await log.restart();
        else if (one === 'views') views = await startFerretDb(mkdtempSync(join(data, 'views-')), port);
        else launching = Promise.all([launched('server', port), launched('worker', port)]);
        if (launching) void launching.catch(() => undefined);
        // long enough for whoever does not wait to give up
        await pause(1500);
      }
      const [server] = (await launching) ?? [];
      if (!server) throw new Error('no server was launched');
      const token = await server.token();
      const { status, body } = await server.report(token, `boot-${order.join('-')}`);
      expect(status).toBe(201);
      const shown = async (): Promise<number> =>
        (await server.ask('GET', `/tickets/${String(body['id'])}?min-position=${encodeURIComponent(String(body['position']))}`, { token })).status;
      let looks = 0;
      while ((await shown()) !== 200)
        if (++looks === 40)
          throw new Error(
            `not seen by the views: ${(await Promise.all(services.map((service) => service.ask('GET', '/health')))).map(({ text }) => text).join('\n')}`,
          );
      for (const service of services) expect(await service.stop()).toBe(0);
    },
    300_000,
  );

  it('is told in one sentence which server stays away when patience is over', async () => {
    log = await startEventStoreDb();
    const port = await portOfViews();
    const error = (await Service.start(data, { environment: settings(port, 'server', 1) }).catch((reason: unknown) => reason)) as Error;
    expect(error.message).toMatch(new RegExp(`ended with 1 before it was up: [^]*127\\.0\\.0\\.1:${port}`));
    expect(error.message).not.toMatch(/^\s+at /m);
    await log.kill();
    const other = (await Service.start(data, { environment: settings(port, 'worker', 1) }).catch((reason: unknown) => reason)) as Error;
    expect(other.message).toMatch(/ended with 1 before it was up: [^]*the event store does not answer/);
    expect(other.message).not.toMatch(/^\s+at /m);
  }, 120_000);
});

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { openEmbeddedEventStore } from '@heatledger/event-store/embedded';
import { afterAll, describe, expect, it } from '@jest/globals';
import Database from 'libsql';
import { Service } from '../endurance/service.js';
import { startEventStoreDb } from '../eventstoredb/server.js';
import { heatledger, heatledgerUnder, scratch } from './program.js';

const { path, remove } = scratch();
afterAll(remove);

describe('A data directory that cannot be used', () => {
  it.each(['/proc/heatledger', '/dev/null', '/dev/null/data'])('is refused by name: %s', async (data) => {
    const ran = await heatledger('start', '--port', '0', '--data', data);
    expect([ran.code, ran.err]).toEqual([1, `${data}: cannot be opened; check that it is a directory and that this user may use it\n`]);
  });

  it('is left alone when another process writes to it', async () => {
    const store = await openEmbeddedEventStore({ directory: path('busy') });
    const ran = await heatledger('start', '--port', '0', '--data', path('busy'));
    await store.close();
    expect(ran).toMatchObject({ code: 1, err: expect.stringContaining('another process is using this data directory') });
  });

  it('R10: is left alone in the same sentence where the log is on a server, and is free again afterwards', async () => {
    const db = await startEventStoreDb();
    const onServer = { HEATLEDGER_EVENT_STORE: db.connectionString, HEATLEDGER_PORT: '0' };
    const inUse = (data: string): object => ({
      code: 1,
      out: '',
      err: `${data}: another process is using this data directory; stop it, or name another directory with --data\n`,
    });
    try {
      for (const environment of [{ HEATLEDGER_PORT: '0' }, onServer]) {
        const data = path(`shared-${Object.keys(environment).length}`);
        const service = await Service.start(data, { environment });
        expect(await heatledgerUnder(environment, 'start', '--data', data)).toEqual(inUse(data));
        const upkeep = await heatledgerUnder(environment, 'projections', 'status', '--data', data);
        expect(upkeep).toMatchObject({ code: 1, out: '', err: expect.stringContaining(`${data} is used by a service that runs`) });
        // who only looks may look
        expect((await heatledgerUnder(environment, 'verify', '--data', data)).err).not.toContain('another process');
        expect(await service.stop()).toBe(0);
        expect((await heatledgerUnder(environment, 'projections', 'status', '--data', data)).code).toBe(0);
      }
    } finally {
      await db.stop();
    }
  }, 60_000);

  it('is left alone when another version wrote it', async () => {
    await (await openEmbeddedEventStore({ directory: path('other') })).close();
    const database = new Database(`${path('other')}/events.db`);
    database.exec('PRAGMA user_version = 99');
    database.close();
    const ran = await heatledger('start', '--port', '0', '--data', path('other'));
    expect(ran).toMatchObject({ code: 1, err: expect.stringContaining('layout 99') });
  });

  it('is told to be damaged when it is no log', async () => {
    mkdirSync(path('damaged'));
    writeFileSync(`${path('damaged')}/events.db`, 'this was never a log of anything, and it is longer than a header of a file would be');
    const ran = await heatledger('verify', '--data', path('damaged'));
    expect(ran).toMatchObject({ code: 1, err: expect.stringContaining('damaged') });
  });

  it('is not made by who only looks', async () => {
    const ran = await heatledger('history', 'T-20260105-7K3M', '--data', path('nowhere'));
    expect(ran).toMatchObject({ code: 1, err: expect.stringContaining('holds no log yet') });
    expect(() => readdirSync(path('nowhere'))).toThrow('ENOENT');
  });
});

describe('Starting', () => {
  it('names the port that something else listens on, and ends', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const ran = await heatledger('start', '--port', String(port), '--data', path('port'));
    other.close();
    expect(ran).toMatchObject({ code: 1, err: expect.stringContaining(`port ${port}: something else listens`) });
  });

  it('names a setting, its value and what is allowed', async () => {
    const ran = await heatledger('start', '--port', '99999', '--data', path('setting'));
    expect(ran).toMatchObject({ code: 2, err: expect.stringContaining('port "99999"') });
  });

  it('takes its data directory from the environment when nothing else is said', async () => {
    const service = spawn(process.execPath, [resolve('apps/cli/bin/heatledger.js'), 'start', '--port', '0'], { env: { ...process.env, HEATLEDGER_DATA: path('environment') } });
    let said = '';
    await new Promise<void>((up) => service.stdout.on('data', (chunk) => (said += String(chunk)).includes('Ctrl-C') && up()));
    service.kill('SIGINT');
    const [code] = (await once(service, 'exit')) as [number];
    expect(code).toBe(0);
    expect(said).toContain(path('environment'));
    expect(readdirSync(path('environment'))).toContain('events.db');
  });
});

describe('An import', () => {
  it('names the columns that a file lacks, and records nothing', async () => {
    writeFileSync(path('short.csv'), 'id,opened\n1,2026-01-01\n');
    const ran = await heatledger('import', path('short.csv'), '--mapping', 'boston-311', '--data', path('import'));
    expect(ran).toMatchObject({ code: 1, err: expect.stringContaining('no column CASE_ENQUIRY_ID, open_dt') });
    expect((await heatledger('export', '--data', path('import'))).out).toBe('');
  });
});

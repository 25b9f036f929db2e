import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { keptIn, ledgerOver } from './oracles.js';
import { Service, until } from './service.js';

const HOUR = 3_600_000;
const YEAR = 365 * 24 * HOUR;

let data = '';
beforeAll(() => {
  data = mkdtempSync(join(tmpdir(), 'heatledger-clock-'));
});
afterAll(() => rmSync(data, { recursive: true, force: true }));

/** The facts of a type with when they are said to have happened. */
const factsOf = async (type: string): Promise<readonly { readonly stream: string; readonly at: number; readonly key: string }[]> => {
  const ledger = await ledgerOver(data);
  const facts = [];
  for await (const { events } of ledger.store.scan({ types: [type] }))
    for (const { stream, metadata, data: said } of events)
      facts.push({ stream, at: Date.parse(metadata.at), key: `${stream} ${String(said['clock'])} ${String(said['round'])}` });
  await ledger.close();
  return facts;
};

/** The repairs of which some promise of time was broken, as the feed tells them. */
const breachedNow = async (service: Service, token: string): Promise<ReadonlySet<string>> => {
  const { text } = await service.ask('GET', '/feed?types=ClockBreached&limit=1000', { token });
  return new Set((JSON.parse(text) as { readonly subject: string }[]).map(({ subject }) => subject));
};

describe('The machine whose clock jumps', () => {
  it('by an hour or a year, forth and back, under a running service, keeps order and views, and records each breach once', async () => {
    const service = await Service.start(data, { preload: ['test/endurance/moved-clock.mjs'] });
    const streams: string[] = [];
    let token = await service.token();
    const moved = async (by: number): Promise<void> => {
      service.child.stdin?.write(`${by}\n`);
      await until(() => service.said().trimEnd().endsWith(`clock moved by ${by}`));
      token = await service.token('dispatcher', by);
    };
    const reported = async (key: string): Promise<void> => {
      const { status, body } = await service.report(token, key);
      expect({ key, status }).toEqual({ key, status: 201 });
      streams.push(`repair-${String(body['id'])}`);
      // a view that waited for time to pass would never be there
      const shown = async (): Promise<number> => (await service.ask('GET', `/tickets/${String(body['id'])}?min-position=${encodeURIComponent(String(body['position']))}`, { token })).status;
      await until(async () => (await shown()) !== 503);
      expect({ key, shown: await shown() }).toEqual({ key, shown: 200 });
    };
    const old = token;
    const jumps = [0, HOUR, 0, -HOUR, YEAR, -YEAR, 0];
    for (const [n, by] of jumps.entries()) {
      await moved(by);
      await reported(`clock-${n}`);
      if (by !== YEAR) continue;
      expect((await service.report(old, 'too late')).status).toBe(401);
      await until(async () => (await breachedNow(service, await service.token('service', by))).size === n);
    }
    await until(async () => (await service.ask('GET', '/health')).body['status'] === 'ok');
    expect((await service.ask('GET', '/health/ready')).status).toBe(200);
    expect(await service.stop()).toBe(0);
    expect(service.said().replaceAll(/clock moved by -?\d+\n/g, '')).toBe('');

    const breaches = await factsOf('ClockBreached');
    // a year later everything that was promised was late, once
    expect(new Set(breaches.map(({ stream }) => stream))).toEqual(new Set(streams.slice(0, jumps.indexOf(YEAR))));
    expect(new Set(breaches.map(({ key }) => key)).size).toBe(breaches.length);
    const began = new Map((await factsOf('RepairReported')).map(({ stream, at }) => [stream, at]));
    for (const { stream, at } of breaches) expect(at).toBeGreaterThanOrEqual(began.get(stream) ?? Infinity);
    const { reports, fault, grown, anew } = await keptIn(data);
    expect([...reports]).toEqual(streams.map((stream) => [stream, 1]));
    expect(fault).toBeNull();
    expect(grown).toEqual(anew);
  }, 120_000);
});

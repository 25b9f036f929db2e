import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { heatledgerUnder, json } from '../cli/program.js';
import { filled } from './filling.js';
import { keptIn } from './oracles.js';
import { roundsOf } from './rounds.js';
import { Service, until } from './service.js';

/** 12 000 in every run, 1 000 000 under `npm run endure`. */
const EVENTS = roundsOf(1) === 1 ? 12_000 : roundsOf(40_000);
const MIB = 2 ** 20;

let data = '';
beforeAll(() => {
  data = mkdtempSync(join(tmpdir(), 'heatledger-million-'));
});
afterAll(() => {
  for (const directory of [data, `${data}-backup`, `${data}-again`]) rmSync(directory, { recursive: true, force: true });
});

const figure = (value: number): string => Math.round(value).toLocaleString('en').replaceAll(',', ' ');

/** Bytes that a process has read so far, from files and from what the system keeps of them. */
const readBy = ({ child }: Service): number => Number(/^rchar: (\d+)$/m.exec(readFileSync(`/proc/${child.pid}/io`, 'utf8'))?.[1]);
const followersOf = async (service: Service): Promise<readonly { readonly state: string; readonly behind: number }[]> =>
  (await service.ask('GET', '/health')).body['followers'] as { state: string; behind: number }[];
const caughtUp = (service: Service): Promise<void> =>
  until(async () => (await followersOf(service)).every(({ state, behind }) => state === 'live' && behind === 0), EVENTS > 100_000 ? 1000 : 100);

/** Builds a view again by the command; the most memory that it held, bytes. */
const rebuilt = async (): Promise<number> => {
  const peak = join(data, 'peak');
  const preload = pathToFileURL('test/endurance/peak.preload.mjs').href;
  const ran = await heatledgerUnder({ NODE_OPTIONS: `--import ${preload}`, PEAK_FILE: peak }, 'projections', 'rebuild', 'ticket-card', '--data', data, '--json');
  expect(ran).toMatchObject({ code: 0 });
  const { events, ms } = JSON.parse(ran.out) as { events: number; ms: number };
  const held = Number(readFileSync(peak, 'utf8')) * 1024;
  process.stdout.write(`ticket-card built again from ${figure(events)} events in ${figure(ms)} ms, with ${figure(held / MIB)} MiB at most\n`);
  return held;
};

interface Start {
  readonly service: Service;
  readonly ms: number;
  readonly read: number;
}

const started = async (): Promise<Start> => {
  const began = performance.now();
  // memory that is not asked back is no growth: the collector is told how much there is
  const service = await Service.start(data, { node: ['--max-old-space-size=256'] });
  const ms = performance.now() - began;
  return { service, ms, read: readBy(service) };
};

describe(`A log of ${figure(EVENTS)} events`, () => {
  it('is started from without being read, gives the same views whenever they are built, and is built from in as much memory as one of a quarter', async () => {
    const resident: number[] = [];
    const starts: Start[] = [];
    const spans: number[] = [];
    for (const share of [0.25, 1]) {
      const [before, began] = [share === 1 ? EVENTS / 4 : 0, performance.now()];
      const held = await filled(data, EVENTS * share, before);
      process.stdout.write(
        `${figure(held)} events: filled at ${figure(((held - before) / (performance.now() - began)) * 1000)} events/s, ${figure(statSync(join(data, 'events.db')).size / MIB)} MiB\n`,
      );
      for (const file of ['views.db', 'views.db-wal', 'views.db-shm']) rmSync(join(data, file), { force: true });

      // views are built from nothing, while the service answers
      const { service } = await started();
      const building = performance.now();
      expect((await service.ask('GET', '/health/live')).status).toBe(200);
      await caughtUp(service);
      spans.push(performance.now() - building);
      resident.push(await service.metric('process_resident_memory_bytes'));
      expect(await service.stop()).toBe(0);

      const again = await started();
      starts.push(again);
      await caughtUp(again.service);
      expect(await again.service.stop()).toBe(0);
      process.stdout.write(
        `${figure(held)} events: all views built in ${figure(spans.at(-1) ?? 0)} ms, then ${figure((resident.at(-1) ?? 0) / MIB)} MiB resident; started again in ${figure(again.ms)} ms, having read ${figure(again.read / 1024)} KiB of files\n`,
      );
    }
    const size = statSync(join(data, 'events.db')).size;
    const [small, whole] = starts.map(({ read }) => read);
    // what a start reads is the program and the edges of the files, whatever their size
    expect((whole ?? Infinity) - (small ?? 0)).toBeLessThan(size / 20);
    const [little, much] = resident;
    expect(much ?? Infinity).toBeLessThan((little ?? 0) * 1.5 + 64 * MIB);
    // some 40 MiB of it are in use; the rest is what the collector lets lie until its own limit
    expect(await rebuilt()).toBeLessThan(300 * MIB);
    for (const [command, ...args] of [
      ['backup', `${data}-backup`, '--data', data],
      ['restore', `${data}-backup`, '--data', `${data}-again`],
    ] as const) {
      const { events, fault, ms } = await json<{ events: number; fault: unknown; ms: { copy: number; verify: number } }>(command, ...args);
      expect(fault).toBeNull();
      process.stdout.write(`${command} of ${figure(events)} events: copied in ${figure(ms.copy)} ms, verified in ${figure(ms.verify)} ms\n`);
    }
    const { fault, grown, anew, reports } = await keptIn(data);
    expect(fault).toBeNull();
    expect(grown).toEqual(anew);
    expect(reports.size).toBeGreaterThan(EVENTS / 10);
  }, 7_200_000);
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { keptIn } from './oracles.js';
import { roundsOf } from './rounds.js';
import { Service } from './service.js';

/** Commands at once that the service takes. */
const MOST = 16;
const TIMES = 5;
const COMMANDS = 250;
const WAVES = roundsOf(1);
/** The slowest one of a hundred that are taken may be so many times as slow as without the overload. */
const SLOWER = 20;

let data = '';
beforeAll(() => {
  data = mkdtempSync(join(tmpdir(), 'heatledger-overload-'));
});
afterAll(() => rmSync(data, { recursive: true, force: true }));

interface Load {
  /** Answers by status and code. */
  readonly answers: ReadonlyMap<string, number>;
  /** Milliseconds of those that were taken, one of a hundred is slower. */
  readonly p99: number;
}

describe(`${TIMES} times the load that the service takes`, () => {
  it('is shed with 503; what is taken is not much slower, none of it is lost, and all is well again afterwards', async () => {
    const service = await Service.start(data, { environment: { HEATLEDGER_MOST_COMMANDS: String(MOST) } });
    const token = await service.token();
    const acknowledged = new Set<string>();
    let asked = 0;
    const load = async (clients: number): Promise<Load> => {
      const answers = new Map<string, number>();
      const taken: number[] = [];
      const client = async (): Promise<void> => {
        while (taken.length < COMMANDS) {
          const began = performance.now();
          const { status, body, retryAfter } = await service.report(token, `overload-${++asked}`);
          if (status === 201) {
            taken.push(performance.now() - began);
            acknowledged.add(`repair-${String(body['id'])}`);
          }
          const said = status === 201 ? '201' : `${status} ${String(body['code'])} ${retryAfter}`;
          answers.set(said, (answers.get(said) ?? 0) + 1);
        }
      };
      await Promise.all(Array.from({ length: clients }, client));
      taken.sort((a, b) => a - b);
      return { answers, p99: taken[Math.floor(taken.length * 0.99)] ?? Infinity };
    };

    await load(MOST);
    for (let wave = 0; wave < WAVES; wave++) {
      const usual = await load(MOST);
      expect([...usual.answers.keys()]).toEqual(['201']);
      const over = await load(MOST * TIMES);
      expect([...over.answers.keys()].sort()).toEqual(['201', '503 server/busy 1']);
      expect(over.p99).toBeLessThan(SLOWER * usual.p99);
      const after = await load(MOST);
      expect([...after.answers.keys()]).toEqual(['201']);
      expect(after.p99).toBeLessThan(SLOWER * usual.p99);
      const shed = over.answers.get('503 server/busy 1') ?? 0;
      process.stdout.write(
        `overload: ${MOST} at once, p99 ${Math.round(usual.p99)} ms; ${MOST * TIMES} at once, ${shed} of ${shed + COMMANDS} shed, p99 of the others ${Math.round(over.p99)} ms; afterwards ${Math.round(after.p99)} ms\n`,
      );
    }
    expect((await service.ask('GET', '/health/ready')).status).toBe(200);
    expect(await service.stop()).toBe(0);
    const { reports, fault, grown, anew } = await keptIn(data);
    expect(fault).toBeNull();
    expect([...reports.keys()].sort()).toEqual([...acknowledged].sort());
    expect(grown).toEqual(anew);
  }, 3_600_000);
});

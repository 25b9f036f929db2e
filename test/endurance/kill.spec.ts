import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { keptIn } from './oracles.js';
import { roundsOf, seededChance, toldRound } from './rounds.js';
import { Service } from './service.js';

const ROUNDS = roundsOf(20);
const CLIENTS = 8;

let data = '';
beforeAll(() => {
  data = mkdtempSync(join(tmpdir(), 'heatledger-kill-'));
});
afterAll(() => rmSync(data, { recursive: true, force: true }));

describe('The service, killed under load', () => {
  it(`keeps what it acknowledged, once, and its views equal views built anew, over ${ROUNDS} kills`, async () => {
    const chance = seededChance('kills under load');
    const acknowledged = new Map<string, string>();
    const asked = new Set<string>();
    let key = 0;
    let answeredTwice = 0;
    const load = async (service: Service, token: string, under: { alive: boolean }, unanswered: string[]): Promise<void> => {
      while (under.alive) {
        const one = unanswered.pop() ?? `key-${++key}`;
        asked.add(one);
        try {
          const { status, body } = await service.report(token, one);
          if (status !== 201) continue;
          if (body['repeated'] === true) answeredTwice++;
          acknowledged.set(one, `repair-${String(body['id'])}`);
        } catch {
          // killed before it answered
        }
      }
    };
    for (let round = 0; round < ROUNDS; round++) {
      const service = await Service.start(data);
      const token = await service.token();
      const under = { alive: true };
      // what the last process left unanswered is asked for again first, with its key
      const unanswered = [...asked].filter((one) => !acknowledged.has(one));
      const clients = Array.from({ length: CLIENTS }, () => load(service, token, under, unanswered));
      await new Promise((next) => setTimeout(next, 80 + chance() * 400));
      await service.kill();
      under.alive = false;
      await Promise.all(clients);
      toldRound('kills under load', round + 1, ROUNDS);
    }

    const { reports, fault, grown, anew } = await keptIn(data);
    expect(fault).toBeNull();
    expect([...reports].filter(([, times]) => times !== 1)).toEqual([]);
    expect([...acknowledged.values()].filter((stream) => !reports.has(stream))).toEqual([]);
    expect(new Set(acknowledged.values()).size).toBe(acknowledged.size);
    // unacknowledged at most once
    expect(reports.size).toBeLessThanOrEqual(asked.size);
    expect(Object.keys(grown).length).toBeGreaterThan(10);
    expect(grown).toEqual(anew);
    process.stdout.write(`${ROUNDS} kills: ${acknowledged.size} commands acknowledged, ${reports.size} reports in the log, ${answeredTwice} told again after a kill\n`);
  }, 3_600_000);
});

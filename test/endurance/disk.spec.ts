import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { diskFails, DiskTrouble, WITHOUT_STRACE, type Trouble } from './disk-faults.js';
import { keptIn } from './oracles.js';
import { roundsOf } from './rounds.js';
import { Service, until, type Answer } from './service.js';

describe('The disks of this run', () => {
  it('are said, and under CI they fail when they are told to', () => {
    if (!diskFails) process.stdout.write(WITHOUT_STRACE);
    expect(diskFails || process.env['CI'] === undefined).toBe(true);
  });
});

const onFailingDisk = diskFails ? describe : (): void => undefined;
const ROUNDS = roundsOf(1);
const MOST = 8;

onFailingDisk('A disk in trouble', () => {
  let data = '';
  beforeAll(() => {
    data = mkdtempSync(join(tmpdir(), 'heatledger-disk-'));
  });
  afterAll(() => rmSync(data, { recursive: true, force: true }));

  it(`is answered with 503, tears nothing, and is forgotten when it is well again, ${ROUNDS} times each`, async () => {
    let service = await Service.start(data, { environment: { HEATLEDGER_MOST_COMMANDS: String(MOST) } });
    const token = await service.token();
    const acknowledged = new Map<string, string>();
    let asked = 0;
    let refused = 0;
    const report = async (key = `disk-${++asked}`): Promise<Answer> => {
      const answer = await service.report(token, key);
      if (answer.status === 201) acknowledged.set(key, `repair-${String(answer.body['id'])}`);
      return answer;
    };
    const isWell = async (): Promise<boolean> =>
      (await service.ask('GET', '/health')).body['status'] === 'ok' && (await service.ask('GET', '/health/ready')).status === 200;
    const seen = async (key: string): Promise<Answer> => service.ask('GET', `/tickets/${acknowledged.get(key)?.slice('repair-'.length)}`, { token });

    const during = async (trouble: Trouble, work: () => Promise<void>): Promise<void> => {
      const failing = await DiskTrouble.begin(service.child.pid ?? 0, trouble);
      await work().finally(() => failing.end());
    };
    /** Nothing is taken while it lasts, what was there can be read, and what was refused goes through afterwards under its key. */
    const refusing = async (trouble: Trouble): Promise<void> => {
      await report('first');
      // views follow a moment later, and cannot while the disk fails
      await until(async () => (await seen('first')).status === 200);
      const keys = Array.from({ length: MOST }, () => `disk-${++asked}`);
      await during(trouble, async () => {
        for (const { status, body, retryAfter } of await Promise.all(keys.map(report)))
          expect({ trouble, status, code: body['code'], retryAfter }).toEqual({
            trouble,
            status: 503,
            code: 'server/store-unavailable',
            retryAfter: '2',
          });
        refused += keys.length;
        expect((await seen('first')).status).toBe(200);
        expect((await service.ask('GET', '/health/live')).status).toBe(200);
      });
      for (const { status } of await Promise.all(keys.map(report))) expect({ trouble, status }).toEqual({ trouble, status: 201 });
      await until(isWell);
    };
    const slowly = async (): Promise<void> => {
      const answers: Answer[] = [];
      await during('slow', async () => {
        for (let wave = 0; wave < 2; wave++) answers.push(...(await Promise.all(Array.from({ length: MOST * 3 }, () => report()))));
      });
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201, 503]));
      for (const { body, retryAfter } of answers.filter(({ status }) => status === 503))
        expect([body['code'], retryAfter]).toEqual(['server/busy', '1']);
      refused += answers.filter(({ status }) => status === 503).length;
      expect((await report()).status).toBe(201);
      await until(isWell);
    };

    for (let round = 0; round < ROUNDS; round++) {
      await report();
      for (const trouble of ['full', 'read-only', 'broken'] as const) await refusing(trouble);
      await slowly();
      // what could not be made durable may be there after a crash or not: asked again, it is there once
      const keys = Array.from({ length: 3 }, () => `disk-${++asked}`);
      await during('broken', async () => void (await Promise.all(keys.map(report))));
      await service.kill();
      service = await Service.start(data, { environment: { HEATLEDGER_MOST_COMMANDS: String(MOST) } });
      for (const { status } of await Promise.all(keys.map(report))) expect(status).toBe(201);
      await until(isWell);
    }
    expect(await service.stop()).toBe(0);

    const { reports, fault, grown, anew } = await keptIn(data);
    expect(fault).toBeNull();
    expect([...reports.keys()].sort()).toEqual([...acknowledged.values()].sort());
    expect([...reports.values()].every((times) => times === 1)).toBe(true);
    expect(grown).toEqual(anew);
    process.stdout.write(`a disk in trouble: ${acknowledged.size} commands acknowledged, ${refused} refused\n`);
  }, 3_600_000);
});

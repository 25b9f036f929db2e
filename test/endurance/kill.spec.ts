import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { issueToken } from '@heatledger/edge';
import { keyFileOf, openLedger, readConfig, type OpenLedger } from '@heatledger/server';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verifyLog } from '@heatledger/runtime';
import { roundsOf, seededChance } from './rounds.js';

const ROUNDS = roundsOf(20);
const CLIENTS = 8;

let data = '';
let token = '';
beforeAll(async () => {
  data = mkdtempSync(join(tmpdir(), 'heatledger-kill-'));
  token = await issueToken(keyFileOf({ data }), { subject: 'dispatcher-1', roles: ['dispatcher'], dataClasses: [] });
});
afterAll(() => rmSync(data, { recursive: true, force: true }));

/** The service as a person starts it, over the same directory each time. */
const started = (): Promise<{ readonly url: string; readonly child: ChildProcess }> =>
  new Promise((done, fail) => {
    const child = spawn(process.execPath, [resolve('apps/cli/bin/heatledger.js'), 'start', '--data', data, '--port', '0'], { env: { ...process.env, HEATLEDGER_LANG: 'en', HEATLEDGER_LOG: 'error' }, stdio: ['ignore', 'pipe', 'inherit'] });
    createInterface({ input: child.stdout }).on('line', (line) => {
      const [, url] = /is up: (\S+)/.exec(line) ?? [];
      if (url) done({ url, child });
    });
    child.once('exit', (code, signal) => fail(new Error(`the service ended with ${code ?? signal} before it was up`)));
  });

const killed = (child: ChildProcess, signal: NodeJS.Signals): Promise<void> =>
  new Promise((done) => {
    child.once('exit', () => done());
    child.kill(signal);
  });

const open = (): Promise<OpenLedger> => openLedger(readConfig({ data, log: 'silent' }, {}));

const documents = async ({ reads }: OpenLedger, name: string): Promise<unknown[]> => {
  const docs: unknown[] = [];
  for (let cursor: string | undefined; ; ) {
    const found = await reads.find(name, { index: 'key', limit: 1000, ...(cursor === undefined ? {} : { cursor }) });
    docs.push(...found.docs);
    if (found.cursor === undefined) return docs;
    cursor = found.cursor;
  }
};

describe('The service, killed under load', () => {
  it(`keeps what it acknowledged, once, and its views equal views built anew, over ${ROUNDS} kills`, async () => {
    const chance = seededChance('kills under load');
    const acknowledged = new Map<string, string>();
    const asked = new Set<string>();
    let key = 0;
    let answeredTwice = 0;
    const load = async (url: string, under: { alive: boolean }): Promise<void> => {
      // what the last process left unanswered is asked for again first, with its key
      const unanswered = [...asked].filter((one) => !acknowledged.has(one));
      while (under.alive) {
        const one = unanswered.pop() ?? `key-${++key}`;
        asked.add(one);
        try {
          const response = await fetch(`${url}/repairs`, {
            method: 'POST',
            headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': one },
            body: JSON.stringify({ zone: 'Z1', station: 'S1', category: 'LEAK', description: '厨房漏水', callerName: '张三丰', callerPhone: '13800000000' }),
          });
          const body = (await response.json()) as { readonly id: string; readonly repeated: boolean };
          if (response.status !== 201) continue;
          if (body.repeated) answeredTwice++;
          acknowledged.set(one, body.id);
        } catch {
          // killed before it answered
        }
      }
    };
    for (let round = 0; round < ROUNDS; round++) {
      const { url, child } = await started();
      const under = { alive: true };
      const clients = Array.from({ length: CLIENTS }, () => load(url, under));
      await new Promise((next) => setTimeout(next, 80 + chance() * 400));
      await killed(child, 'SIGKILL');
      under.alive = false;
      await Promise.all(clients);
    }

    const grown = await open();
    const views = new Map<string, unknown[]>();
    const reports = new Map<string, number>();
    try {
      await grown.followers.settle();
      for await (const { events } of grown.store.scan({ types: ['RepairReported'] })) for (const { stream } of events) reports.set(stream, (reports.get(stream) ?? 0) + 1);
      expect((await verifyLog(grown.store, grown.codec)).fault).toBeNull();
      for (const { name, kind } of grown.followers.status()) if (kind === 'projection') views.set(name, await documents(grown, name));
    } finally {
      await grown.close();
    }
    expect([...reports].filter(([, times]) => times !== 1)).toEqual([]);
    expect([...acknowledged.values()].filter((id) => !reports.has(`repair-${id}`))).toEqual([]);
    expect(new Set(acknowledged.values()).size).toBe(acknowledged.size);
    // unacknowledged at most once
    expect(reports.size).toBeLessThanOrEqual(asked.size);

    for (const file of ['views.db', 'views.db-wal', 'views.db-shm']) rmSync(join(data, file), { force: true });
    const anew = await open();
    try {
      await anew.followers.settle();
      expect(views.size).toBeGreaterThan(10);
      for (const [name, docs] of views) expect({ name, docs: await documents(anew, name) }).toEqual({ name, docs });
    } finally {
      await anew.close();
    }
    process.stdout.write(`${ROUNDS} kills: ${acknowledged.size} commands acknowledged, ${reports.size} reports in the log, ${answeredTwice} told again after a kill\n`);
  }, 3_600_000);
});

import type { Message } from '@heatledger/kernel';
import { openLedger, readConfig } from '@heatledger/server';
import { AssignRepair, RecordCrewArrival, ReportRepair } from '@heatledger/ticket';
import { afterAll, describe, expect, it } from '@jest/globals';
import { heatledger, json, scratch } from './program.js';

const { path, remove } = scratch();
afterAll(remove);

/** A log of before there was a register: two crews were given work, one of them came, by an account of its own. */
const oldLog = async (data: string): Promise<void> => {
  const { router, ids, clock, close } = await openLedger(readConfig({ data, log: 'silent' }, {}), { setsZone: true });
  const order = async (command: Message, id: string, role: string): Promise<void> => {
    const now = clock.now();
    expect(await router.submit({ ...command, meta: { id: ids.next(), at: now, now, actor: { id, role }, channel: 'hotline' } })).toMatchObject({ ok: true });
  };
  for (const [crewId, n] of [['crew-7', 1], ['crew-3', 2]] as const) {
    const ticketId = ids.next();
    await order(ReportRepair({ ticketId, caseNumber: `R-20260105-000${n}`, category: 'LEAK', description: '漏水', zone: 'Z1' }), 'wang', 'agent');
    await order(AssignRepair({ ticketId, crewId }), 'du', 'dispatcher');
    if (crewId === 'crew-3') await order(RecordCrewArrival({ ticketId, crewId }), 'zhou', 'crew');
  }
  await close();
};

describe('heatledger crews adopt', () => {
  it('G3: registers the codes that the log names, with the accounts that acted for them, once', async () => {
    const data = path('adopting');
    await oldLog(data);
    const adopted = await json('crews', 'adopt', '--data', data, '--as', 'zhao');
    expect(adopted).toEqual([
      { crewId: 'crew-3', members: ['zhou'], outcome: 'registered' },
      { crewId: 'crew-7', members: ['crew-7'], outcome: 'registered' },
    ]);
    expect(await json('crews', 'adopt', '--data', data)).toMatchObject([{ outcome: 'known' }, { outcome: 'known' }]);
    const out = (await heatledger('export', '--types', 'CrewRegistered', '--data', data)).out.trim().split('\n');
    expect(out.map((line) => (JSON.parse(line) as { actorid: string }).actorid)).toEqual(['zhao', 'zhao']);
  });
});

import { Cursors } from '@heatledger/event-store';
import { openMemoryEventStore } from '@heatledger/event-store/memory';
import { catalogueOf, type Message } from '@heatledger/kernel';
import { openMemoryReadStore } from '@heatledger/read-store/memory';
import { CommandRouter, Clock, CompanyZone, FactCodec, Followers, Ids, Ledger, PlainNaming } from '@heatledger/runtime';
import { defaultRules } from '@heatledger/rulebook';
import * as ticket from '@heatledger/ticket';
import { derivedUuid, format, millis } from '@heatledger/vocabulary';
import { describe, expect, it } from '@jest/globals';
import { supervisionOf } from '../context.js';
import { after, DAY } from '../testing/told-cases.js';
import { Ledgers } from './ledgers.js';
import { RecordedBy } from './recorded-by.js';
import { Supervision } from './supervision.js';

class SetClock extends Clock {
  time = millis(after(0));
  now = (): string => format(this.time, 480);
  millis = (): number => this.time;
}
class RowOfIds extends Ids {
  #count = 0;
  next = (): string => derivedUuid('supervision', String(++this.#count));
}

const ticketId = '0192f000-0000-7000-8000-0000000000c1';
const caseNumber = 'R-20260105-7K3M';
const stream = `repair-${ticketId}`;

/** A leak reported in the morning, whose arrival was in time but entered a day later, and approved. */
const aLateEntry = async () => {
  const clock = new SetClock();
  const [ids, router] = [new RowOfIds(), new CommandRouter()];
  const [store, reads] = [await openMemoryEventStore({ now: () => clock.now() }), await openMemoryReadStore()];
  const supervised = [ticket.ticketContext];
  const codec = new FactCodec(catalogueOf(supervised.flatMap(({ deciders }) => deciders.flatMap(({ kinds }) => kinds))));
  router.route(ticket.repair.commands, new Ledger(store, codec).decideOn(ticket.repair, () => defaultRules) as Parameters<CommandRouter['route']>[1]);
  const { projections, timers } = ticket.ticketContext;
  const followers = new Followers(store, reads, codec, router, clock, ids, { projections: [...projections, ...supervisionOf(supervised).projections], timers, reactions: [] });
  const tell = async (command: Message, at: number, entered: number, by: string): Promise<string> => {
    clock.time = millis(after(entered));
    await followers.tick(clock.now());
    const outcome = await router.submit({ ...command, meta: { id: ids.next(), at: after(at), now: after(entered), actor: { id: by, role: 'agent' }, channel: 'hotline' } });
    if (!outcome.ok) throw new Error(`${command.type}: ${JSON.stringify(outcome)}`);
    await followers.settle();
    return outcome.position;
  };
  await tell(ticket.ReportRepair({ ticketId, caseNumber, zone: 'Z1', category: 'LEAK', description: '漏水' }), 0, 0, 'wang');
  const assigned = await tell(ticket.AssignRepair({ ticketId, crewId: 'crew-3' }), 5, 5, 'du');
  await tell(ticket.RecordCrewArrival({ ticketId, crewId: 'crew-3' }), 50, DAY, 'crew-3');
  let approvalId = '';
  for await (const { type, data } of store.read(stream)) if (type === 'LateEntryRequested') approvalId = String(data['approvalId']);
  await tell(ticket.ApproveRepairLateEntry({ ticketId, approvalId }), DAY, DAY, 'du');
  return { assigned, supervision: new Supervision(store, reads, codec, new Ledgers(store, reads, codec, new CompanyZone('Asia/Shanghai'), new RecordedBy(store, clock)), await Cursors.over(store), new PlainNaming('Asia/Shanghai'), supervised.flatMap(({ deciders }) => deciders)) };
};

describe('An overseer', () => {
  it('finds a case by its number, its stream or its bare id, and is told of no other', async () => {
    const { supervision } = await aLateEntry();
    for (const name of [caseNumber, stream, ticketId]) expect(await supervision.streamNamed(name)).toBe(stream);
    expect([await supervision.streamNamed('R-20260105-XXXX'), await supervision.caseFile('repair-nobody', {}, [])]).toEqual([null, null]);
  });

  it('reads a case as it was known at an instant or at a position, and as it had happened by an instant', async () => {
    const { supervision, assigned } = await aLateEntry();
    const told = async (axes: { at?: string; asOf?: string }): Promise<readonly string[]> => (await supervision.caseFile(stream, axes, []))?.lines.map(({ type }) => type).filter((type) => !type.startsWith('Clock')) ?? [];
    const [before, now] = [['RepairReported', 'RepairAssigned'], ['RepairReported', 'RepairAssigned', 'CrewArrived', 'LateEntryRequested']];
    expect(await told({})).toEqual([...now, 'LateEntryApproved']);
    expect(await told({ asOf: after(DAY - 1) })).toEqual(before);
    expect(await told({ asOf: assigned })).toEqual(before);
    expect(await told({ at: after(50) })).toEqual(now);
    expect(await told({ at: after(50), asOf: after(DAY - 1) })).toEqual(before);
    expect(await told({ at: after(3), asOf: assigned })).toEqual(['RepairReported']);
  });

  it('sees that a figure of yesterday was a breach as known yesterday, and is kept as known today', async () => {
    const { supervision, assigned } = await aLateEntry();
    const arrivals = async (at: number, asOf?: string) => (await supervision.compliance('arrive', 'zone', after(at), asOf)).rows;
    expect(await arrivals(100)).toMatchObject([{ group: 'Z1', met: 1, breached: 0 }]);
    expect(await arrivals(100, after(DAY - 1))).toMatchObject([{ group: 'Z1', met: 0, breached: 1, openOverdue: 1 }]);
    expect(await arrivals(30, assigned)).toMatchObject([{ running: 1 }]);
    expect(await arrivals(100, after(-1))).toEqual([]);
  });

  it('traces a due time from the fact that set it to every fact that repeats it', async () => {
    const { supervision } = await aLateEntry();
    const lines = (await supervision.caseFile(stream, {}, []))?.lines ?? [];
    const arrive = lines.filter(({ data }) => data['clock'] === 'arrive');
    const [started] = arrive;
    expect(new Set(arrive.map(({ rule }) => rule?.trace))).toEqual(new Set([started?.id]));
    expect(new Set(lines.filter(({ type }) => type === 'ClockStarted').map(({ rule }) => rule?.trace)).size).toBeGreaterThan(1);
    const figure = await supervision.figure(started?.id ?? '', []);
    expect(figure).toMatchObject({ case: stream, rule: { pack: 'default', trace: started?.id }, figure: { type: 'ClockStarted', data: { due: after(60) } } });
    expect(figure?.facts.map(({ type }) => type)).toEqual(['ClockStarted', 'ClockBreached', 'ClockBreachRetracted', 'ClockMet']);
    expect(await supervision.figure(ticketId, [])).toBeNull();
  });

  it('sees in the case file that the breach was recorded and then taken back', async () => {
    const { supervision } = await aLateEntry();
    const lines = (await supervision.caseFile(stream, {}, []))?.lines ?? [];
    const about = lines.filter(({ data }) => data['clock'] === 'arrive').map(({ type, at }) => [type, at]);
    expect(about).toEqual([['ClockStarted', after(0)], ['ClockBreached', after(60)], ['ClockBreachRetracted', after(50)], ['ClockMet', after(50)]]);
  });
});

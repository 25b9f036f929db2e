import { accept, reject, type Decision, type Order, type Made } from '@heatledger/kernel';
import type { RulesInForce } from '@heatledger/rulebook';
import type { ClockName } from '@heatledger/vocabulary';
import { meetClock, startClocks } from '../clock.decisions.js';
import { refusalToAct, refusalUnless } from '../policies/may-act.js';
import type { ReportRepair, TriageRepair } from '../repair.commands.js';
import { RepairReported, RepairTriaged, type RepairEvent } from '../repair.events.js';
import type { Repair } from '../repair.state.js';
import type { TicketRejection } from '../ticket.rejections.js';

/** What is promised as soon as a repair is reported; the call back is promised when the work ends. */
const promisedAtReport: readonly ClockName[] = ['acknowledge', 'arrive', 'first-result', 'resolve'];

export const reportRepair = (repair: Repair, { data, meta }: Order<Made<typeof ReportRepair>>, rules: RulesInForce): Decision<RepairEvent, TicketRejection> => {
  if (repair.phase !== 'unknown')
    return repair.caseNumber === data.caseNumber && repair.category === data.category ? accept() : reject('ticket/known', { field: 'ticketId', value: data.ticketId });
  const started = startClocks({ ...data, ticketKind: 'repair', channel: meta.channel, round: 1, crewId: undefined }, promisedAtReport, rules, meta.at);
  if (!started.accepted) return started;
  return accept<RepairEvent>(RepairReported({ ...data }), ...started.events);
};

export const triageRepair = (repair: Repair, { data, meta }: Order<Made<typeof TriageRepair>>, rules: RulesInForce): Decision<RepairEvent, TicketRejection> => {
  const refusal = refusalToAct(repair, meta.at) ?? refusalUnless(repair, 'reported', 'triaged', 'assigned', 'on-site');
  if (refusal) return refusal;
  if (repair.phase !== 'reported' && repair.category === data.category && repair.urgency === data.urgency) return accept();
  const { ticketId, householdId, zone, station } = repair;
  const triaged = RepairTriaged({ ticketId, householdId, zone, station, category: data.category, urgency: data.urgency });
  return accept<RepairEvent>(triaged, ...meetClock(repair, 'acknowledge', meta.at, rules));
};

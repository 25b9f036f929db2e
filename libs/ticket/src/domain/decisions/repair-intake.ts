import { accept, reject, type Decision, type Order, type Made } from '@heatledger/kernel';
import type { RulesInForce } from '@heatledger/rulebook';
import type { ClockName } from '@heatledger/vocabulary';
import { meetClock, startClocks } from '../clock.decisions.js';
import { aboutRepair } from '../policies/about-repair.js';
import { metAtOnce } from '../policies/met-at-once.js';
import { isToldAtOnce } from '../policies/told-at-once.js';
import { refusalToAct, refusalUnless } from '../policies/may-act.js';
import type { AcknowledgeRepair, ReportRepair, SupplementRepair, TriageRepair } from '../repair.commands.js';
import { RepairAcknowledged, RepairReported, RepairSupplemented, RepairTriaged, type RepairEvent } from '../repair.events.js';
import type { Repair } from '../repair.state.js';
import { reclassified } from '../reclassify.decisions.js';
import { supplement } from '../supplement.decisions.js';
import type { TicketRejection } from '../ticket.rejections.js';

/** What is promised as soon as a repair is reported; the call back is promised when the work ends. */
const promisedAtReport: readonly ClockName[] = ['acknowledge', 'arrive', 'first-result', 'resolve'];

export const reportRepair = (repair: Repair, { data, meta }: Order<Made<typeof ReportRepair>>, rules: RulesInForce): Decision<RepairEvent, TicketRejection> => {
  if (repair.phase !== 'unknown')
    return repair.caseNumber === data.caseNumber && repair.category === data.category ? accept() : reject('ticket/known', { field: 'ticketId', value: data.ticketId });
  const started = startClocks({ ...data, ticketKind: 'repair', channel: meta.channel, round: 1, crewId: undefined }, promisedAtReport, rules, meta.at);
  if (!started.accepted) return started;
  const told = isToldAtOnce(meta.channel) ? metAtOnce(started.events, 'acknowledge', meta.at) : [];
  return accept<RepairEvent>(RepairReported({ ...data }), ...started.events, ...told);
};

/** Only telling the requester keeps the promise to acknowledge, whatever is done about the repair meanwhile. */
export const acknowledgeRepair = (
  repair: Repair,
  { meta }: Order<Made<typeof AcknowledgeRepair>>,
  rules: RulesInForce,
): Decision<RepairEvent, TicketRejection> => {
  const refusal = refusalToAct(repair, meta.at);
  if (refusal) return refusal;
  if (repair.acknowledged) return accept();
  return accept<RepairEvent>(RepairAcknowledged(aboutRepair(repair)), ...meetClock(repair, 'acknowledge', meta.at, rules));
};

export const supplementRepair = (repair: Repair, { data }: Order<Made<typeof SupplementRepair>>): Decision<RepairEvent, TicketRejection> =>
  supplement<RepairEvent>(repair, data, () =>
    RepairSupplemented({ ...aboutRepair(repair), note: data.note, evidence: [...data.evidence] }),
  );

export const triageRepair = (repair: Repair, { data, meta }: Order<Made<typeof TriageRepair>>, rules: RulesInForce): Decision<RepairEvent, TicketRejection> => {
  const refusal = refusalToAct(repair, meta.at) ?? refusalUnless(repair, 'reported', 'triaged', 'assigned', 'on-site');
  if (refusal) return refusal;
  if (repair.phase !== 'reported' && repair.category === data.category && repair.urgency === data.urgency) return accept();
  const { ticketId, householdId, zone, station } = repair;
  const triaged = RepairTriaged({ ticketId, householdId, zone, station, category: data.category, urgency: data.urgency });
  const judged = { category: data.category, names: promisedAtReport, done: { arrive: repair.arrivedAt } };
  return accept<RepairEvent>(triaged, ...reclassified({ ...repair, urgency: data.urgency }, judged, meta, rules));
};

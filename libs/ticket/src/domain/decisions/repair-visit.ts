import { accept, reject, type Decision, type Made, type Order } from '@heatledger/kernel';
import type { RulesInForce } from '@heatledger/rulebook';
import { meetClock } from '../clock.decisions.js';
import { aboutRepair } from '../policies/about-repair.js';
import { refusalToAct, refusalUnless } from '../policies/may-act.js';
import type { RecordCrewArrival, RecordFailedVisit } from '../repair.commands.js';
import { CrewArrived, VisitFailed, type RepairEvent } from '../repair.events.js';
import type { Repair } from '../repair.state.js';
import type { TicketRejection } from '../ticket.rejections.js';

type Answer = Decision<RepairEvent, TicketRejection>;

const notTheCrew = (repair: Repair, crewId: string): Extract<Answer, { accepted: false }> | undefined =>
  repair.crewId === crewId
    ? undefined
    : { accepted: false, code: 'ticket/not-assigned-crew', detail: { field: 'crewId', value: crewId, allowed: repair.crewId ?? 'nobody is assigned' } };

export const recordCrewArrival = (repair: Repair, { data, meta }: Order<Made<typeof RecordCrewArrival>>, rules: RulesInForce): Answer => {
  const refusal = refusalToAct(repair, meta.at) ?? notTheCrew(repair, data.crewId) ?? refusalUnless(repair, 'assigned', 'on-site');
  if (refusal) return refusal;
  if (repair.phase === 'on-site') return accept();
  return accept<RepairEvent>(CrewArrived({ ...aboutRepair(repair), crewId: data.crewId, round: repair.round }), ...meetClock(repair, 'arrive', meta.at, rules));
};

/** A visit in vain keeps no promise by itself; it is what shows the reason for a pause. Source: domain notes §3.5 [D]. */
export const recordFailedVisit = (repair: Repair, { data, meta }: Order<Made<typeof RecordFailedVisit>>): Answer => {
  const refusal = refusalToAct(repair, meta.at) ?? notTheCrew(repair, data.crewId) ?? refusalUnless(repair, 'assigned', 'on-site');
  if (refusal) return refusal;
  if (data.evidence.length === 0) return reject('ticket/evidence-missing', { field: 'evidence', allowed: 'at least one piece that shows the attempt' });
  return accept(VisitFailed({ ...aboutRepair(repair), crewId: data.crewId, failure: data.failure, evidence: [...data.evidence] }));
};

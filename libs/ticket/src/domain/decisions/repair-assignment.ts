import { accept, reject, type Decision, type Made, type Order } from '@heatledger/kernel';
import { refusalToAct, refusalUnless } from '../policies/may-act.js';
import type { AssignRepair, ObjectToRepairAssignment, ReassignRepair } from '../repair.commands.js';
import { RepairAssigned, RepairAssignmentObjected, RepairReassigned, type RepairEvent } from '../repair.events.js';
import { aboutRepair } from '../policies/about-repair.js';
import type { Repair } from '../repair.state.js';
import type { TicketRejection } from '../ticket.rejections.js';

type Answer = Decision<RepairEvent, TicketRejection>;

/** Gives the repair to a crew; giving it to the same crew again after an objection overrules the objection. */
export const assignRepair = (repair: Repair, { data, meta }: Order<Made<typeof AssignRepair>>): Answer => {
  const refusal = refusalToAct(repair, meta.at);
  if (refusal) return refusal;
  if (repair.crewId === data.crewId && !repair.objected) return accept();
  const { phase } = repair;
  const [assignable, isGiven] = [['reported', 'triaged'], phase === 'assigned' || phase === 'on-site'];
  if (isGiven && !(repair.objected && phase === 'assigned'))
    return reject('ticket/not-now', { field: 'phase', value: phase, allowed: assignable, instead: 'reassignment' });
  const wrongPhase = refusalUnless(repair, 'reported', 'triaged', ...(repair.objected ? (['assigned'] as const) : []));
  if (wrongPhase) return wrongPhase;
  return accept(RepairAssigned({ ...aboutRepair(repair), crewId: data.crewId }));
};

export const objectToRepairAssignment = (repair: Repair, { data, meta }: Order<Made<typeof ObjectToRepairAssignment>>): Answer => {
  const refusal = refusalToAct(repair, meta.at) ?? refusalUnless(repair, 'assigned');
  if (refusal) return refusal;
  if (repair.crewId !== data.crewId) return reject('ticket/not-assigned-crew', { field: 'crewId', value: data.crewId, allowed: repair.crewId });
  if (repair.objected) return accept();
  return accept(RepairAssignmentObjected({ ...aboutRepair(repair), crewId: data.crewId, reason: data.reason }));
};

export const reassignRepair = (repair: Repair, { data, meta }: Order<Made<typeof ReassignRepair>>): Answer => {
  const refusal = refusalToAct(repair, meta.at) ?? refusalUnless(repair, 'assigned', 'on-site');
  if (refusal) return refusal;
  if (repair.crewId === undefined || (repair.crewId === data.crewId && !repair.objected)) return accept();
  return accept(RepairReassigned({ ...aboutRepair(repair), crewId: data.crewId, previousCrewId: repair.crewId, reason: data.reason }));
};

import { accept, reject, type Decision, type Made, type Order } from '@heatledger/kernel';
import { dayFrom, type RulesInForce } from '@heatledger/rulebook';
import { stopClocks } from '../clock.decisions.js';
import { aboutRepair } from '../policies/about-repair.js';
import { refusalBefore, refusalToAct } from '../policies/may-act.js';
import type { CloseRepair, WithdrawRepair } from '../repair.commands.js';
import { RepairClosed, RepairWithdrawn, type RepairEvent } from '../repair.events.js';
import type { Repair } from '../repair.state.js';
import type { TicketRejection } from '../ticket.rejections.js';
import type { RepairExit } from '../ticket.words.js';

type Answer = Decision<RepairEvent, TicketRejection>;

/** Attempts on different days before somebody counts as unreachable. Source: domain notes §3.3 [D]. */
const ATTEMPT_DAYS = 3;

/** What each exit still waits for; `undefined` when it is open. */
const missing: Readonly<Record<RepairExit, (repair: Repair, complaintId: string | undefined, rules: RulesInForce) => string | undefined>> = {
  done: ({ phase, answer }) => (phase === 'completed' && answer === 'satisfied' ? undefined : 'completed, and a call back with the answer satisfied'),
  'handed-over': ({ phase, outcome, answer }) =>
    phase === 'completed' && outcome !== 'fixed' && answer !== undefined ? undefined : 'completed as not fixed, handed over or without fault, and called back',
  complaint: ({ phase }, complaintId) => (phase === 'completed' && complaintId !== undefined ? undefined : 'completed, and complaintId of the complaint it goes on as'),
  duplicate: ({ earlierId }) => (earlierId === undefined ? 'linked as a repeat of an earlier repair' : undefined),
  unreachable: ({ phase, unreachedAt, answer }, _, rules) =>
    phase === 'completed' && answer === 'unreached' && new Set(unreachedAt.map((at) => dayFrom(rules, at))).size >= ATTEMPT_DAYS ? undefined : `completed, and ${ATTEMPT_DAYS} call backs in vain on different days`,
  withdrawn: () => "the requester's withdrawal (withdraw the repair instead)",
};

/** Ends the repair by a named exit whose conditions hold. Source: domain notes §3.3 [D]. */
export const closeRepair = (repair: Repair, { data, meta }: Order<Made<typeof CloseRepair>>, rules: RulesInForce): Answer => {
  const refusal = refusalToAct(repair, meta.at) ?? refusalBefore(meta.at, repair.completedAt, 'completed');
  if (refusal) return refusal;
  const { exit, complaintId } = data;
  const needs = missing[exit](repair, complaintId, rules);
  if (needs !== undefined) return reject('ticket/exit-not-open', { field: 'exit', value: exit, allowed: needs, phase: repair.phase });
  const closed = RepairClosed({ ...aboutRepair(repair), crewId: repair.crewId, round: repair.round, exit, complaintId });
  return accept<RepairEvent>(...stopClocks(repair, 'closed', meta.at, rules), closed);
};

export const withdrawRepair = (repair: Repair, { data, meta }: Order<Made<typeof WithdrawRepair>>, rules: RulesInForce): Answer => {
  const refusal = refusalToAct(repair, meta.at);
  if (refusal) return refusal;
  const about = aboutRepair(repair);
  const closed = RepairClosed({ ...about, crewId: repair.crewId, round: repair.round, exit: 'withdrawn' });
  return accept<RepairEvent>(RepairWithdrawn({ ...about, reason: data.reason }), ...stopClocks(repair, 'withdrawn', meta.at, rules), closed);
};

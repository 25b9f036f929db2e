import { accept, reject, type Decision, type Made, type Order } from '@heatledger/kernel';
import { dayFrom, type RulesInForce } from '@heatledger/rulebook';
import { stopClocks } from '../clock.decisions.js';
import type { TicketWorld } from '../ticket.world.js';
import { refusalOfElsewhere, refusalOfEnded, refusalOfUnknown, type Link } from '../policies/may-link.js';
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

/** The ticket that goes on for what this exit ends: it exists, is worked on, and is about the same home or zone. */
const refusalOfNext = (repair: Repair, { exit, complaintId }: Made<typeof CloseRepair>['data'], { linked }: TicketWorld): ReturnType<typeof refusalOfUnknown> => {
  const links: Readonly<Partial<Record<RepairExit, Link>>> = {
    complaint: { field: 'complaintId', id: complaintId ?? '', kind: 'complaint' },
    duplicate: { field: 'earlierId', id: repair.earlierId ?? '', kind: 'repair' },
  };
  const link = links[exit];
  if (!link) return undefined;
  return refusalOfUnknown(repair.ticketId, link, linked) ?? (linked && (refusalOfEnded(link, linked) ?? refusalOfElsewhere(link, repair, linked)));
};

/** Ends the repair by a named exit whose conditions hold. Source: domain notes §3.3 [D]. */
export const closeRepair = (repair: Repair, { data, meta }: Order<Made<typeof CloseRepair>>, rules: TicketWorld): Answer => {
  const refusal = refusalToAct(repair, meta.at) ?? refusalBefore(meta.at, repair.completedAt, 'completed');
  if (refusal) return refusal;
  const { exit, complaintId } = data;
  const needs = missing[exit](repair, complaintId, rules);
  if (needs !== undefined) return reject('ticket/exit-not-open', { field: 'exit', value: exit, allowed: needs, phase: repair.phase });
  const unfit = refusalOfNext(repair, data, rules);
  if (unfit) return unfit;
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

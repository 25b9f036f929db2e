import { accept, reject, type Decision, type Made, type Order } from '@heatledger/kernel';
import type { RulesInForce } from '@heatledger/rulebook';
import { restartClocks, stopClocks } from '../clock.decisions.js';
import { aboutRepair } from '../policies/about-repair.js';
import { refusalToAct } from '../policies/may-act.js';
import type { LinkRepairAsRepeat, MergeRepair, UnmergeRepair } from '../repair.commands.js';
import { RepairLinkedAsRepeat, RepairMerged, RepairUnmerged, type RepairEvent } from '../repair.events.js';
import type { Repair } from '../repair.state.js';
import type { TicketRejection } from '../ticket.rejections.js';

type Answer = Decision<RepairEvent, TicketRejection>;

export const linkRepairAsRepeat = (repair: Repair, { data, meta }: Order<Made<typeof LinkRepairAsRepeat>>): Answer => {
  const refusal = refusalToAct(repair, meta.at);
  if (refusal) return refusal;
  if (data.earlierId === repair.ticketId) return reject('ticket/itself', { field: 'earlierId', value: data.earlierId });
  return repair.earlierId === data.earlierId ? accept() : accept(RepairLinkedAsRepeat({ ...aboutRepair(repair), earlierId: data.earlierId }));
};

/** The merged repair points at the ticket that goes on; its own clocks stop. */
export const mergeRepair = (repair: Repair, { data, meta }: Order<Made<typeof MergeRepair>>, rules: RulesInForce): Answer => {
  if (repair.phase === 'merged' && repair.survivorId === data.survivorId) return accept();
  const refusal = refusalToAct(repair, meta.at);
  if (refusal) return refusal;
  if (data.survivorId === repair.ticketId) return reject('ticket/itself', { field: 'survivorId', value: data.survivorId });
  const merged = RepairMerged({ ...aboutRepair(repair), survivorId: data.survivorId, reason: data.reason });
  return accept<RepairEvent>(merged, ...stopClocks(repair, 'merged', meta.at, rules));
};

export const unmergeRepair = (repair: Repair, { data, meta }: Order<Made<typeof UnmergeRepair>>): Answer => {
  if (repair.phase === 'unknown') return reject('ticket/unknown');
  if (repair.phase !== 'merged' || repair.survivorId === undefined) return reject('ticket/not-merged', { field: 'phase', value: repair.phase, allowed: ['merged'] });
  const unmerged = RepairUnmerged({ ...aboutRepair(repair), survivorId: repair.survivorId, reason: data.reason });
  return accept<RepairEvent>(unmerged, ...restartClocks(repair, meta.at));
};

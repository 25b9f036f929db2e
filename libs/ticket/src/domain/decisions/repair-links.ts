import { accept, reject, type Decision, type Made, type Order } from '@heatledger/kernel';
import type { RulesInForce } from '@heatledger/rulebook';
import { resumeClocks } from '../clock.decisions.js';
import { giveClocksBack } from '../link.decisions.js';
import type { TicketWorld } from '../ticket.world.js';
import { aboutRepair } from '../policies/about-repair.js';
import { refusalToAct } from '../policies/may-act.js';
import { refusalOfRepeat } from '../policies/may-link.js';
import type { LinkRepairAsRepeat, MergeRepair, UnmergeRepair } from '../repair.commands.js';
import { RepairLinkedAsRepeat, RepairMerged, RepairUnmerged, type RepairEvent } from '../repair.events.js';
import type { Repair } from '../repair.state.js';
import type { TicketRejection } from '../ticket.rejections.js';

type Answer = Decision<RepairEvent, TicketRejection>;

export const linkRepairAsRepeat = (repair: Repair, { data, meta }: Order<Made<typeof LinkRepairAsRepeat>>, { linked }: TicketWorld): Answer => {
  const refusal = refusalToAct(repair, meta.at);
  if (refusal) return refusal;
  if (repair.earlierId === data.earlierId) return accept();
  const unfit = refusalOfRepeat(repair, { field: 'earlierId', id: data.earlierId, kind: 'repair' }, linked);
  return unfit ?? accept(RepairLinkedAsRepeat({ ...aboutRepair(repair), earlierId: data.earlierId }));
};

/** The merged repair points at the ticket that goes on; its own clocks run on, since somebody waits for it as before. Ordered once the merge was agreed. */
export const mergeRepair = (repair: Repair, { data, meta }: Order<Made<typeof MergeRepair>>, rules: RulesInForce): Answer => {
  if (repair.phase === 'merged' && repair.survivorId === data.survivorId) return accept();
  const refusal = refusalToAct(repair, meta.at);
  if (refusal) return refusal;
  if (data.survivorId === repair.ticketId) return reject('ticket/itself', { field: 'survivorId', value: data.survivorId });
  const { survivorId, reason, orderedBy } = data;
  const clocks = resumeClocks(repair, meta.at, rules);
  return accept<RepairEvent>(...clocks, RepairMerged({ ...aboutRepair(repair), survivorId, reason, orderedBy }));
};

export const unmergeRepair = (repair: Repair, { data, meta }: Order<Made<typeof UnmergeRepair>>, rules: RulesInForce): Answer => {
  if (repair.phase === 'unknown') return reject('ticket/unknown');
  if (repair.phase !== 'merged' || repair.survivorId === undefined) return reject('ticket/not-merged', { field: 'phase', value: repair.phase, allowed: ['merged'] });
  const unmerged = RepairUnmerged({ ...aboutRepair(repair), survivorId: repair.survivorId, reason: data.reason, orderedBy: data.orderedBy });
  return accept<RepairEvent>(unmerged, ...giveClocksBack(repair, meta.at, rules));
};

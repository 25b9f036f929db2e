import { accept, reject, stamped, type Decision, type Made, type Order } from '@heatledger/kernel';
import type { RulesInForce } from '@heatledger/rulebook';
import { breachClock, setClockDue } from '../clock.decisions.js';
import { extendClock, supersedeClock } from '../clock-terms.decisions.js';
import { aboutRepair } from '../policies/about-repair.js';
import { isBroughtUpThough, isOfPastRound, targetLevel } from '../policies/escalation-level.js';
import { refusalToAct } from '../policies/may-act.js';
import type { BreachRepairClock, EscalateRepair, ExtendRepairClock, SetRepairClockDue, SupersedeRepairClock } from '../repair.commands.js';
import { RepairEscalated, type RepairEvent } from '../repair.events.js';
import type { Repair } from '../repair.state.js';
import type { TicketRejection } from '../ticket.rejections.js';

type Answer = Decision<RepairEvent, TicketRejection>;

/** Ordered by the timer at the due time; harmless when repeated, met, stopped or moved. */
export const breachRepairClock = (repair: Repair, { data, meta }: Order<Made<typeof BreachRepairClock>>): Answer =>
  repair.phase === 'unknown' ? reject('ticket/unknown') : accept<RepairEvent>(...breachClock(repair, data, meta.now));

export const extendRepairClock = (repair: Repair, { data, meta }: Order<Made<typeof ExtendRepairClock>>): Answer =>
  refusalToAct(repair, meta.at) ?? extendClock(repair, data, meta);

export const supersedeRepairClock = (repair: Repair, { data, meta }: Order<Made<typeof SupersedeRepairClock>>, rules: RulesInForce): Answer =>
  refusalToAct(repair, meta.at) ?? supersedeClock(repair, data, meta, rules);

/** Brings the repair to a higher level; a level reached already is nothing new. */
export const escalateRepair = (repair: Repair, { data, meta }: Order<Made<typeof EscalateRepair>>, rules: RulesInForce): Answer => {
  const target = targetLevel(data, rules, meta.at);
  if (target === null || isOfPastRound(data, repair)) return accept();
  const refusal = isBroughtUpThough(data, repair) ? undefined : refusalToAct(repair, meta.at);
  if (refusal) return refusal;
  const { level, ...stamp } = target;
  if (level <= repair.level) return accept();
  return accept(stamped(RepairEscalated({ ...aboutRepair(repair), crewId: repair.crewId, level, reason: data.reason }), stamp));
};

/** Ordered once the working days of the year that a due time waited for are known; harmless when repeated or not needed. */
export const setRepairClockDue = (repair: Repair, { data, meta }: Order<Made<typeof SetRepairClockDue>>, rules: RulesInForce): Answer =>
  repair.phase === 'unknown' ? reject('ticket/unknown') : accept<RepairEvent>(...setClockDue(repair, data, meta.at, rules));

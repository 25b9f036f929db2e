import { accept, reject, type Decision, type Made, type Order } from '@heatledger/kernel';
import { rulebook, type RulesInForce } from '@heatledger/rulebook';
import { keysIn, minutesBetween, pauseReasons } from '@heatledger/vocabulary';
import { pauseClocks, resumeClocks } from '../clock.decisions.js';
import { aboutRepair } from '../policies/about-repair.js';
import { refusalBefore, refusalToAct, refusalUnless } from '../policies/may-act.js';
import type { PauseRepair, ResumeRepair } from '../repair.commands.js';
import { WorkPaused, WorkResumed, type RepairEvent } from '../repair.events.js';
import type { Repair } from '../repair.state.js';
import type { TicketRejection } from '../ticket.rejections.js';

type Answer = Decision<RepairEvent, TicketRejection>;

export const pauseRepair = (repair: Repair, { data, meta }: Order<Made<typeof PauseRepair>>, rules: RulesInForce): Answer => {
  const refusal = refusalToAct(repair, meta.at) ?? refusalUnless(repair, 'reported', 'triaged', 'assigned', 'on-site');
  if (refusal) return refusal;
  if (repair.pausedAt !== undefined) return accept();
  if (!rulebook.mayPause(rules, data.reason))
    return reject('ticket/pause-reason', { field: 'reason', value: data.reason, allowed: keysIn(pauseReasons).filter((reason) => rulebook.mayPause(rules, reason)) });
  const shownByVisit = data.reason === 'user-absent' && repair.failedVisits > 0;
  if (data.evidence.length === 0 && !shownByVisit) return reject('ticket/evidence-missing', { field: 'evidence', allowed: 'what shows the reason' });
  const paused = WorkPaused({ ...aboutRepair(repair), reason: data.reason, evidence: [...data.evidence] });
  return accept<RepairEvent>(paused, ...pauseClocks(repair, data.reason, data.evidence, meta.at, rules));
};

export const resumeRepair = (repair: Repair, { meta }: Order<Made<typeof ResumeRepair>>, rules: RulesInForce): Answer => {
  const refusal = refusalToAct(repair, meta.at) ?? refusalBefore(meta.at, repair.pausedAt, 'paused');
  if (refusal) return refusal;
  if (repair.pausedAt === undefined) return accept();
  const resumed = WorkResumed({ ...aboutRepair(repair), pausedMinutes: minutesBetween(repair.pausedAt, meta.at) });
  return accept<RepairEvent>(resumed, ...resumeClocks(repair, meta.at, rules));
};

import { accept, stamped, type Decision, type Made, type Order } from '@heatledger/kernel';
import type { RulesInForce } from '@heatledger/rulebook';
import { minutesBetween } from '@heatledger/vocabulary';
import { pauseClocks, resumeClocks } from '../clock.decisions.js';
import { aboutRepair } from '../policies/about-repair.js';
import { refusalBefore, refusalToAct, refusalUnless } from '../policies/may-act.js';
import { goesOnAt, groundOf, isOfAnotherPause } from '../pause.decisions.js';
import { PauseRepair, type ResumeRepair } from '../repair.commands.js';
import { WorkPaused, WorkResumed, type RepairEvent } from '../repair.events.js';
import type { Repair } from '../repair.state.js';
import type { TicketRejection } from '../ticket.rejections.js';

type Answer = Decision<RepairEvent, TicketRejection>;

export const pauseRepair = (repair: Repair, { data, meta }: Order<Made<typeof PauseRepair>>, rules: RulesInForce): Answer => {
  const refusal = refusalToAct(repair, meta.at) ?? refusalUnless(repair, 'reported', 'triaged', 'assigned', 'on-site');
  if (refusal) return refusal;
  if (repair.pausedAt !== undefined) return accept();
  const found = groundOf(repair, { type: PauseRepair.type, data, meta }, rules);
  if (!found.ok) return found.refusal;
  const { reason, evidence, basis } = data;
  const { restsOn, until } = found.ground;
  const paused = WorkPaused({ ...aboutRepair(repair), reason, evidence: [...evidence], basis, restsOn, until });
  return accept<RepairEvent>(paused, ...pauseClocks(repair, { reason, evidence, from: meta.at, until }, rules));
};

export const resumeRepair = (repair: Repair, { data, meta }: Order<Made<typeof ResumeRepair>>, rules: RulesInForce): Answer => {
  if (isOfAnotherPause(repair, data)) return accept();
  const refusal = refusalToAct(repair, meta.at) ?? refusalBefore(meta.at, repair.pausedAt, 'paused');
  if (refusal) return refusal;
  if (repair.pausedAt === undefined) return accept();
  const at = goesOnAt(repair, meta.at);
  const resumed = stamped(WorkResumed({ ...aboutRepair(repair), pausedMinutes: minutesBetween(repair.pausedAt, at) }), { at });
  return accept<RepairEvent>(resumed, ...resumeClocks(repair, meta.at, rules));
};

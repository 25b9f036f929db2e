import { accept, reject, stamped, type Decision, type Draft, type Made, type Order } from '@heatledger/kernel';
import type { RulesInForce } from '@heatledger/rulebook';
import { isAmong, minutesBetween, type ClockName, type People } from '@heatledger/vocabulary';
import { meetClock, startClocks, stopClocks } from '../clock.decisions.js';
import { goesOnAt } from '../pause.decisions.js';
import { aboutRepair } from '../policies/about-repair.js';
import { refusalBefore, refusalToAct, refusalUnless } from '../policies/may-act.js';
import type { CallBackRepair, CompleteRepair, SendBackRepair } from '../repair.commands.js';
import { RepairCalledBack, RepairCompleted, RepairSentBack, WorkResumed, type RepairEvent } from '../repair.events.js';
import type { Repair } from '../repair.state.js';
import type { TicketRejection } from '../ticket.rejections.js';
import type { TicketWorld } from '../ticket.world.js';
import type { RepairExit, RepairOutcome } from '../ticket.words.js';

type Answer = Decision<RepairEvent, TicketRejection>;

/** What the end of the work keeps; a repair that is not fixed is not resolved, and its promise runs on. */
const metBy = (outcome: RepairOutcome): readonly ClockName[] =>
  outcome === 'not-fixed' ? ['arrive', 'first-result'] : ['arrive', 'first-result', 'resolve'];

const resumption = (repair: Repair, now: string): readonly Draft<RepairEvent>[] => {
  const at = goesOnAt(repair, now);
  return repair.pausedAt === undefined ? [] : [stamped(WorkResumed({ ...aboutRepair(repair), pausedMinutes: minutesBetween(repair.pausedAt, at) }), { at })];
};

/** Ends the work of the crew that arrived; the promise to call back begins. Completion never implies satisfaction. */
export const completeRepair = (repair: Repair, { data, meta }: Order<Made<typeof CompleteRepair>>, rules: RulesInForce): Answer => {
  const refusal = refusalToAct(repair, meta.at);
  if (refusal) return refusal;
  if (repair.crewId !== data.crewId) return reject('ticket/not-assigned-crew', { field: 'crewId', value: data.crewId, allowed: repair.crewId ?? 'nobody is assigned' });
  if (repair.phase === 'completed' && repair.outcome === data.outcome) return accept();
  const tooEarly = refusalUnless(repair, 'on-site') ?? refusalBefore(meta.at, repair.arrivedAt, 'arrived') ?? refusalBefore(meta.at, repair.pausedAt, 'paused');
  if (tooEarly) return tooEarly;
  const { cause, outcome, note, crewId } = data;
  const completed = RepairCompleted({ ...aboutRepair(repair), crewId, round: repair.round, cause, outcome, note, evidence: [...data.evidence] });
  const started = startClocks(repair, ['call-back'], rules, meta.at);
  if (!started.accepted) return started;
  return accept<RepairEvent>(...resumption(repair, meta.at), completed, ...metBy(outcome).flatMap((clock) => meetClock(repair, clock, meta.at, rules)), ...started.events);
};

/** Exits after which a user may still say that the work was not good. */
const workedOn: readonly (RepairExit | undefined)[] = ['done', 'handed-over', 'unreachable'];

const refusalToSendBack = (repair: Repair, at: string): ReturnType<typeof refusalToAct> =>
  repair.phase === 'closed' && workedOn.includes(repair.exit) ? undefined : (refusalToAct(repair, at) ?? refusalUnless(repair, 'completed'));

/** Begins the next round, also of a closed repair that was worked on: the crew goes again, and the time to resolve is promised anew and counted apart. */
export const sendBackRepair = (repair: Repair, { data, meta }: Order<Made<typeof SendBackRepair>>, rules: RulesInForce): Answer => {
  const refusal = refusalToSendBack(repair, meta.at) ?? refusalBefore(meta.at, repair.completedAt, 'completed');
  if (refusal) return refusal;
  if (repair.crewId === undefined) return reject('ticket/not-now');
  const round = repair.round + 1;
  const started = startClocks({ ...repair, round }, ['arrive', 'resolve'], rules, meta.at);
  if (!started.accepted) return started;
  const sentBack = RepairSentBack({ ...aboutRepair(repair), crewId: repair.crewId, round, reason: data.reason });
  return accept<RepairEvent>(sentBack, ...stopClocks(repair, 'superseded', meta.at, rules), ...started.events);
};

/** Accounts that worked on it, or on the repair that goes on for it, and every member of the crews that did. */
const workersOf = ({ hands, served }: Repair, people: People | undefined): readonly string[] => {
  const all = [...hands, ...(served?.crews ?? [])];
  return [...all, ...all.flatMap((hand) => people?.crews.get(hand)?.members ?? [])];
};

/** Who was merged into another repair is called back as well, once the work there ended. */
const refusalToCallBack = (repair: Repair, at: string): ReturnType<typeof refusalToAct> =>
  repair.phase === 'merged' && repair.served?.ended
    ? undefined
    : (refusalToAct(repair, at) ?? refusalUnless(repair, 'completed') ?? refusalBefore(at, repair.completedAt, 'completed'));

/** Records a call back by somebody who did not work on the repair; an attempt keeps the promise to call, only an answer says anything about satisfaction. */
export const callBackRepair = (repair: Repair, { data, meta }: Order<Made<typeof CallBackRepair>>, rules: TicketWorld): Answer => {
  const { people } = rules;
  const refusal = refusalToCallBack(repair, meta.at);
  if (refusal) return refusal;
  if (isAmong(people, meta.actor.id, workersOf(repair, people)) || meta.actor.role === 'crew')
    return reject('ticket/same-person', { field: 'actor', value: meta.actor.id, allowed: 'someone who did not work on the repair' });
  const crewId = repair.crewId ?? repair.served?.crews[0];
  if (crewId === undefined) return reject('ticket/not-now');
  const { answer, fixed, why } = data;
  const calledBack = RepairCalledBack({ ...aboutRepair(repair), crewId, round: repair.round, answer, fixed, why });
  return accept<RepairEvent>(calledBack, ...meetClock(repair, 'call-back', meta.at, rules));
};


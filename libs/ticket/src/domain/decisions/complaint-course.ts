import { accept, reject, stamped, type Decision, type Instant, type Made, type Order } from '@heatledger/kernel';
import type { RulesInForce } from '@heatledger/rulebook';
import { isBefore } from '@heatledger/vocabulary';
import { breachClock, pauseClocks, resumeClocks, setClockDue } from '../clock.decisions.js';
import { giveClocksBack } from '../link.decisions.js';
import type { TicketWorld } from '../ticket.world.js';
import { refusalOfRepeat } from '../policies/may-link.js';
import { extendClock, supersedeClock } from '../clock-terms.decisions.js';
import { goesOnAt, groundOf, isOfAnotherPause } from '../pause.decisions.js';
import type {
  BreachComplaintClock,
  EscalateComplaint,
  ExtendComplaintClock,
  LinkComplaintAsRepeat,
  MergeComplaint,
  SetComplaintClockDue,
  ResumeComplaint,
  SupersedeComplaintClock,
  UnmergeComplaint,
} from '../complaint.commands.js';
import { PauseComplaint } from '../complaint.commands.js';
import { ComplaintEscalated, ComplaintLinkedAsRepeat, ComplaintMerged, ComplaintPaused, ComplaintResumed, ComplaintUnmerged, type ComplaintEvent } from '../complaint.events.js';
import { isTheSources, type Complaint } from '../complaint.state.js';
import { aboutComplaint } from '../policies/about-complaint.js';
import { isBroughtUpThough, isOfPastRound, targetLevel, type EscalationTarget } from '../policies/escalation-level.js';
import { refusalBefore, refusalToAct } from '../policies/may-act.js';
import type { TicketRejection } from '../ticket.rejections.js';

type Answer = Decision<ComplaintEvent, TicketRejection>;

export const pauseComplaint = (complaint: Complaint, { data, meta }: Order<Made<typeof PauseComplaint>>, rules: RulesInForce): Answer => {
  const refusal = refusalToAct(complaint, meta.at);
  if (refusal) return refusal;
  if (complaint.pausedAt !== undefined) return accept();
  const found = groundOf(complaint, { type: PauseComplaint.type, data, meta }, rules);
  if (!found.ok) return found.refusal;
  const { reason, evidence, basis } = data;
  const { restsOn, until } = found.ground;
  const paused = ComplaintPaused({ ...aboutComplaint(complaint), reason, evidence: [...evidence], basis, restsOn, until });
  return accept<ComplaintEvent>(paused, ...pauseClocks(complaint, { reason, evidence, from: meta.at, until }, rules));
};

export const resumeComplaint = (complaint: Complaint, { data, meta }: Order<Made<typeof ResumeComplaint>>, rules: RulesInForce): Answer => {
  if (isOfAnotherPause(complaint, data)) return accept();
  const refusal = refusalToAct(complaint, meta.at) ?? refusalBefore(meta.at, complaint.pausedAt, 'paused');
  if (refusal) return refusal;
  if (complaint.pausedAt === undefined) return accept();
  const resumed = stamped(ComplaintResumed({ ...aboutComplaint(complaint), round: complaint.round }), { at: goesOnAt(complaint, meta.at) });
  return accept<ComplaintEvent>(resumed, ...resumeClocks(complaint, meta.at, rules));
};

export const linkComplaintAsRepeat = (complaint: Complaint, { data, meta }: Order<Made<typeof LinkComplaintAsRepeat>>, { linked }: TicketWorld): Answer => {
  const refusal = refusalToAct(complaint, meta.at);
  if (refusal) return refusal;
  if (complaint.earlierId === data.earlierId) return accept();
  const unfit = refusalOfRepeat(complaint, { field: 'earlierId', id: data.earlierId, kind: 'complaint' }, linked);
  return unfit ?? accept(ComplaintLinkedAsRepeat({ ...aboutComplaint(complaint), earlierId: data.earlierId }));
};

/** The merged complaint points at the one that goes on; its own clocks run on. Ordered once the merge was agreed. */
export const mergeComplaint = (complaint: Complaint, { data, meta }: Order<Made<typeof MergeComplaint>>, rules: RulesInForce): Answer => {
  if (complaint.phase === 'merged' && complaint.survivorId === data.survivorId) return accept();
  const refusal = refusalToAct(complaint, meta.at);
  if (refusal) return refusal;
  if (data.survivorId === complaint.ticketId) return reject('ticket/itself', { field: 'survivorId', value: data.survivorId });
  const { survivorId, reason, orderedBy } = data;
  const clocks = resumeClocks(complaint, meta.at, rules);
  return accept<ComplaintEvent>(...clocks, ComplaintMerged({ ...aboutComplaint(complaint), survivorId, reason, orderedBy }));
};

export const unmergeComplaint = (complaint: Complaint, { data, meta }: Order<Made<typeof UnmergeComplaint>>, rules: RulesInForce): Answer => {
  if (complaint.phase === 'unknown') return reject('ticket/unknown');
  if (complaint.phase !== 'merged' || complaint.survivorId === undefined) return reject('ticket/not-merged', { field: 'phase', value: complaint.phase, allowed: ['merged'] });
  const unmerged = ComplaintUnmerged({ ...aboutComplaint(complaint), survivorId: complaint.survivorId, reason: data.reason, orderedBy: data.orderedBy });
  return accept<ComplaintEvent>(unmerged, ...giveClocksBack(complaint, meta.at, rules));
};

/** A promise of time that was broken while the request was another system's is that system's affair. */
const isBeforeOurs = (complaint: Complaint, { clock }: EscalationTarget, at: Instant): boolean =>
  clock !== undefined && (isTheSources(complaint) || (complaint.oursSince !== undefined && isBefore(at, complaint.oursSince)));

/** Brings the complaint to a higher level; a level reached already is nothing new. */
export const escalateComplaint = (complaint: Complaint, { data, meta }: Order<Made<typeof EscalateComplaint>>, rules: RulesInForce): Answer => {
  const target = targetLevel(data, rules, meta.at);
  if (target === null || isOfPastRound(data, complaint) || isBeforeOurs(complaint, data, meta.at)) return accept();
  const refusal = isBroughtUpThough(data, complaint) ? undefined : refusalToAct(complaint, meta.at);
  if (refusal) return refusal;
  const { level, ...stamp } = target;
  return level <= complaint.level ? accept() : accept(stamped(ComplaintEscalated({ ...aboutComplaint(complaint), level, reason: data.reason }), stamp));
};

export const extendComplaintClock = (complaint: Complaint, { data, meta }: Order<Made<typeof ExtendComplaintClock>>): Answer =>
  refusalToAct(complaint, meta.at) ?? extendClock(complaint, data, meta);

export const supersedeComplaintClock = (complaint: Complaint, { data, meta }: Order<Made<typeof SupersedeComplaintClock>>, rules: RulesInForce): Answer =>
  refusalToAct(complaint, meta.at) ?? supersedeClock(complaint, data, meta, rules);

/** Ordered by the timer at the due time; harmless when repeated, met, stopped or moved, and nothing to us while the request is another system's. */
export const breachComplaintClock = (complaint: Complaint, { data, meta }: Order<Made<typeof BreachComplaintClock>>): Answer => {
  if (complaint.phase === 'unknown') return reject('ticket/unknown');
  return isTheSources(complaint) ? accept() : accept<ComplaintEvent>(...breachClock(complaint, data, meta.now));
};

/** Ordered once the working days of the year that a due time waited for are known; harmless when repeated or not needed. */
export const setComplaintClockDue = (complaint: Complaint, { data, meta }: Order<Made<typeof SetComplaintClockDue>>, rules: RulesInForce): Answer =>
  complaint.phase === 'unknown' ? reject('ticket/unknown') : accept<ComplaintEvent>(...setClockDue(complaint, data, meta.at, rules));

import { accept, reject, type Decision, type Made, type Order } from '@heatledger/kernel';
import type { RulesInForce } from '@heatledger/rulebook';
import { isAmong, isSamePerson, type ClockName } from '@heatledger/vocabulary';
import { meetClock, startClocks, stopClocks } from '../clock.decisions.js';
import type { AttemptFollowUp, DecideComplaint, ExecuteRemedy, FeedBackComplaint, OpenComplaintRound, RecordComplaintAnswer } from '../complaint.commands.js';
import {
  ComplaintAnswerRecorded,
  ComplaintDecided,
  ComplaintFedBack,
  ComplaintRoundOpened,
  FollowUpAttempted,
  RemedyExecuted,
  type ComplaintEvent,
} from '../complaint.events.js';
import type { Complaint } from '../complaint.state.js';
import { aboutComplaint } from '../policies/about-complaint.js';
import { isAccused } from '../policies/accused.js';
import { mayBeCited } from '../policies/regulation-clauses.js';
import { refusalBefore, refusalToAct, refusalUnless } from '../policies/may-act.js';
import type { TicketRejection } from '../ticket.rejections.js';
import type { TicketWorld } from '../ticket.world.js';
import { promisedPerRound } from './complaint-intake.js';

type Answer = Decision<ComplaintEvent, TicketRejection>;

/** Only who is responsible decides. Clause 四(三)2. */
const refusalUnlessHandler = ({ handler, accused }: Complaint, actor: string, { people }: TicketWorld): Extract<Answer, { accepted: false }> | undefined => {
  if (isAccused(accused, actor, people)) return { accepted: false, code: 'complaint/accused', detail: { field: 'actor', value: actor, allowed: 'anybody but the accused' } };
  if (handler === undefined) return { accepted: false, code: 'complaint/no-handler' };
  return isSamePerson(people, actor, handler)
    ? undefined
    : { accepted: false, code: 'complaint/not-handler', detail: { field: 'actor', value: actor, allowed: 'the handler of the complaint' } };
};

/** Decides with grounds and clause, after both sides were heard or refused. Clause 四(三). */
export const decideComplaint = (complaint: Complaint, { data, meta }: Order<Made<typeof DecideComplaint>>, rules: TicketWorld): Answer => {
  const refusal = refusalToAct(complaint, meta.at) ?? refusalUnless(complaint, 'received', 'investigating', 'decided');
  if (refusal) return refusal;
  const stranger = refusalUnlessHandler(complaint, meta.actor.id, rules);
  if (stranger) return stranger;
  const missing = [...(complaint.complainantSettled ? [] : ['complainant']), ...(complaint.respondentSettled ? [] : ['respondent'])];
  if (missing.length > 0) return reject('complaint/not-heard', { field: 'hearing', value: missing, allowed: 'both sides heard, or their refusal recorded' });
  if (complaint.verdict === data.verdict) return accept();
  const { verdict, grounds, clause } = data;
  if (!mayBeCited(clause, rules, meta.at))
    return reject('complaint/unknown-clause', { field: 'clause', value: clause, allowed: 'a clause of the regulation such as 四(三)2, its section, or one that the rules in force cite' });
  return accept<ComplaintEvent>(
    ComplaintDecided({ ...aboutComplaint(complaint), round: complaint.round, verdict, grounds, clause }),
    ...meetClock(complaint, 'first-result', meta.at, rules),
    ...meetClock(complaint, 'resolve', meta.at, rules),
  );
};

export const executeRemedy = (complaint: Complaint, { data, meta }: Order<Made<typeof ExecuteRemedy>>): Answer => {
  const refusal = refusalToAct(complaint, meta.at) ?? refusalUnless(complaint, 'decided', 'fed-back') ?? refusalBefore(meta.at, complaint.decidedAt, 'decided');
  if (refusal) return refusal;
  if (complaint.remedied) return accept();
  return accept(RemedyExecuted({ ...aboutComplaint(complaint), round: complaint.round, remedy: data.remedy, evidence: [...data.evidence] }));
};

/**
 * Tells the complainant; from then on the call back is promised. The promise of a written answer is kept in writing only, also
 * by what is written after it was said. A rejected complaint is followed like any other.
 */
export const feedBackComplaint = (complaint: Complaint, { data, meta }: Order<Made<typeof FeedBackComplaint>>, rules: RulesInForce): Answer => {
  const refusal = refusalToAct(complaint, meta.at);
  if (refusal) return refusal;
  const { written, recourse } = data;
  if (written ? complaint.toldInWriting : complaint.toldBySpeech) return accept();
  const isTold = complaint.toldInWriting || complaint.toldBySpeech;
  const wrong = (isTold ? undefined : refusalUnless(complaint, 'decided')) ?? refusalBefore(meta.at, complaint.decidedAt, 'decided');
  if (wrong) return wrong;
  const started = startClocks(complaint, isTold ? [] : ['call-back'], rules, meta.at);
  if (!started.accepted) return started;
  const told = ComplaintFedBack({ ...aboutComplaint(complaint), round: complaint.round, written, recourse });
  const answered = written ? meetClock(complaint, 'written-answer', meta.at, rules) : [];
  return accept<ComplaintEvent>(told, ...answered, ...started.events);
};

/** Who was merged into another complaint is asked as well, once that one was fed back. */
const isServed = ({ phase, served }: Complaint): boolean => phase === 'merged' && served?.ended === true;

export const attemptFollowUp = (complaint: Complaint, { meta }: Order<Made<typeof AttemptFollowUp>>, rules: RulesInForce): Answer =>
  (isServed(complaint) ? undefined : (refusalToAct(complaint, meta.at) ?? refusalUnless(complaint, 'fed-back'))) ??
  accept<ComplaintEvent>(FollowUpAttempted({ ...aboutComplaint(complaint), round: complaint.round }), ...meetClock(complaint, 'call-back', meta.at, rules));

const nextRound = (complaint: Complaint, reason: string, at: string, rules: RulesInForce): Answer => {
  const round = complaint.round + 1;
  const started = startClocks({ ...complaint, round }, promisedPerRound, rules, at);
  if (!started.accepted) return started;
  return accept<ComplaintEvent>(...stopClocks(complaint, 'superseded', at, rules), ComplaintRoundOpened({ ...aboutComplaint(complaint), round, reason }), ...started.events);
};

/** The complaint as if that clock were done, so that the next round does not stop it a second time. */
const withoutOpen = (complaint: Complaint, clock: ClockName): Complaint => ({
  ...complaint,
  clocks: Object.fromEntries(Object.entries(complaint.clocks).filter(([, entry]) => entry.clock !== clock)),
});

/** What the complainant says, recorded by somebody who never handled the complaint; "not satisfied" always opens the next round. Clause 四(三): until the user is satisfied. */
export const recordComplaintAnswer = (complaint: Complaint, { data, meta }: Order<Made<typeof RecordComplaintAnswer>>, rules: TicketWorld): Answer => {
  const refusal = isServed(complaint)
    ? undefined
    : (refusalToAct(complaint, meta.at) ?? refusalUnless(complaint, 'fed-back', 'answered') ?? refusalBefore(meta.at, complaint.decidedAt, 'decided'));
  if (refusal) return refusal;
  if (isAmong(rules.people, meta.actor.id, [...complaint.handlers, ...(complaint.accused === undefined ? [] : [complaint.accused])]))
    return reject('ticket/same-person', { field: 'actor', value: meta.actor.id, allowed: 'somebody who did not handle the complaint' });
  if (complaint.phase === 'answered' && complaint.satisfied === data.satisfied) return accept();
  const { satisfied, fixed, why } = data;
  const answered = ComplaintAnswerRecorded({ ...aboutComplaint(complaint), round: complaint.round, satisfied, fixed, why });
  const met = meetClock(complaint, 'call-back', meta.at, rules);
  // of a merged complaint the next round is the other one's: it is unmerged, or the other one is opened again
  if (satisfied || isServed(complaint)) return accept<ComplaintEvent>(answered, ...met);
  const opened = nextRound(withoutOpen(complaint, 'call-back'), '投诉人不满意', meta.at, rules);
  return opened.accepted ? accept<ComplaintEvent>(answered, ...met, ...opened.events) : opened;
};

export const openComplaintRound = (complaint: Complaint, { data, meta }: Order<Made<typeof OpenComplaintRound>>, rules: RulesInForce): Answer =>
  refusalToAct(complaint, meta.at) ?? refusalUnless(complaint, 'fed-back', 'answered') ?? nextRound(complaint, data.reason, meta.at, rules);

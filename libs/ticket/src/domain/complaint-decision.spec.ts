import { describe, expect, it } from '@jest/globals';
import { after } from '../testing/stories.js';
import {
  afterSteps, agent, answerAt, answered, ANOTHER, assigned, closed, COMPLAINT as ticketId, DAY, decided, decidedAs, fedBack, heard, heardAgain, complaintFacts, received, rejectedAndTold, toldAt, unreachedAt,
} from '../testing/complaint-stories.js';
import {
  ApproveComplaintRequest, AssignComplaint, CloseComplaint, DecideComplaint, ExecuteRemedy, FeedBackComplaint, HearComplainant, HearRespondent, LinkComplaintAsRepeat, ReassignComplaint, RecordComplaintAnswer, RecordHearingRefusal,
  ReopenComplaint, type ComplaintCommand,
} from './complaint.commands.js';
import { complaintExits, type ComplaintExit } from './complaint.words.js';

const reason = '理由';
const decide = DecideComplaint({ ticketId, verdict: 'upheld', grounds: '测温记录', clause: '四(三)' });
const remedy = ExecuteRemedy({ ticketId, remedy: '调整平衡阀', evidence: ['photo-1'] });
const tell = FeedBackComplaint({ ticketId, written: true });
const answer = (satisfied: boolean) => RecordComplaintAnswer({ ticketId, satisfied, fixed: satisfied, why: '说明' });
const close = (exit: ComplaintExit, more: object = {}): ComplaintCommand => CloseComplaint({ ticketId, exit, ...more });
const unreachedOnDays = (...days: readonly number[]) => days.map((day) => unreachedAt(day * DAY + 300));

describe('The decision on a complaint', () => {
  it('waits until both sides were heard or refused to be', () => {
    const complainant = [HearComplainant({ ticketId, statement: '不热' }), { at: after(60), by: 'officer' }] as const;
    const respondent = [HearRespondent({ ticketId, statement: '正常' }), { at: after(70), by: 'officer' }] as const;
    const refused = [RecordHearingRefusal({ ticketId, side: 'respondent', attempts: 2, evidence: ['call-1'] }), { at: after(80), by: 'officer' }] as const;
    afterSteps(assigned).when(decide).thenRejected('complaint/not-heard', { value: ['complainant', 'respondent'] });
    afterSteps([...assigned, complainant]).when(decide).thenRejected('complaint/not-heard', { value: ['respondent'] });
    afterSteps([...assigned, respondent]).when(decide).thenRejected('complaint/not-heard', { value: ['complainant'] });
    afterSteps([...assigned, refused]).when(decide).thenRejected('complaint/not-heard', { value: ['complainant'] });
    afterSteps([...assigned, complainant, refused]).when(decide).thenAmong('ComplaintDecided', { verdict: 'upheld' });
    afterSteps([...assigned, complainant, respondent]).when(decide).thenAmong('ComplaintDecided', { verdict: 'upheld' });
  });

  it('has grounds and a clause, keeps the promise of a result, and is the same when repeated', () => {
    const { thenAmong } = afterSteps(heard).when(decide, { at: after(200), by: 'officer' });
    thenAmong('ComplaintDecided', { verdict: 'upheld', grounds: '测温记录', clause: '四(三)', round: 1 });
    thenAmong('ClockMet', { clock: 'first-result' });
    thenAmong('ClockMet', { clock: 'resolve' });
    afterSteps(decided).when(decide).thenNothing();
    afterSteps(decided).when(DecideComplaint({ ticketId, verdict: 'partly', grounds: '复测', clause: '四(三)' })).thenTypes('ComplaintDecided');
    afterSteps(fedBack).when(decide).thenRejected('ticket/not-now', { value: 'fed-back' });
  });

  it('is carried out and told to the complainant, who is promised a call back', () => {
    afterSteps(decided).when(remedy).thenAmong('RemedyExecuted', { remedy: '调整平衡阀' });
    afterSteps([...decided, [remedy, { at: after(220) }]]).when(remedy).thenNothing();
    afterSteps(heard).when(remedy).thenRejected('ticket/not-now');
    afterSteps(decided).when(remedy, { at: after(150), now: after(300) }).thenRejected('ticket/out-of-order', { follows: 'decided' });
    const { thenAmong } = afterSteps(decided).when(tell, { at: after(300), by: 'officer' });
    thenAmong('ComplaintFedBack', { written: true });
    thenAmong('ClockMet', { clock: 'written-answer' });
    thenAmong('ClockStarted', { clock: 'call-back', startsAt: after(300) });
    afterSteps(fedBack).when(tell).thenNothing();
    afterSteps(heard).when(tell).thenRejected('ticket/not-now', { allowed: ['decided'] });
    afterSteps(decided).when(tell, { at: after(150), now: after(300) }).thenRejected('ticket/out-of-order');
  });
});

describe('The answer of a complainant', () => {
  it('is recorded by somebody who never handled the complaint, not even before a reassignment', () => {
    const passedOn = [...assigned, [ReassignComplaint({ ticketId, handler: 'officer-2', reason }), { at: after(20) }] as const, ...heard.slice(assigned.length), [decidedAs('upheld')[0], { at: after(200), by: 'officer-2', role: 'complaint-officer' }] as const, toldAt(300)];
    afterSteps(fedBack).when(answer(true), agent(400)).thenTypes('ComplaintAnswerRecorded', 'ClockMet');
    afterSteps(fedBack).when(answer(true), { at: after(400), by: 'officer', role: 'complaint-officer' }).thenRejected('ticket/same-person', { value: 'officer' });
    for (const by of ['officer', 'officer-2']) afterSteps(passedOn).when(answer(true), { at: after(400), by, role: 'agent' }).thenRejected('ticket/same-person');
    afterSteps(fedBack).when(answer(true), { at: after(400), by: 'crew-3', role: 'crew' }).thenRejected('ticket/same-person', { value: 'crew-3' });
    afterSteps(decided).when(answer(true), agent(400)).thenRejected('ticket/not-now');
    afterSteps(fedBack).when(answer(true), { ...agent(150), now: after(400) }).thenRejected('ticket/out-of-order');
    afterSteps(answered).when(answer(true), agent(410)).thenNothing();
  });

  it('"not satisfied" always opens the next round, with clocks of its own and a decision of its own', () => {
    const { thenAmong } = afterSteps(fedBack).when(answer(false), agent(400));
    thenAmong('ComplaintAnswerRecorded', { satisfied: false, fixed: false });
    thenAmong('ComplaintRoundOpened', { round: 2 });
    thenAmong('ClockMet', { clock: 'call-back' });
    thenAmong('ClockStarted', { clock: 'resolve', round: 2, startsAt: after(400) });
    // each round hears both sides anew (G5)
    const unheard = [...fedBack, answerAt(400, false)];
    afterSteps(unheard).when(decide, { at: after(500), by: 'officer' }).thenRejected('complaint/not-heard');
    const second = [...unheard, ...heardAgain(450)];
    afterSteps(second).when(decide, { at: after(500), by: 'officer' }).thenAmong('ComplaintDecided', { round: 2 });
    afterSteps(second).when(close('satisfied')).thenRejected('ticket/exit-not-open');
    afterSteps([...second, decidedAs('upheld', 500), toldAt(520)]).when(answer(false), agent(600)).thenAmong('ComplaintRoundOpened', { round: 3 });
    afterSteps([...answered]).when(answer(false), agent(600)).thenAmong('ComplaintRoundOpened', { round: 2 });
  });
});

describe('The end of a complaint', () => {
  it('"satisfied" rests on an answer, never on the closing', () => {
    afterSteps(answered).when(close('satisfied')).thenAmong('ComplaintClosed', { exit: 'satisfied' });
    for (const steps of [received, heard, decided, fedBack, rejectedAndTold]) afterSteps(steps).when(close('satisfied')).thenRejected('ticket/exit-not-open', { field: 'exit', value: 'satisfied' });
  });

  it('of a rejected complaint comes like that of any other: it stays followed until an exit holds', () => {
    const { thenAmong } = afterSteps([...heard, decidedAs('rejected')]).when(tell, { at: after(300), by: 'officer' });
    thenAmong('ClockStarted', { clock: 'call-back' });
    for (const exit of ['satisfied', 'exhausted', 'unreachable'] as const) afterSteps(rejectedAndTold).when(close(exit)).thenRejected('ticket/exit-not-open');
    afterSteps(rejectedAndTold).when(answer(false), agent(400)).thenAmong('ComplaintRoundOpened', { round: 2 });
  });

  it('"unreachable" needs attempts in vain on three different days of this round, and is not "satisfied"', () => {
    afterSteps(fedBack).when(unreachedAt(0)[0], agent(310)).thenTypes('FollowUpAttempted', 'ClockMet');
    afterSteps(decided).when(unreachedAt(0)[0]).thenRejected('ticket/not-now');
    const late = { at: after(9 * DAY), by: 'officer' };
    afterSteps([...fedBack, ...unreachedOnDays(1, 2)]).when(close('unreachable'), late).thenRejected('ticket/exit-not-open');
    afterSteps([...fedBack, ...unreachedOnDays(1, 1, 1, 2)]).when(close('unreachable'), late).thenRejected('ticket/exit-not-open');
    const unreachable = [...fedBack, ...unreachedOnDays(1, 2, 3)];
    afterSteps(unreachable).when(close('unreachable'), late).thenAmong('ComplaintClosed', { exit: 'unreachable' });
    afterSteps(unreachable).when(close('satisfied'), late).thenRejected('ticket/exit-not-open');
    const secondRound = [...unreachable, answerAt(4 * DAY, false), ...heardAgain(4 * DAY + 5), decidedAs('upheld', 4 * DAY + 10), toldAt(4 * DAY + 20)];
    afterSteps(secondRound).when(close('unreachable'), late).thenRejected('ticket/exit-not-open');
  });

  it('"unreachable" is not open once the complainant was reached and answered', () => {
    afterSteps([...fedBack, ...unreachedOnDays(1, 2, 3), answerAt(4 * DAY, true)]).when(close('unreachable'), { at: after(9 * DAY), by: 'officer' }).thenRejected('ticket/exit-not-open');
  });

  it('G3, G5: "exhausted" needs two decided rounds, the complainant asked, ways outside named, a reason and a second person', () => {
    const exhausted = close('exhausted', { reason: '两轮复核完毕' });
    const twice = [...fedBack, answerAt(400, false), ...heardAgain(450), decidedAs('upheld', 500), toldAt(520)];
    const asked = [...twice, answerAt(600, false)];
    for (const steps of [fedBack, [...fedBack, answerAt(400, false)], decided]) afterSteps(steps).when(exhausted).thenRejected('ticket/exit-not-open', { allowed: '2 decided rounds' });
    afterSteps(twice).when(exhausted).thenRejected('ticket/exit-not-open', { allowed: expect.stringContaining('asked') });
    afterSteps(asked).when(close('exhausted')).thenRejected('ticket/exit-not-open', { allowed: 'a reason' });
    afterSteps([...twice, ...unreachedOnDays(2, 3, 4)]).when(exhausted, { at: after(9 * DAY), by: 'officer' }).thenTypes('ExhaustionRequested');

    const [request] = afterSteps(asked).when(exhausted, { at: after(700), by: 'officer' }).events;
    expect(request).toMatchObject({ type: 'ExhaustionRequested', data: { round: 3, reason: '两轮复核完毕' } });
    const waiting: typeof asked = [...asked, [exhausted, { at: after(700), by: 'officer' }]];
    const [{ data }] = complaintFacts(waiting).slice(-1) as unknown as readonly [{ readonly data: { readonly approvalId: string } }];
    const approve = ApproveComplaintRequest({ ticketId, approvalId: data.approvalId });
    afterSteps(waiting).when(approve, { at: after(800), by: 'crew-3' }).thenRejected('complaint/accused');
    afterSteps(waiting).when(approve, { at: after(800), by: 'officer' }).thenRejected('ticket/same-person');
    afterSteps(waiting).when(exhausted, { at: after(800), by: 'officer' }).thenNothing();
    afterSteps(waiting).when(close('exhausted', { reason: '另一理由' }), { at: after(800), by: 'officer' }).thenRejected('ticket/request-waiting');
    afterSteps(waiting).when(approve, { at: after(800), by: 'chief' }).thenAmong('ComplaintClosed', { exit: 'exhausted', approvedBy: 'chief', reason: '两轮复核完毕' });
  });

  it('G5: is decided by the handler only, with a clause that there is', () => {
    const by = (who: string) => ({ at: after(200), by: who, role: 'complaint-officer' as const });
    const [decision] = decidedAs('upheld');
    afterSteps(heard).when(decision, by('officer-2')).thenRejected('complaint/not-handler', { value: 'officer-2' });
    const citing = (clause: string) => afterSteps(heard).when(DecideComplaint({ ticketId, verdict: 'upheld', grounds: '测温记录', clause }), by('officer'));
    for (const clause of ['四(三)2', '四（三）', '二(一)1', '六(三)1']) citing(clause).thenAmong('ComplaintDecided', { clause });
    for (const clause of ['不存在的条款', '四(三)4', '七(一)1', '四']) citing(clause).thenRejected('complaint/unknown-clause', { value: clause });
    citing('GB/T 33833-2017 §5.1').thenAmong('ComplaintDecided', {});
  });

  it('G5: takes nothing of the accused: not the handler, not a hearing, not a statement', () => {
    const accused = { at: after(30), by: 'crew-3', role: 'complaint-officer' as const };
    afterSteps(received).when(AssignComplaint({ ticketId, handler: 'officer' }), accused).thenRejected('complaint/accused', { value: 'crew-3' });
    afterSteps(assigned).when(HearComplainant({ ticketId, statement: '没什么' }), accused).thenRejected('complaint/accused');
    afterSteps(assigned).when(HearRespondent({ ticketId, statement: '一切正常' }), accused).thenRejected('complaint/accused');
  });

  it('by every other exit rests on what that exit names', () => {
    afterSteps(assigned).when(close('withdrawn')).thenRejected('ticket/exit-not-open');
    afterSteps(assigned).when(close('withdrawn', { reason: '书面撤回' })).thenAmong('ComplaintClosed', { exit: 'withdrawn', reason: '书面撤回' });
    afterSteps(assigned).when(close('repeat-without-new-facts')).thenRejected('ticket/exit-not-open');
    afterSteps(assigned).when(close('repeat-without-new-facts', { earlierId: ANOTHER })).thenAmong('ComplaintClosed', { earlierId: ANOTHER });
    afterSteps([...assigned, [LinkComplaintAsRepeat({ ticketId, earlierId: ANOTHER }), { at: after(20) }]]).when(close('repeat-without-new-facts')).thenAmong('ComplaintClosed', { earlierId: ANOTHER });
    afterSteps(assigned).when(close('legal-channel')).thenRejected('ticket/exit-not-open');
    afterSteps(assigned).when(close('legal-channel', { legalChannel: '区人民法院' })).thenAmong('ComplaintClosed', { legalChannel: '区人民法院' });
    afterSteps(answered).when(close('closed-by-source')).thenRejected('ticket/exit-not-open');
  });

  it('leaves no clock open and takes nothing more until it is reopened under the same id', () => {
    for (const exit of Object.keys(complaintExits) as ComplaintExit[]) afterSteps(closed).when(close(exit)).thenRejected('ticket/closed');
    const reopening = ReopenComplaint({ ticketId, reason: '降温后再次不热' });
    const { thenAmong, events } = afterSteps(closed).when(reopening, { at: after(5 * DAY), by: 'agent' });
    thenAmong('ComplaintReopened', { round: 2 });
    thenAmong('ClockStarted', { clock: 'resolve', round: 2, startsAt: after(5 * DAY) });
    expect(events.filter(({ type, data }) => type === 'ClockStarted' && (data as { clock: string }).clock === 'acknowledge')).toEqual([]);
    afterSteps(fedBack).when(reopening).thenRejected('ticket/not-now', { allowed: ['closed'] });
  });
});

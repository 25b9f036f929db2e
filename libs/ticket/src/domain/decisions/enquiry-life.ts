import { accept, reject, type Decision, type Made, type Order } from '@heatledger/kernel';
import type { RulesInForce } from '@heatledger/rulebook';
import { derivedUuid, type ClockName } from '@heatledger/vocabulary';
import { breachClock, meetClock, setClockDue, startClocks, stopClocks } from '../clock.decisions.js';
import { extendClock, supersedeClock } from '../clock-terms.decisions.js';
import type { AnswerEnquiry, AskEnquiry, BreachEnquiryClock, CloseEnquiry, ExtendEnquiryClock, SetEnquiryClockDue, SupersedeEnquiryClock, SupplementEnquiry, TurnEnquiry } from '../enquiry.commands.js';
import { EnquiryAnswered, EnquiryAsked, EnquiryClosed, EnquirySupplemented, EnquiryTurned, type EnquiryEvent } from '../enquiry.events.js';
import type { Enquiry } from '../enquiry.state.js';
import { refusalToAct, refusalUnless } from '../policies/may-act.js';
import { supplement } from '../supplement.decisions.js';
import type { TicketRejection } from '../ticket.rejections.js';

type Answer = Decision<EnquiryEvent, TicketRejection>;

/** An answer keeps all of them, but for a written one that is owed; taking the question down acknowledges it. */
const promised: readonly ClockName[] = ['first-result', 'resolve', 'written-answer'];

const about = ({ ticketId, householdId, zone, station, category }: Enquiry): Pick<Enquiry, 'ticketId' | 'householdId' | 'zone' | 'station' | 'category'> => ({
  ticketId,
  householdId,
  zone,
  station,
  category,
});

export const askEnquiry = (enquiry: Enquiry, { data, meta }: Order<Made<typeof AskEnquiry>>, rules: RulesInForce): Answer => {
  if (enquiry.phase !== 'unknown')
    return enquiry.caseNumber === data.caseNumber && enquiry.question === data.question ? accept() : reject('ticket/known', { field: 'ticketId', value: data.ticketId });
  const started = startClocks({ ...data, ticketKind: 'enquiry', channel: meta.channel, round: 1, urgency: undefined, crewId: undefined }, promised, rules, meta.at);
  if (!started.accepted) return started;
  return accept<EnquiryEvent>(EnquiryAsked({ ...data }), ...started.events);
};

export const answerEnquiry = (enquiry: Enquiry, { data, meta }: Order<Made<typeof AnswerEnquiry>>, rules: RulesInForce): Answer => {
  const refusal = refusalToAct(enquiry, meta.at) ?? refusalUnless(enquiry, 'asked', 'answered');
  if (refusal) return refusal;
  const answered = EnquiryAnswered({ ...about(enquiry), answer: data.answer, inWriting: data.inWriting });
  const kept = promised.filter((clock) => clock !== 'written-answer' || data.inWriting || !enquiry.owesWriting);
  return accept<EnquiryEvent>(answered, ...kept.flatMap((clock) => meetClock(enquiry, clock, meta.at, rules)));
};

export const supplementEnquiry = (enquiry: Enquiry, { data }: Order<Made<typeof SupplementEnquiry>>): Answer =>
  supplement<EnquiryEvent>(enquiry, data, () =>
    EnquirySupplemented({ ...about(enquiry), note: data.note, evidence: [...data.evidence] }),
  );

export const turnEnquiry = (enquiry: Enquiry, { data, meta }: Order<Made<typeof TurnEnquiry>>, rules: RulesInForce): Answer => {
  const targetId = derivedUuid(enquiry.ticketId, 'turned', data.into);
  if (enquiry.phase === 'turned' && enquiry.targetId === targetId) return accept();
  const refusal = refusalToAct(enquiry, meta.at) ?? refusalUnless(enquiry, 'asked', 'answered');
  if (refusal) return refusal;
  const { question, askerName, askerPhone } = enquiry;
  const category = data.category ?? enquiry.category;
  const turned = EnquiryTurned({ ...about(enquiry), category, into: data.into, targetId, targetCaseNumber: data.targetCaseNumber, question, askerName, askerPhone, channel: enquiry.channel });
  return accept<EnquiryEvent>(turned, ...stopClocks(enquiry, 'turned', meta.at, rules));
};

const phaseOfExit = { answered: 'answered', turned: 'turned' } as const;

/** An enquiry ends answered or turned once it is, or withdrawn at any time. */
export const closeEnquiry = (enquiry: Enquiry, { data, meta }: Order<Made<typeof CloseEnquiry>>, rules: RulesInForce): Answer => {
  const refusal = refusalToAct(enquiry, meta.at);
  if (refusal) return refusal;
  if (data.exit !== 'withdrawn' && enquiry.phase !== phaseOfExit[data.exit])
    return reject('ticket/exit-not-open', { field: 'exit', value: data.exit, allowed: phaseOfExit[data.exit], phase: enquiry.phase });
  const stops = stopClocks(enquiry, data.exit === 'withdrawn' ? 'withdrawn' : 'closed', meta.at, rules);
  return accept<EnquiryEvent>(...stops, EnquiryClosed({ ...about(enquiry), exit: data.exit }));
};

export const extendEnquiryClock = (enquiry: Enquiry, { data, meta }: Order<Made<typeof ExtendEnquiryClock>>): Answer =>
  refusalToAct(enquiry, meta.at) ?? extendClock(enquiry, data, meta);

export const supersedeEnquiryClock = (enquiry: Enquiry, { data, meta }: Order<Made<typeof SupersedeEnquiryClock>>, rules: RulesInForce): Answer =>
  refusalToAct(enquiry, meta.at) ?? supersedeClock(enquiry, data, meta, rules);

export const breachEnquiryClock = (enquiry: Enquiry, { data, meta }: Order<Made<typeof BreachEnquiryClock>>): Answer =>
  enquiry.phase === 'unknown' ? reject('ticket/unknown') : accept<EnquiryEvent>(...breachClock(enquiry, data, meta.now));

/** Ordered once the working days of the year that a due time waited for are known; harmless when repeated or not needed. */
export const setEnquiryClockDue = (enquiry: Enquiry, { data, meta }: Order<Made<typeof SetEnquiryClockDue>>, rules: RulesInForce): Answer =>
  enquiry.phase === 'unknown' ? reject('ticket/unknown') : accept<EnquiryEvent>(...setClockDue(enquiry, data, meta.at, rules));

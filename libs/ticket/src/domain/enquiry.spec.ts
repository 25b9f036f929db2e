import { defaultRules } from '@heatledger/rulebook';
import { ordered, specFor } from '@heatledger/testing';
import { derivedUuid } from '@heatledger/vocabulary';
import { describe, it } from '@jest/globals';
import { after, MORNING, OTHER as ticketId, story, type Step } from '../testing/stories.js';
import { AnswerEnquiry, AskEnquiry, BreachEnquiryClock, CloseEnquiry, ExtendEnquiryClock, TurnEnquiry, type EnquiryCommand } from './enquiry.commands.js';
import { enquiry } from './enquiry.js';

type Steps = readonly Step<EnquiryCommand>[];
const given = (steps: Steps) => {
  const { when } = specFor(enquiry, defaultRules).given(...story(enquiry, defaultRules, ...steps));
  return { when: (command: EnquiryCommand, minutes = 60) => when(ordered(command, { at: after(minutes) })) };
};
const ask = AskEnquiry({ ticketId, caseNumber: 'E-20260105-7K3M', category: 'BILLING', question: '何时缴费？', askerPhone: '13800000000' });
const answer = AnswerEnquiry({ ticketId, answer: '十一月前。', inWriting: false });
const turn = TurnEnquiry({ ticketId, into: 'repair', targetCaseNumber: 'R-20260105-AAAA' });
const asked: Steps = [[ask, { at: MORNING }]];
const answered: Steps = [...asked, [answer, { at: after(30) }]];
const turned: Steps = [...asked, [turn, { at: after(30) }]];

describe('An enquiry', () => {
  it('promises an answer when it is asked, once', () => {
    given([]).when(ask, 0).thenAmong('EnquiryAsked', { caseNumber: 'E-20260105-7K3M' });
    given([]).when(ask, 0).thenAmong('ClockStarted', { ticketKind: 'enquiry' });
    given(asked).when(ask).thenNothing();
    given(asked).when(AskEnquiry({ ticketId, caseNumber: 'E-1', category: 'OTHER', question: '?' })).thenRejected('ticket/known');
  });

  it('is answered in time, may be answered again, and is closed as answered', () => {
    given(asked).when(answer).thenAmong('ClockMet');
    given(answered).when(answer).thenTypes('EnquiryAnswered');
    given(answered).when(CloseEnquiry({ ticketId, exit: 'answered' })).thenTypes('EnquiryClosed');
    given(asked).when(CloseEnquiry({ ticketId, exit: 'answered' })).thenRejected('ticket/exit-not-open', { allowed: 'answered' });
    given(asked).when(CloseEnquiry({ ticketId, exit: 'withdrawn' })).thenAmong('ClockStopped', { reason: 'withdrawn' });
  });

  it('turns into a repair or a complaint whose id follows from its own', () => {
    given(asked).when(turn).thenAmong('EnquiryTurned', { into: 'repair', targetId: derivedUuid(ticketId, 'turned', 'repair'), question: '何时缴费？' });
    given(turned).when(turn).thenNothing();
    given(turned).when(answer).thenRejected('ticket/not-now');
    given(turned).when(CloseEnquiry({ ticketId, exit: 'turned' })).thenTypes('EnquiryClosed');
  });

  it('takes nothing once it is closed and is unknown before it is asked', () => {
    given([...answered, [CloseEnquiry({ ticketId, exit: 'answered' }), { at: after(40) }]]).when(answer).thenRejected('ticket/closed');
    given([]).when(answer).thenRejected('ticket/unknown');
    given([]).when(BreachEnquiryClock({ ticketId, clock: 'resolve', round: 1 })).thenRejected('ticket/unknown');
    given(answered).when(ExtendEnquiryClock({ ticketId, clock: 'resolve', due: after(99), reason: '理由' })).thenRejected('ticket/clock-not-running');
  });
});

import type { Decider } from '@heatledger/kernel';
import { answerEnquiry, askEnquiry, breachEnquiryClock, closeEnquiry, extendEnquiryClock, setEnquiryClockDue, supersedeEnquiryClock, supplementEnquiry, turnEnquiry } from './decisions/enquiry-life.js';
import { enquiryCommands, type EnquiryCommand } from './enquiry.commands.js';
import { enquiryKinds, type EnquiryEvent } from './enquiry.events.js';
import { evolveEnquiry, initialEnquiry, type Enquiry } from './enquiry.state.js';
import { approveRequest, refuseRequest } from './clock-terms.decisions.js';
import { approveLateEntry, refuseLateEntry, reviewLateEntry } from './late-entry.decisions.js';
import { ticketRejections, type TicketRejection } from './ticket.rejections.js';
import type { TicketWorld } from './ticket.world.js';
import { keptExtension, keptNo, keptRefusal, keptSupersession } from './kept-terms.js';

/** An enquiry (咨询): a question, its answer, or what it turned into. Clause 三(二). */
export const enquiry: Decider<EnquiryCommand, Enquiry, EnquiryEvent, TicketRejection, TicketWorld> = {
  category: 'enquiry',
  kinds: enquiryKinds,
  commands: enquiryCommands,
  rejections: ticketRejections,
  streamOf: ({ data }) => `enquiry-${data.ticketId}`,
  initial: initialEnquiry,
  evolve: evolveEnquiry,
  keeps: {
    AskEnquiry: { facts: ['EnquiryAsked'] },
    // the number of the new case is the program's, by the day
    TurnEnquiry: { facts: ['EnquiryTurned'], as: ({ into, category }) => ({ into, category }) },
    ExtendEnquiryClock: keptExtension,
    SupersedeEnquiryClock: keptSupersession,
    RefuseEnquiryLateEntry: keptRefusal,
    RefuseEnquiryRequest: keptNo,
  },
  decide: {
    AskEnquiry: askEnquiry,
    SupplementEnquiry: supplementEnquiry,
    AnswerEnquiry: answerEnquiry,
    TurnEnquiry: turnEnquiry,
    CloseEnquiry: closeEnquiry,
    ExtendEnquiryClock: extendEnquiryClock,
    SupersedeEnquiryClock: supersedeEnquiryClock,
    BreachEnquiryClock: breachEnquiryClock,
    SetEnquiryClockDue: setEnquiryClockDue,
    ApproveEnquiryRequest: approveRequest,
    RefuseEnquiryRequest: refuseRequest,
    ApproveEnquiryLateEntry: approveLateEntry,
    RefuseEnquiryLateEntry: refuseLateEntry,
  },
  review: reviewLateEntry(['AskEnquiry']),
};

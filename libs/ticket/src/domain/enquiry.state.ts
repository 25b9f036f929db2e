import type { Channel, EvolveTable, Instant } from '@heatledger/kernel';
import { evolveClocks, type Clocked } from './clock.state.js';
import { evolveLateEntries, type LateEntries } from './late-entry.state.js';
import { evolveRequests, type TermsRequests } from './request.state.js';
import type { EnquiryEvent } from './enquiry.events.js';
import { withSupplement } from './supplement.decisions.js';
import { opening } from './opening.js';

/** Where an enquiry stands. */
export type EnquiryPhase = 'unknown' | 'asked' | 'answered' | 'turned' | 'closed';

/** What decisions need to know of an enquiry. */
export interface Enquiry extends Clocked {
  readonly phase: EnquiryPhase;
  readonly lateEntries: LateEntries;
  readonly requests: TermsRequests;
  readonly caseNumber: string;
  readonly householdId?: string | undefined;
  readonly channel: Channel;
  readonly openedAt: Instant;
  readonly question: string;
  /** True where only a written answer will do: it came by 12345, or one was asked for. */
  readonly owesWriting: boolean;
  readonly supplements: readonly string[];
  readonly askerName?: string | undefined;
  readonly askerPhone?: string | undefined;
  readonly targetId?: string;
}

export const initialEnquiry: Enquiry = {
  ticketId: '',
  ticketKind: 'enquiry',
  category: 'OTHER',
  round: 1,
  clocks: {},
  lateEntries: {},
  requests: {},
  phase: 'unknown',
  caseNumber: '',
  channel: 'hotline',
  openedAt: '',
  question: '',
  owesWriting: false,
  supplements: [],
};

export const evolveEnquiry: EvolveTable<Enquiry, EnquiryEvent> = {
  ...evolveClocks<Enquiry>(),
  ...evolveLateEntries<Enquiry>(),
  ...evolveRequests<Enquiry>(),
  EnquiryAsked: (enquiry, fact) => ({ ...enquiry, ...opening(fact), phase: 'asked', question: fact.data.question, owesWriting: fact.meta.channel === '12345' || fact.data.wantsWriting === true, askerName: fact.data.askerName, askerPhone: fact.data.askerPhone }),
  EnquirySupplemented: (enquiry, { data }) => ({ ...enquiry, supplements: withSupplement(enquiry.supplements, data) }),
  EnquiryAnswered: (enquiry) => ({ ...enquiry, phase: 'answered' }),
  EnquiryTurned: (enquiry, { data }) => ({ ...enquiry, phase: 'turned', targetId: data.targetId }),
  EnquiryClosed: (enquiry) => ({ ...enquiry, phase: 'closed' }),
};

import type { Detail } from './decider.js';
import type { Instant, RecordedFact } from './fact.js';
import type { Bilingual, Message } from './message.js';

/** What one person asked for and another must decide, as the one who decides needs to see it. */
export interface AskedFor {
  readonly approvalId: string;
  /** When it was asked for, where that is not when the fact happened. */
  readonly askedAt?: Instant | undefined;
  readonly ticketKind?: string | undefined;
  readonly ticketId?: string | undefined;
  readonly zone?: string | undefined;
  readonly station?: string | undefined;
  readonly crewId?: string | undefined;
  /** What is asked for; no personal data. */
  readonly terms: Detail;
}

/** How something that was asked for can end. */
export type Verdict = 'approved' | 'refused' | 'ended';

/** One kind of thing that one person alone may not bring about: by which facts it is asked for and decided, and by whom. */
export interface ApprovalKind<E extends Message> {
  readonly kind: string;
  readonly title: Bilingual;
  /** Roles that may decide; always another person than who asked. */
  readonly decides: (asked: AskedFor) => readonly string[];
  /** Fact by fact: what is asked for; `null` where the fact asks for nothing. */
  readonly asked: { readonly [T in E['type']]?: (fact: RecordedFact<Extract<E, { type: T }>>) => AskedFor | null };
  /** Fact by fact: how it ended, and under which id. */
  readonly decided: { readonly [T in E['type']]?: (fact: RecordedFact<Extract<E, { type: T }>>) => { readonly approvalId: string; readonly verdict: Verdict } };
  readonly approve: (asked: AskedFor) => Message;
  readonly refuse: (asked: AskedFor, reason: string) => Message;
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- kinds of approval are contravariant in their facts; a list of them has no narrower type
export type AnyApprovalKind = ApprovalKind<any>;

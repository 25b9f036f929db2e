import { reject, type Decision, type Instant } from '@heatledger/kernel';
import { isBefore } from '@heatledger/vocabulary';
import type { TicketRejection } from '../ticket.rejections.js';

/** What tells whether anything can be done with a ticket. */
export interface Standing {
  readonly phase: string;
  readonly openedAt: Instant;
  readonly survivorId?: string | undefined;
}

type Refusal = Extract<Decision<never, TicketRejection>, { accepted: false }>;

const refuse = (...args: Parameters<typeof reject<TicketRejection>>): Refusal => reject(...args) as Refusal;

/** Why nothing can be done with a ticket at `at`: unknown, merged, closed, or not there yet; `undefined` when something can. */
export const refusalToAct = (ticket: Standing, at: Instant): Refusal | undefined => {
  if (ticket.phase === 'unknown') return refuse('ticket/unknown');
  if (ticket.phase === 'closed') return refuse('ticket/closed');
  if (ticket.phase === 'merged') return refuse('ticket/merged', { survivorId: ticket.survivorId });
  return refusalBefore(at, ticket.openedAt, 'opened');
};

/** Refuses an `at` before the instant of what it must follow; `undefined` when the order holds. */
export const refusalBefore = (at: Instant, since: Instant | undefined, what: string): Refusal | undefined =>
  since !== undefined && isBefore(at, since) ? refuse('ticket/out-of-order', { field: 'at', value: at, allowed: `not before ${since}`, follows: what }) : undefined;

/** Refuses a phase in which the act makes no sense. */
export const refusalUnless = <P extends string>(ticket: { readonly phase: P }, ...phases: readonly P[]): Refusal | undefined =>
  phases.includes(ticket.phase) ? undefined : refuse('ticket/not-now', { field: 'phase', value: ticket.phase, allowed: phases });

import { reject, type Decision } from '@heatledger/kernel';
import { isAfter, type TicketKind } from '@heatledger/vocabulary';
import type { LinkedCase } from '../linked-case.js';
import type { TicketRejection } from '../ticket.rejections.js';

type Refusal = Extract<Decision<never, TicketRejection>, { accepted: false }>;
type Pointing = Pick<LinkedCase, 'ticketId' | 'openedAt' | 'householdId' | 'zone'>;

const refuse = (...args: Parameters<typeof reject<TicketRejection>>): Refusal => reject(...args) as Refusal;

/** Which ticket is pointed at, and by which field. */
export interface Link {
  readonly field: string;
  readonly id: string;
  readonly kind: TicketKind;
}

/** Refuses to point at itself, or at a ticket that nobody knows or that is of another kind. */
export const refusalOfUnknown = (ticketId: string, { field, id, kind }: Link, linked: LinkedCase | undefined): Refusal | undefined => {
  if (id === ticketId) return refuse('ticket/itself', { field, value: id });
  if (linked?.ticketId === id && linked.ticketKind === kind) return undefined;
  return refuse('ticket/link-unknown', { field, value: id, allowed: `the id of a ${kind}` });
};

/** Refuses a ticket on which nobody works any more. */
export const refusalOfEnded = ({ field, id }: Pick<Link, 'field' | 'id'>, { phase, survivorId }: LinkedCase): Refusal | undefined =>
  phase === 'closed' || phase === 'merged'
    ? refuse('ticket/link-ended', { field, value: id, phase, survivorId, allowed: 'a ticket that is still worked on' })
    : undefined;

/** Refuses a ticket that is known to be about another home in another zone. */
export const refusalOfElsewhere = ({ field, id }: Pick<Link, 'field' | 'id'>, ticket: Pointing, linked: LinkedCase): Refusal | undefined => {
  const sameHome = ticket.householdId !== undefined && ticket.householdId === linked.householdId;
  const known = (one: Pick<LinkedCase, 'householdId' | 'zone'>): boolean => one.householdId !== undefined || one.zone !== undefined;
  const sameZone = ticket.zone === linked.zone && ticket.zone !== undefined;
  if (sameHome || sameZone || !known(ticket) || !known(linked)) return undefined;
  return refuse('ticket/link-elsewhere', { field, value: id, allowed: 'a ticket of the same home or heating zone' });
};

/** Refuses what is no earlier ticket of the same kind about the same home or zone. */
export const refusalOfRepeat = (ticket: Pointing, link: Link, linked: LinkedCase | undefined): Refusal | undefined => {
  const unknown = refusalOfUnknown(ticket.ticketId, link, linked);
  if (unknown || !linked) return unknown;
  if (isAfter(linked.openedAt, ticket.openedAt) || linked.earlierId === ticket.ticketId)
    return refuse('ticket/link-later', { field: link.field, value: link.id, allowed: 'an earlier ticket' });
  return refusalOfElsewhere(link, ticket, linked);
};

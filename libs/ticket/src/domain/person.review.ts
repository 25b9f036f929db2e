import { reject, type Decision, type Draft, type Instant, type Message, type Order } from '@heatledger/kernel';
import { isOfCrew, isBefore, mayBeCrew, mayBeStaff, type People } from '@heatledger/vocabulary';
import type { ComplaintEvent } from './complaint.events.js';
import type { RepairEvent } from './repair.events.js';
import type { TicketRejection } from './ticket.rejections.js';
import type { TicketWorld } from './ticket.world.js';

interface Staffed {
  readonly ticketKind: string;
  readonly crewId?: string | undefined;
  /** When the crew was given the ticket. */
  readonly assignedAt?: Instant | undefined;
  /** Accounts and crews that worked on it. */
  readonly hands?: readonly string[];
}
type Refusal = Extract<Decision<never, TicketRejection>, { accepted: false }>;

const no = (...args: Parameters<typeof reject<TicketRejection>>): Refusal => reject(...args) as Refusal;

/** Whom a fact gives work to, where nobody of that code is known. */
const strangerIn = (fact: Draft<Message>, people: People | undefined): Refusal | undefined => {
  const event = fact as ComplaintEvent | RepairEvent;
  switch (event.type) {
    case 'RepairAssigned':
    case 'RepairReassigned':
      if (mayBeCrew(people, event.data.crewId)) return undefined;
      return no('ticket/unknown-crew', { field: 'crewId', value: event.data.crewId });
    case 'ComplaintAssigned':
    case 'ComplaintReassigned':
      if (mayBeStaff(people, event.data.handler, 'complaint-officer')) return undefined;
      return no('ticket/unknown-staff', { field: 'handler', value: event.data.handler });
    default:
      return undefined;
  }
};

/** A crew that was given work before it stood in the register goes on by its old account: the one named like it, or that worked on the ticket. */
const isOldAccount = ({ crewId = '', assignedAt, hands = [] }: Staffed, account: string, { crews }: People): boolean => {
  const since = crews.get(crewId)?.since;
  const isOlder = since === undefined || (assignedAt !== undefined && isBefore(assignedAt, since));
  return isOlder && (account === crewId || hands.includes(account));
};

/** Why an account of a crew may not act on a repair: none was given it, or it is another crew's. */
const foreignCrew = (ticket: Staffed, account: string, people: People | undefined): Refusal | undefined => {
  const { crewId } = ticket;
  if (crewId === undefined) return no('ticket/not-assigned-crew', { field: 'actor', value: account });
  if (people === undefined || isOfCrew(people, account, crewId) || isOldAccount(ticket, account, people)) return undefined;
  return no('ticket/not-assigned-crew', { field: 'actor', value: account, assigned: crewId });
};

/**
 * The review of who acts and who is given work: crews and handlers are known, once anybody is; an account of a crew acts for
 * the crew that has the repair and belongs to it. `free` names commands of intake and import.
 */
export const refusalOfPersons = (
  ticket: Staffed,
  order: Order<Message>,
  { people }: TicketWorld,
  events: readonly Draft<Message>[],
  free: readonly string[],
): Refusal | undefined => {
  const { actor } = order.meta;
  if (actor.role === 'system' || free.includes(order.type)) return undefined;
  for (const event of events) {
    const stranger = strangerIn(event, people);
    if (stranger) return stranger;
  }
  return actor.role === 'crew' && ticket.ticketKind === 'repair' ? foreignCrew(ticket, actor.id, people) : undefined;
};

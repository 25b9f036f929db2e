import { accept, reject, type Decision, type Message } from '@heatledger/kernel';
import { derivedUuid } from '@heatledger/vocabulary';
import type { TicketRejection } from './ticket.rejections.js';

/** Something that adds to a ticket and changes nothing else, at any time. */
export interface Supplement {
  readonly ticketId: string;
  readonly note?: string | undefined;
  readonly evidence: readonly string[];
}

type Added = Pick<Supplement, 'note' | 'evidence'>;

/** What makes two supplements the same. */
const keyOf = ({ note = '', evidence }: Added): string => derivedUuid('supplement', note, JSON.stringify(evidence));

/** Supplements known of a ticket after one more. */
export const withSupplement = (known: readonly string[], added: Added): readonly string[] => [...known, keyOf(added)];

/** Adds a note or evidence to a ticket, also to one that is over; the same again is true already. */
export const supplement = <E extends Message>(
  { phase, supplements }: { readonly phase: string; readonly supplements: readonly string[] },
  { note, evidence }: Added,
  fact: () => E,
): Decision<E, TicketRejection> => {
  if (phase === 'unknown') return reject('ticket/unknown');
  if (note === undefined && evidence.length === 0)
    return reject('ticket/nothing-added', { field: 'note', allowed: 'a note, or at least one piece of evidence' });
  return supplements.includes(keyOf({ note, evidence })) ? accept() : accept(fact());
};

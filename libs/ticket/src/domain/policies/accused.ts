import { type Decision, type Message, type Order } from '@heatledger/kernel';
import { isAmong, isSamePerson, type People } from '@heatledger/vocabulary';
import type { TicketRejection } from '../ticket.rejections.js';

type Refusal = Extract<Decision<never, TicketRejection>, { accepted: false }>;

/** True for the accused account, another of the same person, and everybody of a crew that is accused. */
export const isAccused = (accused: string | undefined, account: string, people: People | undefined): boolean =>
  accused !== undefined &&
  (isSamePerson(people, account, accused) || isAmong(people, account, people?.crews.get(accused)?.members ?? []));

/** Whoever is complained of has no hand in the complaint, whatever it is. Clause 四(三)2. */
export const refusalOfAccused = (
  { accused }: { readonly accused?: string | undefined },
  { meta: { actor } }: Order<Message>,
  people: People | undefined,
): Refusal | undefined =>
  actor.role !== 'system' && isAccused(accused, actor.id, people)
    ? { accepted: false, code: 'complaint/accused', detail: { field: 'actor', value: actor.id, allowed: 'anybody but the accused' } }
    : undefined;

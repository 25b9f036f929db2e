import { accept, command, reject, type Decider, type Decision, type EvolveTable, type Made, type Order } from '@heatledger/kernel';
import type { TicketKind } from '@heatledger/vocabulary';
import type { LinkedCase } from './linked-case.js';
import { MergeAgreed, mergeKinds, MergeUndone, OldMergeFound, type MergeEvent } from './merge.kinds.js';
import { refusalBefore } from './policies/may-act.js';
import { refusalOfEnded, refusalOfUnknown } from './policies/may-link.js';
import { ticketRejections, type TicketRejection } from './ticket.rejections.js';

interface OfTicket {
  readonly ticketKind: TicketKind;
  readonly ticketId: string;
}
interface Merging extends OfTicket {
  readonly survivorId: string;
  /** Plain words that name no person. */
  readonly reason: string;
}

export const AgreeMerge = command<'AgreeMerge', Merging>('AgreeMerge', 'Let another ticket go on for this one, unless that would close a ring.');
export const UndoMerge = command<'UndoMerge', OfTicket & { readonly reason: string }>('UndoMerge', 'Undo a merge.');
export const NoteMerge = command<'NoteMerge', OfTicket & { readonly survivorId: string }>('NoteMerge', 'Take in a merge of before all merges were known in one place.');
export const NoteUnmerge = command<'NoteUnmerge', OfTicket & { readonly reason: string }>('NoteUnmerge', 'Let go of a merge that does not hold.');

/** Every command about which ticket goes on for which. */
export const mergeCommands = [AgreeMerge, UndoMerge, NoteMerge, NoteUnmerge] as const;
export type MergeCommand = Made<(typeof mergeCommands)[number]>;

/** Which ticket goes on for which, over all tickets of a kind. */
export interface Merges {
  readonly survivors: Readonly<Record<string, string>>;
  /** Those of them that close a ring. */
  readonly rings: readonly string[];
}

/** The two tickets as they stand, and into which tickets the surviving one is merged by its own facts. */
export interface MergeWorld {
  readonly ticket?: LinkedCase | undefined;
  readonly survivor?: LinkedCase | undefined;
  readonly onward: readonly string[];
}

type Answer = Decision<MergeEvent, TicketRejection>;

const linked = ({ survivors, rings }: Merges, ticketId: string, survivorId: string, ring = false): Merges => ({
  survivors: { ...survivors, [ticketId]: survivorId },
  rings: [...rings.filter((id) => id !== ticketId), ...(ring ? [ticketId] : [])],
});
const unlinked = ({ survivors, rings }: Merges, ticketId: string): Merges => ({
  survivors: Object.fromEntries(Object.entries(survivors).filter(([id]) => id !== ticketId)),
  rings: rings.filter((id) => id !== ticketId),
});

const evolve: EvolveTable<Merges, MergeEvent> = {
  MergeAgreed: (merges, { data }) => linked(merges, data.ticketId, data.survivorId),
  OldMergeFound: (merges, { data }) => linked(merges, data.ticketId, data.survivorId, data.ring),
  MergeUndone: (merges, { data }) => unlinked(merges, data.ticketId),
};

/** True where the tickets that go on for `from`, one after another, lead to `to`. */
const leads = ({ survivors }: Pick<Merges, 'survivors'>, from: string, to: string): boolean => {
  const seen = new Set<string>();
  for (let id: string | undefined = from; id !== undefined && !seen.has(id); id = survivors[id]) {
    if (id === to) return true;
    seen.add(id);
  }
  return false;
};

const agreeMerge = (merges: Merges, { data, meta }: Order<Made<typeof AgreeMerge>>, { ticket, survivor, onward }: MergeWorld): Answer => {
  const { ticketId, survivorId, ticketKind, reason } = data;
  if (!ticket) return reject('ticket/unknown', { field: 'ticketId', value: ticketId });
  const known = merges.survivors[ticketId] ?? (ticket.phase === 'merged' ? ticket.survivorId : undefined);
  if (known === survivorId) return accept();
  if (known !== undefined) return reject('ticket/merged', { survivorId: known });
  if (ticket.phase === 'closed') return reject('ticket/closed');
  const link = { field: 'survivorId', id: survivorId, kind: ticketKind };
  const unknown = refusalBefore(meta.at, ticket.openedAt, 'opened') ?? refusalOfUnknown(ticketId, link, survivor);
  if (unknown || !survivor) return unknown ?? reject('ticket/link-unknown');
  if (onward.includes(ticketId) || leads(merges, survivorId, ticketId))
    return reject('ticket/merge-ring', { field: 'survivorId', value: survivorId, allowed: 'a ticket that is not merged into this one, directly or through others' });
  const further = merges.survivors[survivorId];
  if (further !== undefined) return reject('ticket/link-ended', { field: 'survivorId', value: survivorId, phase: 'merged', survivorId: further });
  return (
    refusalOfEnded(link, survivor) ??
    accept(MergeAgreed({ ticketKind, ticketId, survivorId, caseNumber: ticket.caseNumber, orderedBy: meta.actor.id, reason }))
  );
};

/** Merges that closed a ring and no longer do. */
const openedRings = (merges: Merges, ticketKind: TicketKind): readonly MergeEvent[] =>
  merges.rings.flatMap((ticketId) => {
    const survivorId = merges.survivors[ticketId];
    return survivorId === undefined || leads(merges, survivorId, ticketId) ? [] : [OldMergeFound({ ticketKind, ticketId, survivorId, ring: false })];
  });

const undone = (
  merges: Merges,
  { data, meta }: Order<Made<typeof UndoMerge> | Made<typeof NoteUnmerge>>,
  ticket: LinkedCase | undefined,
): readonly MergeEvent[] | undefined => {
  const { ticketKind, ticketId, reason } = data;
  const survivorId = merges.survivors[ticketId] ?? (ticket?.phase === 'merged' ? ticket.survivorId : undefined);
  if (survivorId === undefined) return undefined;
  const fact = MergeUndone({ ticketKind, ticketId, survivorId, caseNumber: ticket?.caseNumber ?? ticketId, orderedBy: meta.actor.id, reason });
  return [fact, ...openedRings(unlinked(merges, ticketId), ticketKind)];
};

const undoMerge = (merges: Merges, order: Order<Made<typeof UndoMerge>>, { ticket }: MergeWorld): Answer => {
  if (!ticket) return reject('ticket/unknown', { field: 'ticketId', value: order.data.ticketId });
  const facts = undone(merges, order, ticket);
  return facts ? accept(...facts) : reject('ticket/not-merged', { field: 'phase', value: ticket.phase, allowed: ['merged'] });
};

const noteMerge = (merges: Merges, { data: { ticketKind, ticketId, survivorId } }: Order<Made<typeof NoteMerge>>): Answer =>
  merges.survivors[ticketId] === survivorId
    ? accept()
    : accept(OldMergeFound({ ticketKind, ticketId, survivorId, ring: leads(merges, survivorId, ticketId) }));

const noteUnmerge = (merges: Merges, order: Order<Made<typeof NoteUnmerge>>, { ticket }: MergeWorld): Answer => {
  const facts = merges.survivors[order.data.ticketId] === undefined ? undefined : undone(merges, order, ticket);
  return accept(...(facts ?? []));
};

/** Which ticket goes on for which: one stream a kind of ticket decides on every merge, so that no two of them close a ring. */
export const merges: Decider<MergeCommand, Merges, MergeEvent, TicketRejection, MergeWorld> = {
  category: 'merges',
  kinds: mergeKinds,
  commands: mergeCommands,
  rejections: ticketRejections,
  streamOf: ({ data }) => `merges-${data.ticketKind}`,
  ofMany: true,
  initial: { survivors: {}, rings: [] },
  evolve,
  keeps: { AgreeMerge: { facts: ['MergeAgreed'], of: ['ticketId'], as: ({ ticketId, survivorId, reason }) => ({ ticketId, survivorId, reason }) } },
  decide: { AgreeMerge: agreeMerge, UndoMerge: undoMerge, NoteMerge: noteMerge, NoteUnmerge: noteUnmerge },
};

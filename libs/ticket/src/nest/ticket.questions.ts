import type { FindQuery } from '@heatledger/read-store';
import { millis } from '@heatledger/vocabulary';
import type { CardsRequest, QueueRequest, ResponsesRequest } from './ticket.requests.js';

/** Which declared index answers a set of filters; the key lists the filters, sorted and joined by `+`. */
type Choice = Readonly<Record<string, string>>;

/** A question to an index, or the combinations of filters that one exists for. */
export type Question = { readonly ok: true; readonly question: FindQuery } | { readonly ok: false; readonly given: string; readonly allowed: readonly string[] };

const queueIndexes: Choice = { '': 'by-due', crew: 'by-crew', officer: 'by-officer', zone: 'by-zone', kind: 'by-kind', 'kind+zone': 'by-kind-and-zone' };
const cardIndexes: Choice = { caseNumber: 'by-case-number', householdId: 'by-household', kind: 'by-kind', zone: 'by-zone' };
const responseIndexes: Choice = { day: 'by-day', actor: 'by-actor', zone: 'by-zone', ticketId: 'by-ticket' };

/** Fields of documents that are asked for under another name. */
const fieldOf: Readonly<Record<string, string>> = { crew: 'crewId', officer: 'officerId', actor: 'actorId' };

type Filters = Readonly<Record<string, string | undefined>>;

const ask = (indexes: Choice, filters: Filters, rest: Omit<FindQuery, 'index'>): Question => {
  const named = Object.entries(filters).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const given = named
    .map(([name]) => name)
    .sort()
    .join('+');
  const index = indexes[given];
  if (index === undefined) return { ok: false, given, allowed: Object.keys(indexes).filter((names) => names !== '') };
  const equals = Object.fromEntries(named.map(([name, value]) => [fieldOf[name] ?? name, value]));
  return { ok: true, question: { index, ...rest, equals: { ...rest.equals, ...equals } } };
};

const page = ({ limit, cursor }: { limit?: number | undefined; cursor?: string | undefined }): Pick<FindQuery, 'limit' | 'cursor'> => ({
  ...(limit === undefined ? {} : { limit }),
  ...(cursor === undefined ? {} : { cursor }),
});

/** Open tickets, what falls due first before the rest. */
export const queueQuestion = (asked: QueueRequest): Question =>
  ask(
    queueIndexes,
    { crew: asked.crew, officer: asked.officer, zone: asked.zone, kind: asked.kind },
    { equals: { open: true }, ...(asked.dueBefore === undefined ? {} : { range: { lt: millis(asked.dueBefore) } }), ...page(asked) },
  );

/** Tickets, the newest first. */
export const cardsQuestion = (asked: CardsRequest): Question =>
  ask(cardIndexes, { caseNumber: asked.caseNumber, householdId: asked.householdId, kind: asked.kind, zone: asked.zone }, { order: 'descending', ...page(asked) });

/** Responses in the order in which they happened. */
export const responsesQuestion = (asked: ResponsesRequest & { readonly ticketId?: string }): Question =>
  ask(responseIndexes, { day: asked.day, actor: asked.actor, zone: asked.zone, ticketId: asked.ticketId }, page(asked));

import type { AnyApprovalKind, AskedFor, Detail, Instant, Message, Projection, RecordedFact, Verdict } from '@heatledger/kernel';
import { millis } from '@heatledger/vocabulary';

/** Something that waits, or waited, for a second person. */
export interface Approval {
  readonly approvalId: string;
  readonly kind: string;
  readonly state: 'waiting' | Verdict;
  readonly ticketKind: string | null;
  readonly ticketId: string | null;
  readonly stream: string;
  /** Revision of the fact that says how it stands, for ETag and If-Match. */
  readonly revision: number;
  readonly zone: string | null;
  readonly station: string | null;
  readonly crewId: string | null;
  readonly askedBy: string;
  readonly askedAt: Instant;
  readonly askedMs: number;
  /** When what was asked for happened. */
  readonly happenedAt: Instant;
  /** What is asked for. */
  readonly terms: Detail;
  readonly decidedBy: string | null;
  readonly decidedAt: Instant | null;
  /** Why it was refused. */
  readonly reason: string | null;
}

type Step = (doc: Approval | null, fact: RecordedFact) => Approval | null;

const asked =
  (kind: string, of: (fact: RecordedFact) => AskedFor | null): Step =>
  (doc, fact) => {
    const { meta, stream, revision } = fact;
    const request = of(fact);
    if (request === null) return doc;
    const { approvalId, askedAt = meta.at, ticketKind = null, ticketId = null, zone = null, station = null, crewId = null, terms } = request;
    const frame = { approvalId, kind, state: 'waiting', ticketKind, ticketId, stream, revision, zone, station, crewId, terms } as const;
    const when = { askedBy: meta.actor.id, askedAt, askedMs: millis(askedAt), happenedAt: meta.at };
    return { ...frame, ...when, decidedBy: null, decidedAt: null, reason: null };
  };

type Ended = (fact: RecordedFact) => { readonly approvalId: string; readonly verdict: Verdict };

const reasonOf = (data: unknown): string | null => {
  const { reason } = data as { readonly reason?: unknown };
  return typeof reason === 'string' ? reason : null;
};

const decided =
  (of: Ended): Step =>
  (approval, fact) => {
    const { meta, data, revision } = fact;
    const reason = of(fact).verdict === 'approved' ? null : reasonOf(data);
    return approval && { ...approval, state: of(fact).verdict, revision, decidedBy: meta.actor.id, decidedAt: meta.at, reason };
  };

type Asked = Readonly<Record<string, (fact: RecordedFact) => AskedFor | null>>;

/** What waits for a second person, the oldest first, and what became of the rest, over every kind that the contexts declare. */
export const approvalsOver = (kinds: readonly AnyApprovalKind[]): Projection<Approval, Message> => {
  const askedBy = kinds.flatMap(({ kind, asked: table }) => Object.entries(table as Asked).map(([type, of]) => [type, { kind, of }] as const));
  const endedBy = kinds.flatMap(({ decided: table }) => Object.entries(table as Readonly<Record<string, Ended>>));
  const [asking, ending] = [new Map(askedBy), new Map(endedBy)];
  return {
    name: 'approvals',
    version: 2,
    doc: 'What waits for a second person, and what became of it.',
    key: (fact) => asking.get(fact.type)?.of(fact)?.approvalId ?? ending.get(fact.type)?.(fact).approvalId ?? null,
    evolve: Object.fromEntries([
      ...askedBy.map(([type, { kind, of }]) => [type, asked(kind, of)] as const),
      ...endedBy.map(([type, of]) => [type, decided(of)] as const),
    ]),
    indexes: {
      'by-state': ['state', 'askedMs'],
      'by-state-and-zone': ['state', 'zone', 'askedMs'],
      'by-ticket': ['ticketId', 'askedMs'],
    },
  };
};

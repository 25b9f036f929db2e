import type { Instant, Projection, RecordedFact } from '@heatledger/kernel';
import { millis, type TicketKind } from '@heatledger/vocabulary';
import type { LateEffect, LateEntryEvent } from '../domain/late-entry.kinds.js';

/** Something that waits, or waited, for a second person. */
export interface Approval {
  readonly approvalId: string;
  readonly kind: 'late-entry';
  readonly state: 'waiting' | 'approved' | 'refused';
  readonly ticketKind: TicketKind;
  readonly ticketId: string;
  readonly stream: string;
  /** Revision of the fact that says how it stands, for ETag and If-Match. */
  readonly revision: number;
  readonly zone: string | null;
  readonly station: string | null;
  readonly crewId: string | null;
  readonly askedBy: string;
  readonly askedAt: Instant;
  readonly askedMs: number;
  /** When the entered thing happened. */
  readonly happenedAt: Instant;
  readonly effects: readonly LateEffect[];
  readonly decidedBy: string | null;
  readonly decidedAt: Instant | null;
  /** Why it was refused. */
  readonly reason: string | null;
}

type Decided = Extract<LateEntryEvent, { type: 'LateEntryApproved' | 'LateEntryRefused' }>;

const decided =
  (state: Approval['state']) =>
  (approval: Approval | null, { data, meta, revision }: RecordedFact<Decided>): Approval | null =>
    approval && {
      ...approval,
      state,
      revision,
      decidedBy: meta.actor.id,
      decidedAt: meta.at,
      reason: 'reason' in data ? data.reason : null,
    };

/** What waits for a second person, the oldest first, and what became of the rest. */
export const approvals: Projection<Approval, LateEntryEvent> = {
  name: 'approvals',
  version: 1,
  doc: 'What waits for a second person, and what became of it.',
  key: ({ data }) => data.approvalId,
  evolve: {
    LateEntryRequested: (_, { data, meta, stream, revision }) => ({
      approvalId: data.approvalId,
      kind: 'late-entry',
      state: 'waiting',
      ticketKind: data.ticketKind,
      ticketId: data.ticketId,
      stream,
      revision,
      zone: data.zone ?? null,
      station: data.station ?? null,
      crewId: data.crewId ?? null,
      askedBy: meta.actor.id,
      askedAt: data.enteredAt,
      askedMs: millis(data.enteredAt),
      happenedAt: meta.at,
      effects: data.effects,
      decidedBy: null,
      decidedAt: null,
      reason: null,
    }),
    LateEntryApproved: decided('approved'),
    LateEntryRefused: decided('refused'),
  },
  indexes: {
    'by-state': ['state', 'askedMs'],
    'by-state-and-zone': ['state', 'zone', 'askedMs'],
    'by-ticket': ['ticketId', 'askedMs'],
  },
};

import type { Instant, Projection, RecordedFact } from '@heatledger/kernel';
import { millis, type TicketKind } from '@heatledger/vocabulary';
import type { MergeEvent } from '../domain/merge.kinds.js';

/** One ticket that is merged into another. */
export interface MergedTicket {
  readonly ticketId: string;
  readonly ticketKind: TicketKind;
  readonly survivorId: string;
  /** True for one that closes a ring of merges made before rings were refused: one of its tickets must be unmerged. */
  readonly ring: boolean;
  readonly since: Instant;
  readonly sinceMs: number;
}

type Begun = Extract<MergeEvent, { type: 'MergeAgreed' | 'OldMergeFound' }>;

const begun = (_: MergedTicket | null, { data, meta }: RecordedFact<Begun>): MergedTicket => ({
  ticketId: data.ticketId,
  ticketKind: data.ticketKind,
  survivorId: data.survivorId,
  ring: 'ring' in data && data.ring,
  since: meta.at,
  sinceMs: millis(meta.at),
});

/** Every ticket that is merged into another now. */
export const mergeRegister: Projection<MergedTicket, MergeEvent> = {
  name: 'merge-register',
  version: 1,
  doc: 'Tickets that are merged into others, and rings among merges of before.',
  key: ({ data }) => data.ticketId,
  evolve: { MergeAgreed: begun, OldMergeFound: begun, MergeUndone: () => null },
  indexes: {
    'by-since': ['sinceMs'],
    'by-survivor': ['survivorId', 'sinceMs'],
    'by-ring': ['ring', 'sinceMs'],
  },
};

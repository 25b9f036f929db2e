import type { Instant, Message, Projection, RecordedFact } from '@heatledger/kernel';
import { millis, minutesBetween, type PauseReason, type TicketKind } from '@heatledger/vocabulary';
import type { ComplaintEvent } from '../domain/complaint.events.js';
import type { RepairEvent } from '../domain/repair.events.js';

type Paused = Extract<RepairEvent | ComplaintEvent, { type: 'WorkPaused' | 'ComplaintPaused' }>;
type Over = Extract<
  RepairEvent | ComplaintEvent,
  { type: 'WorkResumed' | 'ComplaintResumed' | 'RepairClosed' | 'ComplaintClosed' | 'RepairMerged' | 'ComplaintMerged' | 'ComplaintRoundOpened' }
>;

/** How long a ticket stood still, and whether it does so now. */
export interface PausedWork {
  readonly ticketId: string;
  readonly ticketKind: TicketKind;
  readonly zone: string | null;
  readonly station: string | null;
  readonly paused: boolean;
  /** Of the latest pause. */
  readonly reason: PauseReason;
  readonly basis: string | null;
  readonly restsOn: string | null;
  readonly evidence: readonly string[];
  readonly by: string;
  readonly since: Instant;
  readonly sinceMs: number;
  /** When it ends by itself at the latest; null for one of before pauses had an end. */
  readonly until: Instant | null;
  /** Pauses until now. */
  readonly pauses: number;
  /** Whole minutes of those that are over. */
  readonly minutes: number;
}

const began =
  (ticketKind: TicketKind) =>
  (before: PausedWork | null, { data, meta }: RecordedFact<Paused>): PausedWork => ({
    ticketId: data.ticketId,
    ticketKind,
    zone: data.zone ?? null,
    station: data.station ?? null,
    paused: true,
    reason: data.reason,
    basis: data.basis ?? null,
    restsOn: data.restsOn ?? null,
    evidence: data.evidence,
    by: meta.actor.id,
    since: meta.at,
    sinceMs: millis(meta.at),
    until: data.until ?? null,
    pauses: (before?.pauses ?? 0) + 1,
    minutes: before?.minutes ?? 0,
  });

const over = (work: PausedWork | null, { meta }: RecordedFact<Message>): PausedWork | null =>
  work?.paused ? { ...work, paused: false, minutes: work.minutes + Math.max(0, minutesBetween(work.since, meta.at)) } : work;

/** Tickets whose work stood still, the longest among them. */
export const pausedWork: Projection<PausedWork, Paused | Over> = {
  name: 'paused-work',
  version: 1,
  doc: 'Tickets whose work stands or stood still: why, on what it rests, since when and until when.',
  key: ({ data }) => data.ticketId,
  evolve: {
    WorkPaused: began('repair'),
    ComplaintPaused: began('complaint'),
    WorkResumed: over,
    ComplaintResumed: over,
    RepairClosed: over,
    ComplaintClosed: over,
    RepairMerged: over,
    ComplaintMerged: over,
    ComplaintRoundOpened: over,
  },
  indexes: { 'by-standing': ['paused', 'sinceMs'], 'by-length': ['paused', 'minutes'] },
};

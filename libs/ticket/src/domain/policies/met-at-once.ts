import type { Draft, Instant } from '@heatledger/kernel';
import type { ClockName } from '@heatledger/vocabulary';
import { put } from '../clock.decisions.js';
import { ClockDone, ClockMet, type ClockEvent } from '../clock.kinds.js';

/** The promise among those that just began, kept in the same breath; judged later where its due time waits. */
export const metAtOnce = (started: readonly Draft<ClockEvent>[], clock: ClockName, at: Instant): readonly Draft<ClockEvent>[] =>
  started.flatMap((draft) => {
    if (draft.type !== 'ClockStarted' || draft.data.clock !== clock) return [];
    const { ticketId, ticketKind, round, due, zone, station, category, awaits = 0 } = draft.data;
    const subject = { ticketId, ticketKind, clock, round, zone, station, category };
    return [put(due === undefined ? ClockDone({ ...subject, awaits }) : ClockMet({ ...subject, due }), at, draft.rule)];
  });

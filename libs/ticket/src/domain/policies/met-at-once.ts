import type { Draft, Instant } from '@heatledger/kernel';
import type { ClockName } from '@heatledger/vocabulary';
import { put } from '../clock.decisions.js';
import { ClockMet, type ClockEvent } from '../clock.kinds.js';

/** The promise among those that just began, kept in the same breath. */
export const metAtOnce = (started: readonly Draft<ClockEvent>[], clock: ClockName, at: Instant): readonly Draft<ClockEvent>[] =>
  started.flatMap((draft) => {
    if (draft.type !== 'ClockStarted' || draft.data.clock !== clock) return [];
    const { startsAt: _startsAt, calendar: _calendar, timeZone: _timeZone, crewId: _crewId, ...subject } = draft.data;
    return [put(ClockMet(subject), at, draft.rule)];
  });

import type { Instant, Projection, RecordedFact } from '@heatledger/kernel';
import type { SeasonEvent } from '../domain/season.events.js';

/** What a decision about the season made it, and since when that is so and known. */
export interface SeasonVersion {
  readonly change: SeasonEvent['type'];
  /** When it was decided. */
  readonly at: Instant;
  readonly recordedAt: Instant;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  readonly days: number;
  readonly reason: string | null;
}

/** One season with everything that was ever decided about it. */
export interface SeasonCalendarDoc {
  readonly seasonId: string;
  readonly name: string;
  readonly area: string;
  readonly packId: string;
  /** Outdoor design temperature, tenths of °C. */
  readonly outdoorDesignTenths: number | null;
  readonly phase: 'declared' | 'ended';
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  readonly days: number;
  /** Heated days lost by a late start or an early stop; absent where none were. */
  readonly daysLost?: number;
  /** When heating really began, where it began late. */
  readonly heatedFrom?: Instant;
  /** When heating really stopped, where it stopped before the declared end. */
  readonly stoppedAt?: Instant;
  readonly revision: number;
  readonly versions: readonly SeasonVersion[];
}

type Change = { readonly startsAt?: Instant; readonly endsAt?: Instant; readonly days: number; readonly reason?: string };

const changed = (doc: SeasonCalendarDoc | null, fact: RecordedFact<SeasonEvent>, { reason, ...change }: Change): SeasonCalendarDoc | null => {
  if (!doc) return null;
  const next = { ...doc, ...change, phase: fact.type === 'SeasonEnded' ? ('ended' as const) : doc.phase, revision: fact.revision };
  return { ...next, versions: [...doc.versions, versionOf(next, fact, reason ?? null)] };
};

const versionOf = (
  season: { startsAt: Instant; endsAt: Instant; days: number },
  fact: RecordedFact<SeasonEvent>,
  reason: string | null,
): SeasonVersion => ({
  change: fact.type,
  at: fact.meta.at,
  recordedAt: fact.recordedAt,
  startsAt: season.startsAt,
  endsAt: season.endsAt,
  days: season.days,
  reason,
});

/** Every season as declared and as changed since: the calendar behind due times, verdicts and refunds. */
export const seasonCalendar: Projection<SeasonCalendarDoc, SeasonEvent> = {
  name: 'season-calendar',
  version: 2,
  doc: 'Heating seasons with every decision about them.',
  key: ({ data }) => data.seasonId,
  evolve: {
    SeasonDeclared: (_, fact) => {
      const { seasonId, name, area, packId, outdoorDesignTenths = null, startsAt, endsAt, days } = fact.data;
      return {
        seasonId,
        name,
        area,
        packId,
        outdoorDesignTenths,
        phase: 'declared',
        startsAt,
        endsAt,
        days,
        revision: fact.revision,
        versions: [versionOf(fact.data, fact, null)],
      };
    },
    SeasonAdvanced: (doc, fact) => changed(doc, fact, { startsAt: fact.data.startsAt, days: fact.data.days, reason: fact.data.reason }),
    SeasonExtended: (doc, fact) => changed(doc, fact, { endsAt: fact.data.endsAt, days: fact.data.days, reason: fact.data.reason }),
    SeasonStartedLate: (doc, fact) => {
      const next = doc && changed(doc, fact, { days: doc.days, reason: fact.data.reason });
      return next && { ...next, heatedFrom: fact.data.heatedFrom, daysLost: (next.daysLost ?? 0) + fact.data.daysLost };
    },
    SeasonEnded: (doc, fact) => {
      const { endsAt, days, daysLost } = fact.data;
      if (daysLost === undefined || !doc) return changed(doc, fact, { endsAt, days });
      // what was promised stays promised: rules and refunds count the season as declared
      const next = changed(doc, fact, { days: doc.days });
      return next && { ...next, stoppedAt: endsAt, daysLost: (doc.daysLost ?? 0) + daysLost };
    },
  },
  indexes: { 'by-area': ['area', 'startsAt'], 'by-start': ['startsAt'], 'by-phase': ['phase', 'startsAt'] },
};

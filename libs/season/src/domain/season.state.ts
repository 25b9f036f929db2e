import type { EvolveTable, Instant } from '@heatledger/kernel';
import type { SeasonEvent } from './season.events.js';

/** A season as its facts left it. */
export type Season =
  | { readonly phase: 'unknown' }
  | {
      readonly phase: 'declared' | 'ended';
      readonly seasonId: string;
      readonly name: string;
      readonly area: string;
      readonly packId: string;
      readonly startsAt: Instant;
      readonly endsAt: Instant;
      readonly days: number;
      /** When heating really began, where it began late. */
      readonly heatedFrom?: Instant;
      /** As first declared, to recognise a repeated declaration. */
      readonly declared: string;
    };

export type KnownSeason = Exclude<Season, { phase: 'unknown' }>;

export const initialSeason: Season = { phase: 'unknown' };

/** What makes two declarations the same. */
export const declarationOf = (d: { name: string; area: string; packId: string; startsAt: Instant; endsAt: Instant; outdoorDesignTenths?: number | undefined }): string =>
  [d.name, d.area, d.packId, d.startsAt, d.endsAt, d.outdoorDesignTenths ?? ''].join('|');

const changed = (season: Season, change: Partial<Omit<KnownSeason, 'seasonId'>>): Season =>
  season.phase === 'unknown' ? season : { ...season, ...change };

export const evolveSeason: EvolveTable<Season, SeasonEvent> = {
  SeasonDeclared: (_, { data }) => ({
    phase: 'declared',
    seasonId: data.seasonId,
    name: data.name,
    area: data.area,
    packId: data.packId,
    startsAt: data.startsAt,
    endsAt: data.endsAt,
    days: data.days,
    declared: declarationOf(data),
  }),
  SeasonAdvanced: (season, { data }) => changed(season, { startsAt: data.startsAt, days: data.days }),
  SeasonExtended: (season, { data }) => changed(season, { endsAt: data.endsAt, days: data.days }),
  SeasonStartedLate: (season, { data }) => changed(season, { heatedFrom: data.heatedFrom }),
  SeasonEnded: (season, { data }) => changed(season, { phase: 'ended', endsAt: data.endsAt, days: data.days }),
};

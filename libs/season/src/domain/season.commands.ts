import { command, type Instant, type Made } from '@heatledger/kernel';

export interface DeclareSeasonData {
  readonly seasonId: string;
  readonly name: string;
  readonly area: string;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  readonly packId: string;
  /** Heated days where the notice states them; else both ends are counted. */
  readonly days?: number | undefined;
  readonly document?: string | undefined;
  /** Outdoor design temperature of the place, tenths of °C. */
  readonly outdoorDesignTenths?: number | undefined;
}

export interface AdvanceSeasonData {
  readonly seasonId: string;
  readonly startsAt: Instant;
  readonly reason: string;
  readonly document?: string | undefined;
}

export interface ExtendSeasonData {
  readonly seasonId: string;
  readonly endsAt: Instant;
  readonly reason: string;
  readonly document?: string | undefined;
}

export interface EndSeasonData {
  readonly seasonId: string;
  readonly endsAt: Instant;
}

/** Announce a season for an area, with the pack that governs it. */
export const DeclareSeason = command<'DeclareSeason', DeclareSeasonData>('DeclareSeason', 'Announce a heating season for an area.');
export interface LateStartData {
  readonly seasonId: string;
  readonly heatedFrom: Instant;
  readonly reason: string;
}

/** Record that heating began later than declared. */
export const RecordLateStart = command<'RecordLateStart', LateStartData>('RecordLateStart', 'Record that heating began later than declared.');
/** Move the start forward; never back. */
export const AdvanceSeason = command<'AdvanceSeason', AdvanceSeasonData>('AdvanceSeason', 'Move the start of the season forward.');
/** Move the end back; never forward. */
export const ExtendSeason = command<'ExtendSeason', ExtendSeasonData>('ExtendSeason', 'Move the end of the season back.');
/** Record that heating stopped; before the declared end as the breach that it is. */
export const EndSeason = command<'EndSeason', EndSeasonData>('EndSeason', 'Record that the heating of the season stopped.');

/** Every command of a season. */
export const seasonCommands = [DeclareSeason, AdvanceSeason, ExtendSeason, RecordLateStart, EndSeason] as const;
export type SeasonCommand = Made<(typeof seasonCommands)[number]>;

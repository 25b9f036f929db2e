import type { Instant } from '@heatledger/kernel';
import { compareInstants, isAfter, isBefore, type SeasonFacts } from '@heatledger/vocabulary';
import type { SeasonCalendarDoc } from './season-calendar.projection.js';

/** How a season is looked up: in which area, and with what was recorded by when. */
export interface SeasonView {
  readonly area?: string | readonly string[] | undefined;
  /** Leave out what was recorded later than this. */
  readonly asOf?: Instant | undefined;
}

/** A season as decided by `at`, as declared where `at` comes before every decision, or nothing when it was not recorded by `asOf`. */
export const seasonKnownAt = (doc: SeasonCalendarDoc, at: Instant, { asOf }: SeasonView = {}): SeasonFacts | null => {
  const recorded = doc.versions.filter(({ recordedAt }) => !(asOf && isAfter(recordedAt, asOf)));
  const version = recorded.findLast((decided) => !isAfter(decided.at, at)) ?? recorded[0];
  if (!version) return null;
  const { startsAt, endsAt, days } = version;
  const { seasonId, name, area, packId, outdoorDesignTenths } = doc;
  return { seasonId, name, startsAt, endsAt, days, area, packId, ...(outdoorDesignTenths === null ? {} : { outdoorDesignTenths }) };
};

const known = (docs: readonly SeasonCalendarDoc[], at: Instant, view: SeasonView): readonly SeasonFacts[] =>
  docs
    .filter(({ area }) => view.area === undefined || [view.area].flat().includes(area))
    .map((doc) => seasonKnownAt(doc, at, view))
    .filter((season) => season !== null)
    .sort((a, b) => compareInstants(b.startsAt, a.startsAt));

/** A season as it stands now. */
export const seasonNow = ({ seasonId, name, area, packId, startsAt, endsAt, days }: SeasonCalendarDoc): SeasonFacts => ({
  ...{ seasonId, name, area, packId, startsAt, endsAt, days },
});

/** The season in which `at` lies, as decided by `at`; nothing between seasons. A season entered late is a season from its start. */
export const seasonAt = (docs: readonly SeasonCalendarDoc[], at: Instant, view: SeasonView = {}): SeasonFacts | null =>
  known(docs, at, view).find(({ startsAt, endsAt }) => !isBefore(at, startsAt) && !isAfter(at, endsAt)) ?? null;

/** The season in which `at` lies or the one that was heated last before it: whose pack and days refunds after the season go by. */
export const lastSeasonAt = (docs: readonly SeasonCalendarDoc[], at: Instant, view: SeasonView = {}): SeasonFacts | null =>
  known(docs, at, view).find(({ startsAt }) => !isBefore(at, startsAt)) ?? null;

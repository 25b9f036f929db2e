import { reject, type Decision, type Instant } from '@heatledger/kernel';
import { areaNamed, isAfter } from '@heatledger/vocabulary';
import type { SeasonWorld } from '../decisions/adopt-rule-pack.js';
import type { SeasonEvent } from '../season.events.js';
import type { SeasonRejection } from '../season.rejections.js';

interface Span {
  readonly seasonId: string;
  readonly area: string;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
}
type Answer = Decision<SeasonEvent, SeasonRejection>;

/** Once areas are registered a season is of one of them. */
export const refusalOfArea = (area: string, { areas = [] }: SeasonWorld): Answer | undefined =>
  areas.length === 0 || areaNamed(areas, area)
    ? undefined
    : reject('season/unknown-area', { field: 'area', value: area, allowed: areas.map(({ code, name }) => `${code} ${name}`).join(', ') });

/** Two seasons of one area never hold at once. */
export const refusalBeside = (span: Span, field: string, { areas = [], seasons = [] }: SeasonWorld): Answer | undefined => {
  const own = (area: string): string => areaNamed(areas, area)?.code ?? area;
  const other = seasons.find(
    ({ seasonId, area = '', startsAt, endsAt }) =>
      seasonId !== span.seasonId && own(area) === own(span.area) && !isAfter(startsAt, span.endsAt) && !isAfter(span.startsAt, endsAt),
  );
  if (!other) return undefined;
  const allowed = `outside of ${other.name}, ${other.startsAt}..${other.endsAt}`;
  return reject('season/overlap', { field, value: field === 'endsAt' ? span.endsAt : span.startsAt, allowed });
};

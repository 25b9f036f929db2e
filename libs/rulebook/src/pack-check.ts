import type { Band, BandEnd, RulePack } from './pack.js';
import { packShape } from './pack-shape.js';
import { isDay } from './refund-check.js';
import type { Ruled } from './rules.js';
import type { PackFault } from './shape.js';

export type { PackFault } from './shape.js';

const ordered = (bands: readonly Band[]): readonly Band[] => [...bands].sort((a, b) => (a.from?.tenths ?? -Infinity) - (b.from?.tenths ?? -Infinity));

const seamFault = (upper: BandEnd | undefined, lower: BandEnd | undefined, name: string): readonly PackFault[] => {
  if (!upper || !lower || upper.tenths > lower.tenths || (upper.tenths === lower.tenths && upper.included && lower.included)) return [{ field: `refund.bands[${name}]`, allowed: 'bands that do not overlap' }];
  if (upper.tenths < lower.tenths || (!upper.included && !lower.included)) return [{ field: `refund.bands[${name}]`, allowed: 'bands without a gap between them' }];
  return [];
};

const emptyFault = ({ name, from, to }: Band): readonly PackFault[] =>
  from && to && (from.tenths > to.tenths || (from.tenths === to.tenths && !(from.included && to.included))) ? [{ field: `refund.bands[${name}]`, allowed: 'a lower end below the upper end' }] : [];

const bandFaults = (bands: readonly Band[]): readonly PackFault[] => [
  ...bands.flatMap(emptyFault),
  ...ordered(bands).flatMap((band, index, all) => {
    const next = all[index + 1];
    return next ? seamFault(band.to, next.from, next.name) : [];
  }),
];

const scoringFaults = ({ scoring }: RulePack): readonly PackFault[] => {
  if (!scoring) return [];
  const sum = scoring.weights && Object.values(scoring.weights).reduce((total, weight) => total + weight, 0);
  const falling = scoring.grades.every(({ atLeast }, index) => atLeast < (scoring.grades[index - 1]?.atLeast ?? scoring.total + 1));
  return [
    ...(sum === undefined || sum === scoring.total ? [] : [{ field: 'scoring.weights', allowed: `weights that sum to ${scoring.total}, not ${sum}` }]),
    ...(falling && scoring.grades.at(-1)?.atLeast === 0 ? [] : [{ field: 'scoring.grades', allowed: 'grades from the best down to one that begins at 0' }]),
  ];
};

const hourFaults = ({ limits, measurement }: RulePack): readonly PackFault[] => [
  ...limits.flatMap(({ calendar, clock }) => (typeof calendar === 'object' && calendar.fromHour >= calendar.toHour ? [{ field: `limits[${clock}].calendar.toHour`, allowed: `after ${calendar.fromHour}` }] : [])),
  ...(measurement?.forbiddenHours ?? []).flatMap(({ from, to }) => (from >= to ? [{ field: 'measurement.forbiddenHours.to', allowed: `after ${from}` }] : [])),
  ...(measurement && measurement.heightCentimetres.from > measurement.heightCentimetres.to ? [{ field: 'measurement.heightCentimetres.to', allowed: `not below ${measurement.heightCentimetres.from}` }] : []),
];

const payByFaults = ({ refund }: RulePack): readonly PackFault[] => {
  const { term, daysWhenPast } = refund?.payBy ?? {};
  if (!term) return [];
  const { monthDay } = term as { readonly monthDay?: string };
  return [
    ...(Object.keys(term).length === 1 ? [] : [{ field: 'refund.payBy.term', allowed: 'one of monthDay, monthsAfterSeason, daysAfterApproval' }]),
    ...(monthDay === undefined || isDay(`2025-${monthDay}`) ? [] : [{ field: 'refund.payBy.term.monthDay', allowed: 'a day that every year has' }]),
    ...('daysAfterApproval' in term || daysWhenPast !== undefined ? [] : [{ field: 'refund.payBy.daysWhenPast', allowed: 'must be given where the term ends on a day of the calendar' }]),
  ];
};

const senseFaults = (pack: RulePack): readonly PackFault[] => [
  ...(pack.effectiveTo !== undefined && pack.effectiveTo < pack.effectiveFrom ? [{ field: 'effectiveTo', allowed: `a day not before ${pack.effectiveFrom}` }] : []),
  ...(pack.parent === pack.id ? [{ field: 'parent', allowed: 'another pack' }] : []),
  ...(pack.refund ? bandFaults(pack.refund.bands) : []),
  ...(pack.refund?.countFrom === 'end-of-grace' && pack.refund.graceHours === undefined ? [{ field: 'refund.graceHours', allowed: 'must be given where days count from the end of the grace' }] : []),
  ...payByFaults(pack),
  ...hourFaults(pack),
  ...scoringFaults(pack),
];

/** Everything wrong with a pack, each fault naming its field; empty for one that may be loaded. Form first, sense after. */
export const faultsIn = (pack: RulePack): readonly PackFault[] => {
  const faults = packShape('', pack);
  return faults.length > 0 ? faults : senseFaults(pack);
};

const refused = (faults: readonly PackFault[]): Ruled<never> => ({
  ok: false,
  code: 'rulebook/bad-pack',
  detail: { field: faults.map(({ field }) => field).join('; '), value: null, allowed: faults.map(({ field, allowed }) => `${field}: ${allowed}`).join('; ') },
});

/** Reads a pack from data; refused with every faulty field named. */
export const packFrom = (data: unknown): Ruled<RulePack> => {
  const faults = packShape('', data);
  if (faults.length > 0) return refused(faults);
  const pack = data as RulePack;
  const senseless = senseFaults(pack);
  return senseless.length > 0 ? refused(senseless) : { ok: true, value: pack };
};

/** What is wrong with packs side by side: two versions of one pack that hold on the same day. */
export const faultsAmong = (packs: readonly RulePack[]): readonly PackFault[] =>
  packs.flatMap((pack, index) =>
    packs
      .slice(index + 1)
      .filter(({ id, effectiveFrom, effectiveTo }) => id === pack.id && effectiveFrom <= (pack.effectiveTo ?? '9999') && pack.effectiveFrom <= (effectiveTo ?? '9999'))
      .map(({ version }) => ({ field: `${pack.id}@${version}.effectiveFrom`, allowed: `after ${pack.effectiveTo ?? 'an effectiveTo'} of ${pack.id}@${pack.version}` })),
  );

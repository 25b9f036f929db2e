import type { Band, BandEnd, RulePack } from './pack.js';

/** What is wrong with a pack: the field, and what is allowed there. */
export interface PackFault {
  readonly field: string;
  readonly allowed: string;
}

const ordered = (bands: readonly Band[]): readonly Band[] => [...bands].sort((a, b) => (a.from?.tenths ?? -Infinity) - (b.from?.tenths ?? -Infinity));

const seamFault = (upper: BandEnd | undefined, lower: BandEnd | undefined, name: string): readonly PackFault[] => {
  if (!upper || !lower || upper.tenths > lower.tenths || (upper.tenths === lower.tenths && upper.included && lower.included)) return [{ field: `refund.bands[${name}]`, allowed: 'bands that do not overlap' }];
  if (upper.tenths < lower.tenths || (!upper.included && !lower.included)) return [{ field: `refund.bands[${name}]`, allowed: 'bands without a gap between them' }];
  return [];
};

const bandFaults = (bands: readonly Band[]): readonly PackFault[] => [
  ...(bands.length === 0 ? [{ field: 'refund.bands', allowed: 'at least one band' }] : []),
  ...bands.filter(({ percent }) => !Number.isInteger(percent) || percent < 0 || percent > 100).map(({ name }) => ({ field: `refund.bands[${name}].percent`, allowed: '0–100' })),
  ...ordered(bands).flatMap((band, index, all) => {
    const next = all[index + 1];
    return next ? seamFault(band.to, next.from, next.name) : [];
  }),
];

const day = /^\d{4}-\d{2}-\d{2}$/;

/** Everything wrong with a pack, each fault naming its field; empty for one that may be loaded. */
export const faultsIn = (pack: RulePack): readonly PackFault[] => [
  ...(/^[a-z][a-z0-9-]*$/.test(pack.id) ? [] : [{ field: 'id', allowed: 'pinyin in small letters' }]),
  ...(day.test(pack.effectiveFrom) ? [] : [{ field: 'effectiveFrom', allowed: 'a day, 2026-01-05' }]),
  ...(pack.effectiveTo === undefined || (day.test(pack.effectiveTo) && pack.effectiveTo >= pack.effectiveFrom) ? [] : [{ field: 'effectiveTo', allowed: `a day not before ${pack.effectiveFrom}` }]),
  ...pack.limits.filter(({ minutes }) => !Number.isInteger(minutes) || minutes < 1).map(({ clock }) => ({ field: `limits[${clock}].minutes`, allowed: 'whole minutes, 1 or more' })),
  ...(pack.refund ? bandFaults(pack.refund.bands) : []),
];

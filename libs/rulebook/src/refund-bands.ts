import type { Bilingual } from '@heatledger/kernel';
import type { Band, MeasurementRule, RefundRule, RulePack } from './pack.js';
import { missing, refuse } from './refusals.js';
import { countedSpan, daysOf, failingDays } from './refund-days.js';
import { bandTold } from './band-text.js';
import { celsius } from './refund-trace.js';
import { lineage, zoneOf } from './registry.js';
import type { RefundCase, RefundReading, Ruled, RulesInForce } from './rules.js';

/** A band and the days that fall in it. */
export interface BandDays {
  readonly band: Pick<Band, 'name' | 'percent'>;
  readonly days: number;
  /** Which days, where it is known. */
  readonly on: readonly string[];
}

/** What the days of a case are paid at, and why. */
export interface Banded {
  readonly rows: readonly BandDays[];
  readonly why: readonly Bilingual[];
}

/** Whether a band holds a value, each end as stated. */
export const isInBand = ({ from, to }: Band, tenths: number): boolean =>
  (from === undefined || tenths > from.tenths || (from.included && tenths === from.tenths)) && (to === undefined || tenths < to.tenths || (to.included && tenths === to.tenths));

/** The band of a reading; none when it reaches the agreed temperature or lies outside every band. */
export const bandFor = ({ bands, scale }: RefundRule, measured: number, agreed: number): Band | undefined =>
  measured >= agreed ? undefined : bands.find((band) => isInBand(band, scale === 'measured' ? measured : agreed - measured));

const mildest = ({ bands }: RefundRule): Band | undefined => [...bands].sort((a, b) => a.percent - b.percent)[0];

/** Why a temperature falls where it does. */
export const bandLine = (measured: number, agreed: number, { scale }: RefundRule, band: Pick<Band, 'name' | 'percent'> | undefined): Bilingual => {
  const short = scale === 'measured' ? '' : `，低于约定 ${celsius(agreed)} ℃ 计 ${celsius(agreed - measured)} ℃`;
  const shortEn = scale === 'measured' ? '' : `, ${celsius(agreed - measured)} °C short of the agreed ${celsius(agreed)} °C,`;
  if (!band) return { zh: `实测 ${celsius(measured)} ℃，不在任何退费档内。`, en: `${celsius(measured)} °C measured falls in no band.` };
  return { zh: `实测 ${celsius(measured)} ℃${short}，属“${bandTold(band.name).zh}”档，按日热费 ${band.percent}%。`, en: `${celsius(measured)} °C measured${shortEn} falls in the band ${bandTold(band.name).en}: ${band.percent} % of the day's fee.` };
};

const isFailing = (agreed: number, { measuredTenths }: RefundReading): boolean => measuredTenths !== undefined && measuredTenths < agreed;

/** A third-party result stands in place of what the parties measured until its day; under a lowest-at-retest rule the lowest reading stands for all. */
const governing = (readings: readonly RefundReading[], agreed: number, lowest: boolean): { readonly readings: readonly RefundReading[]; readonly why: readonly Bilingual[] } => {
  const third = readings.findLast(({ by, measuredTenths }) => by === 'third-party' && measuredTenths !== undefined);
  const kept = third ? readings.filter((row) => row === third || row.on > third.on || row.outcome !== undefined) : readings;
  const why = third ? [{ zh: `以第三方检测结果（${third.on}）为准，取代此前双方实测。`, en: `The third-party result of ${third.on} stands in place of what the parties had measured.` }] : [];
  if (!lowest || !kept.some((row) => row.by === 'retest' && isFailing(agreed, row))) return { readings: kept, why };
  const least = Math.min(...kept.filter((row) => isFailing(agreed, row)).map(({ measuredTenths = Infinity }) => measuredTenths));
  const low = kept.map((row) => (row.measuredTenths === undefined ? row : { ...row, measuredTenths: least }));
  return { readings: low, why: [...why, { zh: `复测仍不达标，以最低实测 ${celsius(least)} ℃ 为准。`, en: `Still failing at the retest: the lowest reading, ${celsius(least)} °C, governs.` }] };
};

type DayBand = Ruled<{ readonly band: Band | undefined; readonly why: Bilingual }>;

const deemedBand = (pack: RulePack, rule: RefundRule, procedure: MeasurementRule | undefined, { on, outcome }: RefundReading, measured: Band | undefined, agreed: number): DayBand => {
  if (outcome === 'user-refused') {
    if (!procedure?.userRefusal) return missing(pack, 'measurement.userRefusal');
    return { ok: true, value: { band: undefined, why: { zh: `${on} 用户无故拒绝测温或签字，当日视为达标。`, en: `${on}: the user refused the test or the signature: the day is deemed qualified.` } } };
  }
  if (!procedure?.companyFailure) return missing(pack, 'measurement.companyFailure');
  const { tenths } = procedure.companyFailure;
  const band = tenths === undefined ? (measured ?? mildest(rule)) : bandFor(rule, tenths, agreed);
  return { ok: true, value: { band, why: { zh: `${on} 供热单位未到场、拒测或未签字，当日视为不达标，属“${bandTold(band?.name ?? '').zh}”档。`, en: `${on}: the company did not come, test or sign: the day is deemed failing, ${bandTold(band?.name ?? '').en}.` } } };
};

/** Which reading stands for a day: the last on or before it, else the first after. A pass on the last day ends the case, and that day still counts. */
const readingOn = (readings: readonly RefundReading[], day: string, last: string, agreed: number): RefundReading | undefined => {
  const measured = readings.filter((row) => row.measuredTenths !== undefined && !(row.on === last && readings.length > 1 && !isFailing(agreed, row)));
  return measured.findLast(({ on }) => on <= day) ?? measured[0];
};

const dayBand = (pack: RulePack, rule: RefundRule, procedure: MeasurementRule | undefined, readings: readonly RefundReading[], day: string, last: string, agreed: number): DayBand => {
  const deemed = readings.find(({ on, outcome }) => on === day && outcome !== undefined);
  const reading = readingOn(readings, day, last, agreed);
  const measured = reading?.measuredTenths;
  const band = measured === undefined ? undefined : bandFor(rule, measured, agreed);
  if (deemed) return deemedBand(pack, rule, procedure, deemed, band, agreed);
  if (reading === undefined || measured === undefined) return refuse('readings', day, 'a temperature for the days between from and to');
  const line = bandLine(measured, agreed, rule, band);
  return { ok: true, value: { band, why: { zh: `${reading.on} 起：${line.zh}`, en: `From ${reading.on}: ${line.en}` } } };
};

const withReadings = (rules: RulesInForce, rule: RefundRule, refundCase: RefundCase, agreed: number): Ruled<Banded> => {
  const { pack } = rules;
  const procedure = lineage(rules, refundCase.from).find(({ measurement }) => measurement !== undefined)?.measurement;
  const sorted = [...(refundCase.readings ?? [])].sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
  const { readings, why } = governing(sorted, agreed, procedure?.retest === 'lowest');
  const span = countedSpan(rule, refundCase, zoneOf(rules, pack));
  const [rows, lines] = [new Map<string, BandDays>(), new Map<string, Bilingual>(why.map((line) => [line.en, line]))];
  for (const day of daysOf(span).slice(0, refundCase.seasonDays)) {
    const found = dayBand(pack, rule, procedure, readings, day, span[1], agreed);
    if (!found.ok) return found;
    const { band, why: line } = found.value;
    lines.set(line.en, line);
    if (band) rows.set(band.name, { band, days: (rows.get(band.name)?.days ?? 0) + 1, on: [...(rows.get(band.name)?.on ?? []), day] });
  }
  return { ok: true, value: { rows: [...rows.values()], why: [...lines.values()] } };
};

/** The bands that the days of a case fall in: one for all of them, or day by day where readings are given. */
export const bandedDays = (rules: RulesInForce, rule: RefundRule, refundCase: RefundCase, agreed: number): Ruled<Banded> => {
  if (refundCase.readings !== undefined) return withReadings(rules, rule, refundCase, agreed);
  const { measuredTenths: measured, days: stated } = refundCase;
  const zone = zoneOf(rules, rules.pack);
  if (measured === undefined) return refuse('measuredTenths', null, 'the measured room temperature in tenths of °C');
  const band = bandFor(rule, measured, agreed);
  const line = bandLine(measured, agreed, rule, band);
  const days = failingDays(rule, refundCase, zone);
  const [first, last] = refundCase.from === undefined ? ['', ''] : countedSpan(rule, refundCase, zone);
  const counted = stated === undefined ? { zh: `计 ${days} 天（${first} 至 ${last}，首尾均计）。`, en: `${days} days count (${first} to ${last}, both ends included).` } : { zh: `经办人核定 ${days} 天。`, en: `${days} days, as the officer stated.` };
  const on = first === '' || last === '' ? [] : daysOf([first, last]).slice(0, days);
  return { ok: true, value: { rows: band ? [{ band, days, on }] : [], why: [line, counted] } };
};

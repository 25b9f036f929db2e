import type { RuleRef } from '@heatledger/kernel';
import { isBefore, isInstant, keysIn, millis, plusMinutesIn } from '@heatledger/vocabulary';
import { incidentGrades, type ColdWarningRule, type IncidentGrade, type IncidentMeasure } from './conduct-rules.js';
import { citing } from './deadlines.js';
import { kpiNames, type KpiName } from './kpi-names.js';
import { giving } from './money.js';
import { missing, refuse } from './refusals.js';
import { lineage, zoneOf } from './registry.js';
import type { Ruled, RulesInForce } from './rules.js';

const HOUR = 60;

/** Whether and until when a planned stop must be announced. */
export interface StopNotice {
  /** Latest instant of the notice; null where none is demanded. */
  readonly noticeBy: string | null;
  readonly rule: RuleRef;
}

/** The latest notice of a planned stop: so many days before it begins, where it lasts long enough to need one. */
export const plannedStopNotice = (rules: RulesInForce, { from, to }: { readonly from: string; readonly to: string }): Ruled<StopNotice> => {
  if (!isInstant(from)) return refuse('from', from, 'an instant with offset');
  if (!isInstant(to) || isBefore(to, from)) return refuse('to', to, `an instant not before ${from}`);
  const found = giving(rules, 'plannedStop', from);
  if (!found) return missing(rules.pack, 'plannedStop');
  const { noticeDays, overHours, source } = found.value;
  const needed = overHours === undefined || millis(to) - millis(from) > overHours * HOUR * 60_000;
  return { ok: true, value: { noticeBy: needed ? plusMinutesIn(zoneOf(rules, found.pack), from, -noticeDays * 24 * HOUR) : null, rule: citing(found.pack, source) } };
};

/** From when on an outage must be announced and reported. */
export const outageReportFrom = (rules: RulesInForce, startedAt: string): Ruled<{ readonly at: string; readonly rule: RuleRef }> => {
  if (!isInstant(startedAt)) return refuse('startedAt', startedAt, 'an instant with offset');
  const found = giving(rules, 'outageNotice', startedAt);
  return found ? { ok: true, value: { at: plusMinutesIn(zoneOf(rules, found.pack), startedAt, found.value.fromHours * HOUR), rule: citing(found.pack, found.value.source) } } : missing(rules.pack, 'outageNotice');
};

/** The grade of an incident and the inputs that made it. */
export interface GradedIncident {
  readonly grade: IncidentGrade;
  readonly by: readonly { readonly measure: IncidentMeasure; readonly value: number; readonly grade: IncidentGrade; readonly rule: RuleRef }[];
}

const gradeOf = (atLeast: Readonly<Partial<Record<IncidentGrade, number>>>, value: number): IncidentGrade => incidentGrades.find((grade) => value >= (atLeast[grade] ?? Infinity)) ?? 'IV';

/** The gravest grade over all that is known of an incident; a measure for which no pack has a table is refused, never guessed. */
export const gradeIncident = (rules: RulesInForce, known: Readonly<Partial<Record<IncidentMeasure, number>>>, at?: string): Ruled<GradedIncident> => {
  const found = giving(rules, 'incidents', at);
  const by: GradedIncident['by'][number][] = [];
  for (const [name, value] of Object.entries(known)) {
    const rule = found?.value.find(({ measure }) => measure === name);
    if (!found || !rule) return missing(rules.pack, `incidents.${name}`);
    if (!Number.isSafeInteger(value) || value < 0) return refuse(name, value, 'a whole number, 0 or more');
    by.push({ measure: rule.measure, value, grade: gradeOf(rule.atLeast, value), rule: citing(found.pack, rule.source) });
  }
  if (by.length === 0) return refuse('measure', null, 'at least one figure');
  return { ok: true, value: { grade: incidentGrades.find((grade) => by.some((row) => row.grade === grade)) ?? 'IV', by } };
};

/** The warning colour of a forecast, or none. */
export const coldWarning = (rules: RulesInForce, forecastTenths: number, on?: string): Ruled<{ readonly colour: ColdWarningRule['colours'][number]['colour'] | null; readonly rule: RuleRef }> => {
  const found = giving(rules, 'coldWarning', on);
  if (!found) return missing(rules.pack, 'coldWarning');
  if (!Number.isSafeInteger(forecastTenths)) return refuse('forecastTenths', forecastTenths, 'whole tenths of °C');
  const colour = found.value.colours.findLast(({ atMostTenths }) => forecastTenths <= atMostTenths)?.colour ?? null;
  return { ok: true, value: { colour, rule: citing(found.pack, found.value.source) } };
};

/** A rate against its target; `met` is null while nothing is counted. */
export interface KpiVerdict {
  readonly met: boolean | null;
  readonly permille: number;
  readonly sense: 'at-least' | 'at-most';
  readonly rule: RuleRef;
}

/** Whether two counts reach a target, exactly, without rounding a rate first. */
export const kpiVerdict = (rules: RulesInForce, kpi: KpiName, numerator: number, denominator: number, on?: string): Ruled<KpiVerdict> => {
  if (!keysIn(kpiNames).includes(kpi)) return refuse('kpi', kpi, keysIn(kpiNames).join(', '));
  if (!Number.isSafeInteger(numerator) || numerator < 0) return refuse('numerator', numerator, 'a count, 0 or more');
  if (!Number.isSafeInteger(denominator) || denominator < 0) return refuse('denominator', denominator, 'a count, 0 or more');
  const giver = lineage(rules, on).find(({ kpis = [] }) => kpis.some((row) => row.kpi === kpi));
  const target = giver?.kpis?.find((row) => row.kpi === kpi);
  if (!giver || !target) return missing(rules.pack, `kpis.${kpi}`);
  const [have, need] = [BigInt(numerator) * 1000n, BigInt(denominator) * BigInt(target.permille)];
  const met = denominator === 0 ? null : target.sense === 'at-least' ? have >= need : have <= need;
  return { ok: true, value: { met, permille: target.permille, sense: target.sense, rule: citing(giver, target.source) } };
};

/** The span that a rate is defined by. */
export interface KpiSpan {
  readonly minutes: number;
  readonly rule: RuleRef;
}

/** Within which span something must happen to count in a rate, in the version of that day. */
export const kpiSpan = (rules: RulesInForce, kpi: KpiName, on?: string): Ruled<KpiSpan> => {
  const giver = lineage(rules, on).find(({ kpiLimits = [] }) => kpiLimits.some((row) => row.kpi === kpi));
  const limit = giver?.kpiLimits?.find((row) => row.kpi === kpi);
  return giver && limit ? { ok: true, value: { minutes: limit.minutes, rule: citing(giver, limit.source) } } : missing(rules.pack, `kpiLimits.${kpi}`);
};

import type { Bilingual, RuleRef } from '@heatledger/kernel';
import { dayIn, hourIn, inZone, isInstant } from '@heatledger/vocabulary';
import { ruleOf } from './deadlines.js';
import type { MeasurementRule } from './pack.js';
import { missing, refuse } from './refusals.js';
import { zoneOf } from './registry.js';
import type { Average, Ruled, RulesInForce, SlotReading } from './rules.js';

/** An average with the pack under which it counts; `roomTenths` is it rounded down to the tenth, which never moves it over a whole tenth such as a threshold or the lower end of a band. */
export interface Averaged extends Average {
  readonly roomTenths: number;
  readonly rule: RuleRef;
}

type Hours = { readonly from: number; readonly to: number };

/** Whether an instant lies in local hours, the first included, the last excluded. */
export const isWithinHours = ({ from, to }: Hours, at: string, zone: string): boolean => {
  const hour = hourIn(zone, at);
  return hour >= from && hour < to;
};

const isForbidden = ({ forbiddenHours = [] }: MeasurementRule, at: string, zone: string): boolean => forbiddenHours.some((span) => isWithinHours(span, at, zone));

const areConsecutive = (days: readonly string[]): boolean =>
  days.every((day, index) => index === 0 || Date.parse(day) - Date.parse(days[index - 1] ?? '') === 86_400_000);

/** The average of some slots, exact; at least one slot. */
export const averageOf = (slots: readonly SlotReading[]): Average & { readonly roomTenths: number } => {
  const sumTenths = slots.reduce((sum, { roomTenths }) => sum + roomTenths, 0);
  return { sumTenths, count: slots.length, roomTenths: Math.floor(sumTenths / slots.length) };
};

/** What no slot can be, naming it by its place in `field`. */
export const slotFault = (field: string, slots: readonly SlotReading[]): Ruled<never> | null => {
  if (slots.length === 0) return refuse(field, 0, 'at least one slot');
  for (const [index, { at, roomTenths }] of slots.entries()) {
    if (!isInstant(at)) return refuse(`${field}[${index}].at`, at, 'an instant with offset');
    if (!Number.isSafeInteger(roomTenths) || roomTenths < -400 || roomTenths > 600)
      return refuse(`${field}[${index}].roomTenths`, roomTenths, 'whole tenths of °C, -400…600');
  }
  return null;
};

interface Gap {
  readonly field: string;
  readonly value: unknown;
  readonly allowed: string;
  readonly say: Bilingual;
}

/** Where a series departs from the procedure: a forbidden hour, too few or scattered days, a day with too few or too many slots. */
const gapIn = (rule: MeasurementRule, field: string, slots: readonly SlotReading[], zone: string): Gap | null => {
  const { days, slots: aDay } = rule.averaging ?? { days: 1, slots: 1 };
  const forbidden = slots.findIndex(({ at }) => isForbidden(rule, at, zone));
  if (forbidden >= 0) {
    const at = slots[forbidden]?.at ?? '';
    return {
      field: `${field}[${forbidden}].at`,
      value: at,
      allowed: 'an hour in which readings count',
      say: { zh: `${inZone(zone, at)} 不在可计测温的时段`, en: `${inZone(zone, at)} is no hour in which readings count` },
    };
  }
  const byDay = [...new Set(slots.map(({ at }) => dayIn(zone, at)))].sort();
  if (byDay.length !== days || !areConsecutive(byDay))
    return {
      field,
      value: byDay.join(', '),
      allowed: `${days} consecutive days`,
      say: { zh: `测温日为 ${byDay.join('、')}，应为连续 ${days} 日`, en: `read on ${byDay.join(', ')}, ${days} consecutive days are needed` },
    };
  const uneven = byDay.find((day) => slots.filter(({ at }) => dayIn(zone, at) === day).length !== aDay);
  if (uneven === undefined) return null;
  return {
    field,
    value: uneven,
    allowed: `${aDay} readings on every day`,
    say: { zh: `${uneven} 的测温次数不是 ${aDay} 次`, en: `${uneven} has not ${aDay} readings` },
  };
};

/** Why a reading does not count under a rule by which an average counts: it is a single one, or its series departs from the procedure. */
export const seriesFlaws = (rule: MeasurementRule, slots: readonly SlotReading[] | undefined, zone: string): readonly Bilingual[] => {
  if (!rule.averaging) return [];
  const { days, slots: aDay } = rule.averaging;
  if (slots === undefined)
    return [
      {
        zh: `须连续 ${days} 日、每日 ${aDay} 次测温取平均，单次测温不作判定`,
        en: `the average of ${aDay} readings on each of ${days} consecutive days counts, a single reading gives no verdict`,
      },
    ];
  const gap = gapIn(rule, 'slots', slots, zone);
  return gap ? [gap.say] : [];
};

/** The average that counts where the pack demands so many slots on so many consecutive days (滨州: 2 on 3 days, 06:00–21:00). */
export const averaged = (rules: RulesInForce, readings: readonly SlotReading[]): Ruled<Averaged> => {
  const { pack } = rules;
  const { measurement } = pack;
  if (!measurement?.averaging) return missing(pack, 'measurement.averaging');
  const fault = slotFault('readings', readings);
  if (fault) return fault;
  const gap = gapIn(measurement, 'readings', readings, zoneOf(rules, pack));
  if (gap) return refuse(gap.field, gap.value, gap.allowed);
  return { ok: true, value: { ...averageOf(readings), rule: ruleOf(pack, `${measurement.source.text} [${measurement.source.mark}]`) } };
};

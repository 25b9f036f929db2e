import type { Bilingual, Instant, RuleRef } from '@heatledger/kernel';
import { dayIn, endOfDayIn, instantIn, isAfter, millis, plusMinutesIn, spokenIn } from '@heatledger/vocabulary';
import { citing } from './deadlines.js';
import type { PayByRule, PayTerm } from './pack.js';
import { missing } from './refusals.js';
import { lineage, zoneOf } from './registry.js';
import type { Ruled, RulesInForce } from './rules.js';

/** An approved sum whose pay-out term is asked for. */
export interface Approval {
  readonly approvedAt: Instant;
  /** The instant whose season the sum belongs to, such as the first failing one; absent for a sum of no season, which no term of a season fits. */
  readonly basisAt?: Instant;
}

/** Until when an approved sum must be paid: the last instant in time, the rule, and why this one. */
export interface PayOut {
  readonly due: Instant;
  readonly rule: RuleRef;
  readonly why: readonly Bilingual[];
}

const DAY = 1440;

/** The last heated day of the season declared, where none is that of the pack's usual season; an end at midnight belongs to the day before. */
const lastHeatedDay = ({ season, pack: { usualSeason } }: RulesInForce, basisAt: Instant, zone: string): string | undefined => {
  if (season) return dayIn(zone, instantIn(zone, millis(season.endsAt) - 1));
  const day = dayIn(zone, basisAt);
  return usualSeason && `${Number(day.slice(0, 4)) + (day.slice(5) > usualSeason.to ? 1 : 0)}-${usualSeason.to}`;
};

/** The same day so many months on; the last of the month where that month is shorter. */
const monthsOn = (day: string, months: number): string => {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + months, 0));
  return `${last.toISOString().slice(0, 8)}${String(Math.min(date, last.getUTCDate())).padStart(2, '0')}`;
};

const dueUnder = (term: PayTerm, rules: RulesInForce, { approvedAt, basisAt }: Approval, zone: string): Instant | undefined => {
  if ('daysAfterApproval' in term) return plusMinutesIn(zone, approvedAt, term.daysAfterApproval * DAY);
  const last = basisAt === undefined ? undefined : lastHeatedDay(rules, basisAt, zone);
  if (last === undefined) return undefined;
  return endOfDayIn(zone, 'monthDay' in term ? `${last.slice(0, 4)}-${term.monthDay}` : monthsOn(last, term.monthsAfterSeason));
};

const pastLine = (due: string, days: number): Bilingual => ({
  zh: `期限 ${due} 在批准时已过，自批准起 ${days} 天内付清。`,
  en: `The term, ${due}, was past at the approval: to be paid within ${days} days of it.`,
});

/** Due in the zone that counts, told in the company's. */
const settled = ({ say, daysWhenPast }: PayByRule, due: Instant, approvedAt: Instant, [counts, tells]: readonly [string, string]): Pick<PayOut, 'due' | 'why'> => {
  const written = { zh: `支付期限：${say.zh}。`, en: `To be paid ${say.en}.` };
  if (!isAfter(approvedAt, due) || daysWhenPast === undefined) return { due, why: [written] };
  return { due: plusMinutesIn(counts, approvedAt, daysWhenPast * DAY), why: [written, pastLine(spokenIn(tells, due), daysWhenPast)] };
};

/** Until when an approved sum must be paid, by the nearest pack of the line whose term can be told: a term of the season needs the sum's season. */
export const payOut = (rules: RulesInForce, approval: Approval): Ruled<PayOut> => {
  const { pack } = rules;
  for (const giver of lineage(rules, approval.basisAt ?? approval.approvedAt)) {
    const rule = giver.refund?.payBy;
    const zone = zoneOf(rules, giver);
    const due = rule?.term && dueUnder(rule.term, rules, approval, zone);
    if (!rule || due === undefined) continue;
    const own =
      giver.id === pack.id
        ? []
        : [
            {
              zh: `${pack.name.zh}未规定或不适用，取自规则包 ${giver.id}。`,
              en: `${pack.name.en} gives no term for this; the pack ${giver.id} answers.`,
            },
          ];
    const { why, ...rest } = settled(rule, due, approval.approvedAt, [zone, zoneOf(rules)]);
    return { ok: true, value: { ...rest, rule: citing(giver, rule.source, 'pay-out'), why: [...why, ...own] } };
  }
  return missing(pack, 'refund.payBy.term');
};

import type { Bilingual } from '@heatledger/kernel';
import { citing } from './deadlines.js';
import type { RulePack } from './pack.js';
import { missing, refuse } from './refusals.js';
import { isDay } from './refund-check.js';
import { daysInclusive } from './refund-days.js';
import { yuan } from './refund-trace.js';
import { lineage } from './registry.js';
import { roundedHalfUp } from './rounding.js';
import type { Factor, Ruled, RulesInForce } from './rules.js';
import type { RuleRef } from '@heatledger/kernel';

/** A sum with everything that explains it. */
export interface Sum {
  readonly fen: number;
  readonly factors: readonly Factor[];
  readonly trace: readonly Bilingual[];
  readonly rule: RuleRef;
}

/** The nearest pack of the line that gives a rule, and a line that says so where it is not the pack itself. */
export const giving = <K extends keyof RulePack>(rules: Pick<RulesInForce, 'pack' | 'zone'>, rule: K, date?: string): { readonly pack: RulePack; readonly value: NonNullable<RulePack[K]>; readonly notes: readonly Bilingual[] } | undefined => {
  const { pack } = rules;
  for (const candidate of lineage(rules, date)) {
    const value = candidate[rule];
    if (value !== undefined && value !== null) {
      const notes = candidate.id === pack.id ? [] : [{ zh: `${pack.name.zh}未规定，取自规则包 ${candidate.id}。`, en: `${pack.name.en} gives no such rule; the pack ${candidate.id} answers.` }];
      return { pack: candidate, value, notes };
    }
  }
  return undefined;
};

/** A sum paid after its day. */
export interface LatePayment {
  readonly owedFen: number;
  /** Last day on which it was in time. */
  readonly dueOn: string;
  readonly paidOn: string;
  /** Season fee, which a cap is a share of. */
  readonly seasonFeeFen?: number;
  /** The contract's rate, where the pack only sets a ceiling. */
  readonly permillePerDay?: number;
}

const isFen = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;

const lateFault = ({ owedFen, dueOn, paidOn, seasonFeeFen }: LatePayment): Ruled<never> | null => {
  if (!isFen(owedFen)) return refuse('owedFen', owedFen, 'a whole number of fen, 0 or more');
  if (!isDay(dueOn)) return refuse('dueOn', dueOn, 'a day, 2026-01-05');
  if (!isDay(paidOn)) return refuse('paidOn', paidOn, 'a day, 2026-01-05');
  return seasonFeeFen === undefined || isFen(seasonFeeFen) ? null : refuse('seasonFeeFen', seasonFeeFen, 'a whole number of fen, 0 or more');
};

const late = (rules: RulesInForce, payment: LatePayment, capped: boolean): Ruled<Sum> => {
  const fault = lateFault(payment);
  if (fault) return fault;
  const found = giving(rules, 'lateFee', payment.dueOn);
  if (!found) return missing(rules.pack, 'lateFee');
  const { permillePerDay: most, isCeiling, capPercent } = found.value;
  const permille = isCeiling ? payment.permillePerDay : most;
  if (permille === undefined) return refuse('permillePerDay', null, `the contract's rate, at most ${most} ‰ a day: the pack only sets a ceiling`);
  if (!Number.isSafeInteger(permille) || permille < 0 || permille > most) return refuse('permillePerDay', permille, `0–${most} ‰ a day`);
  const { owedFen, dueOn, paidOn, seasonFeeFen } = payment;
  const days = Math.max(0, daysInclusive(dueOn, paidOn) - 1);
  const factors = [{ name: 'owedFen', numerator: owedFen, denominator: 1 }, { name: 'rate', numerator: permille, denominator: 1000 }, { name: 'days', numerator: days, denominator: 1 }];
  const plain = roundedHalfUp(BigInt(owedFen) * BigInt(permille) * BigInt(days), 1000n);
  if (capped && capPercent !== undefined && seasonFeeFen === undefined) return refuse('seasonFeeFen', null, `the season fee in fen: the late fee is capped at ${capPercent} % of it`);
  const cap = capped && capPercent !== undefined ? roundedHalfUp(BigInt(seasonFeeFen ?? 0) * BigInt(capPercent), 100n) : Infinity;
  const fen = Math.min(plain, cap);
  const trace = [
    { zh: `${yuan(owedFen)} × ${permille}‰ × ${days} 天 = ${yuan(plain)} 元。`, en: `${yuan(owedFen)} × ${permille} ‰ × ${days} days = ${yuan(plain)} yuan.` },
    ...(fen < plain ? [{ zh: `以采暖季热费的 ${capPercent}% 为限：${yuan(fen)} 元。`, en: `Capped at ${capPercent} % of the season fee: ${yuan(fen)} yuan.` }] : []),
    ...found.notes,
  ];
  return { ok: true, value: { fen, factors, trace, rule: citing(found.pack, found.value.source) } };
};

/** What a user owes for paying late: from the day after the due day to the day of payment, never beyond the cap. */
export const lateFee = (rules: RulesInForce, payment: LatePayment): Ruled<Sum> => late(rules, payment, true);

/** What the company owes for refunding late, at the rate of late payment, where the pack demands it (菏泽 §46). */
export const lateRefundPenalty = (rules: RulesInForce, payment: Omit<LatePayment, 'seasonFeeFen'>): Ruled<Sum> => {
  if (rules.pack.refund?.lateRefundPenalty !== true) return missing(rules.pack, 'refund.lateRefundPenalty');
  return late(rules, payment, false);
};

/** A user's wish to have no heat for a season. */
export interface StopRequest {
  readonly seasonFeeFen: number;
  readonly appliedOn: string;
  /** First heated day of the season. */
  readonly seasonFrom: string;
  /** The home can be shut off from the rest. */
  readonly canShutOff: boolean;
}

/** Last day on which a stop may be applied for. */
export const lastDayToApply = (pack: RulePack, seasonFrom: string): Ruled<string> => {
  const found = lineage({ pack }, seasonFrom).find(({ stop }) => stop?.applyBy !== undefined || stop?.applyDaysBefore !== undefined)?.stop;
  if (found?.applyBy !== undefined) return { ok: true, value: `${seasonFrom.slice(0, 4)}-${found.applyBy}` };
  if (found?.applyDaysBefore === undefined) return missing(pack, 'stop.applyDaysBefore');
  return { ok: true, value: new Date(Date.parse(seasonFrom) - found.applyDaysBefore * 86_400_000).toISOString().slice(0, 10) };
};

/** What a stopped home is charged: the pack's share where it applied in time and can be shut off, else the whole fee. */
export const stopCharge = ({ pack }: RulesInForce, request: StopRequest): Ruled<Sum> => {
  const { seasonFeeFen, appliedOn, seasonFrom, canShutOff } = request;
  if (!isFen(seasonFeeFen)) return refuse('seasonFeeFen', seasonFeeFen, 'a whole number of fen, 0 or more');
  if (!isDay(appliedOn)) return refuse('appliedOn', appliedOn, 'a day, 2025-10-01');
  if (!isDay(seasonFrom)) return refuse('seasonFrom', seasonFrom, 'a day, 2025-11-15');
  const giver = lineage({ pack }, appliedOn).find(({ stop }) => stop?.chargePercent !== undefined);
  const percent = giver?.stop?.chargePercent;
  if (!giver?.stop || percent === undefined) return missing(pack, 'stop.chargePercent');
  const last = lastDayToApply(pack, seasonFrom);
  const inTime = !last.ok || appliedOn <= last.value;
  const share = inTime && canShutOff ? percent : 100;
  const why = !inTime ? { zh: `申请晚于 ${last.ok ? last.value : ''}，按全额收取。`, en: `Applied after ${last.ok ? last.value : ''}: the whole fee is due.` } : canShutOff ? { zh: `按期申请且可关断，收取 ${percent}%。`, en: `Applied in time and can be shut off: ${percent} % is due.` } : { zh: '不具备关断条件，按全额收取。', en: 'Cannot be shut off: the whole fee is due.' };
  const fen = roundedHalfUp(BigInt(seasonFeeFen) * BigInt(share), 100n);
  const factors = [{ name: 'seasonFeeFen', numerator: seasonFeeFen, denominator: 1 }, { name: 'share', numerator: share, denominator: 100 }];
  return { ok: true, value: { fen, factors, trace: [why], rule: citing(giver, giver.stop.source) } };
};

/** Whether last year's stopped user is heated this season: deemed by whether the fee was paid in full by the pack's day (菏泽). */
export const deemedHeating = ({ pack }: RulesInForce, { season, paidInFullOn }: { readonly season: string; readonly paidInFullOn?: string }): Ruled<{ readonly heating: 'on' | 'stopped'; readonly by: string; readonly rule: RuleRef }> => {
  if (!isDay(season)) return refuse('season', season, 'the first heated day, 2025-11-15');
  const { stop } = pack;
  if (stop?.deemedOn === undefined) return missing(pack, 'stop.deemedOn');
  const by = `${season.slice(0, 4)}-${stop.deemedOn}`;
  return { ok: true, value: { heating: paidInFullOn !== undefined && paidInFullOn <= by ? 'on' : 'stopped', by, rule: citing(pack, stop.source) } };
};

/** A bill by meter: what the two parts come to, and what the same home would pay by area. */
export interface MeteredBill {
  readonly areaFeeFen: number;
  readonly basicFeeFen: number;
  readonly heatFeeFen: number;
}

/** What a metered home pays: basic part plus heat used, never beyond the pack's share of the bill by area; a basic part above its ceiling is refused. */
export const meteredBill = ({ pack }: RulesInForce, { areaFeeFen, basicFeeFen, heatFeeFen }: MeteredBill, on?: string): Ruled<Sum> => {
  for (const [field, value] of Object.entries({ areaFeeFen, basicFeeFen, heatFeeFen })) if (!isFen(value)) return refuse(field, value, 'a whole number of fen, 0 or more');
  const line = lineage({ pack }, on);
  const ceiling = line.find(({ tariff }) => tariff?.basicPercentMax !== undefined)?.tariff?.basicPercentMax;
  const giver = line.find(({ tariff }) => tariff?.meteredCapPercent !== undefined);
  const cap = giver?.tariff?.meteredCapPercent;
  if (!giver?.tariff || cap === undefined) return missing(pack, 'tariff.meteredCapPercent');
  if (ceiling !== undefined && BigInt(basicFeeFen) * 100n > BigInt(areaFeeFen) * BigInt(ceiling)) return refuse('basicFeeFen', basicFeeFen, `at most ${ceiling} % of the bill by area`);
  const [plain, most] = [basicFeeFen + heatFeeFen, roundedHalfUp(BigInt(areaFeeFen) * BigInt(cap), 100n)];
  const fen = Math.min(plain, most);
  const trace = [
    { zh: `基本 ${yuan(basicFeeFen)} + 计量 ${yuan(heatFeeFen)} = ${yuan(plain)} 元。`, en: `Basic ${yuan(basicFeeFen)} + heat used ${yuan(heatFeeFen)} = ${yuan(plain)} yuan.` },
    ...(fen < plain ? [{ zh: `不超过按面积热费的 ${cap}%：${yuan(most)} 元。`, en: `Never more than ${cap} % of the bill by area: ${yuan(most)} yuan.` }] : []),
  ];
  const factors = [{ name: 'basicFeeFen', numerator: basicFeeFen, denominator: 1 }, { name: 'heatFeeFen', numerator: heatFeeFen, denominator: 1 }, { name: 'cap', numerator: cap, denominator: 100 }];
  return { ok: true, value: { fen, factors, trace, rule: citing(giver, giver.tariff.source) } };
};

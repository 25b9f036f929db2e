import type { AdjustmentRegisterDoc, RegisteredVersion } from '@heatledger/fee';
import type { Channel, RuleRef } from '@heatledger/kernel';
import { rulebook, type RefundCase, type Ruled, type RulesInForce } from '@heatledger/rulebook';
import { compareInstants, dayIn, type ClockName } from '@heatledger/vocabulary';
import { dueAt, standingAt, type ClockRecord, type ClockStanding } from './clock-record.js';

/** The rules of another pack at an instant of the past: the version of that day, or the one named with a date. */
export type RulesThen = (at: string) => Ruled<RulesInForce>;

/** What is needed of a recorded calculation. */
export type CalculatedFigure = Pick<RegisteredVersion, 'method' | 'amountFen' | 'inputs' | 'readings' | 'rule' | 'at'>;

/** What is needed of an adjustment. */
export type CalculatedAdjustment = Pick<AdjustmentRegisterDoc, 'adjustmentId' | 'basis'> & { readonly versions: readonly CalculatedFigure[] };

/** Days of the cases looked at, both included, in a time zone. */
export interface WhatIfWindow {
  readonly timeZone: string;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** A promise of time that would have been due at another instant. */
export interface MovedClock {
  readonly ticketId: string;
  readonly clock: ClockName;
  readonly round: number;
  readonly startsAt: string;
  readonly rule: string | null;
  readonly due: string;
  readonly standing: ClockStanding;
  readonly dueThen: string;
  readonly standingThen: ClockStanding;
  readonly ruleThen: RuleRef;
}

/** A refund that would have come to another sum. */
export interface MovedRefund {
  readonly adjustmentId: string;
  readonly rule: string | null;
  readonly fen: number;
  readonly fenThen: number;
  readonly bandThen: string;
  readonly ruleThen: RuleRef;
}

/** What a pack cannot answer, by code and field of the refusal. */
export interface Unanswered {
  readonly code: string;
  readonly field: string;
  readonly cases: number;
}

export interface WhatIf {
  readonly clocks: {
    readonly compared: number;
    readonly moved: number;
    /** How standings change, `met → breached`, with how many clocks; those that stay are left out. */
    readonly changes: Readonly<Record<string, number>>;
    readonly unanswered: readonly Unanswered[];
    readonly rows: readonly MovedClock[];
  };
  readonly refunds: {
    readonly compared: number;
    readonly moved: number;
    readonly fen: number;
    readonly fenThen: number;
    readonly unanswered: readonly Unanswered[];
    readonly rows: readonly MovedRefund[];
  };
}

const isIn = ({ timeZone, from, to }: WhatIfWindow, at: string): boolean => {
  const day = dayIn(timeZone, at);
  return (from === undefined || from <= day) && (to === undefined || day <= to);
};

const ruleText = (rule: RuleRef | null): string | null => (rule ? `${rule.pack}@${rule.version}` : null);

const counted = (refusals: readonly Extract<Ruled<never>, { ok: false }>[]): readonly Unanswered[] => {
  const counts = new Map<string, Unanswered>();
  for (const { code, detail } of refusals) {
    const field = String(detail['field']);
    const key = `${code} ${field}`;
    counts.set(key, { code, field, cases: (counts.get(key)?.cases ?? 0) + 1 });
  }
  return [...counts.values()].sort((a, b) => b.cases - a.cases || (a.field < b.field ? -1 : 1));
};

const clockThen = (record: ClockRecord, due: string, rulesThen: RulesThen, at: string): Ruled<MovedClock> => {
  const rules = rulesThen(record.startsAt);
  if (!rules.ok) return rules;
  const { ticketKind: kind, category, channel, clock, startsAt, granted, calendar, timeZone, ticketId, round, rule } = record;
  const pauses = record.pauses.flatMap(({ from, to }) => (to === null ? [] : [{ from, to }]));
  const then = rulebook.dueUnder(rules.value, { kind, category, channel: channel as Channel, at: startsAt }, { clock, at: startsAt, pauses, granted, calendar, timeZone });
  if (!then.ok) return then;
  const { due: dueThen, rule: ruleThen } = then.value;
  const standingThen = standingAt({ ...record, dues: [{ from: startsAt, due: dueThen }] }, at);
  return { ok: true, value: { ticketId, clock, round, startsAt, rule, due, standing: standingAt(record, at), dueThen, standingThen, ruleThen } };
};

const clocksThen = (records: readonly ClockRecord[], window: WhatIfWindow, rulesThen: RulesThen, at: string): WhatIf['clocks'] => {
  const told: MovedClock[] = [];
  const refusals: Extract<Ruled<never>, { ok: false }>[] = [];
  for (const record of records) {
    const due = dueAt(record);
    // what a source set is no promise under a rule
    if (due === null || record.rule === null || !isIn(window, record.startsAt)) continue;
    const then = clockThen(record, due, rulesThen, at);
    if (then.ok) told.push(then.value);
    else refusals.push(then);
  }
  const rows = told.filter(({ due, dueThen }) => compareInstants(due, dueThen) !== 0);
  const changes: Record<string, number> = {};
  for (const { standing, standingThen } of rows) if (standing !== standingThen) changes[`${standing} → ${standingThen}`] = (changes[`${standing} → ${standingThen}`] ?? 0) + 1;
  return { compared: told.length, moved: rows.length, changes, unanswered: counted(refusals), rows };
};

/** The case that a recorded figure was computed from. */
const caseOf = (basis: RefundCase['basis'], { inputs, readings }: CalculatedFigure): RefundCase | null => {
  const { statedDays, ...rest } = inputs;
  if (rest['seasonFeeFen'] === undefined || rest['seasonDays'] === undefined) return null;
  return { basis, ...rest, ...(statedDays === undefined ? {} : { days: statedDays }), ...(readings.length === 0 ? {} : { readings }) } as RefundCase;
};

const refundsThen = (adjustments: readonly CalculatedAdjustment[], window: WhatIfWindow, rulesThen: RulesThen): WhatIf['refunds'] => {
  const told: MovedRefund[] = [];
  const refusals: Extract<Ruled<never>, { ok: false }>[] = [];
  for (const { adjustmentId, basis, versions } of adjustments) {
    const last = versions.at(-1);
    if (!last || last.method !== 'ruled' || (basis !== 'cold-rooms' && basis !== 'outage')) continue;
    const refundCase = caseOf(basis, last);
    if (!refundCase || !isIn(window, refundCase.from ?? last.at)) continue;
    const rules = rulesThen(refundCase.from ?? last.at);
    const then = rules.ok ? rulebook.refund(rules.value, refundCase) : rules;
    if (then.ok) told.push({ adjustmentId, rule: ruleText(last.rule), fen: last.amountFen, fenThen: then.value.fen, bandThen: then.value.band, ruleThen: then.value.rule });
    else refusals.push(then);
  }
  const rows = told.filter(({ fen, fenThen }) => fen !== fenThen);
  const sum = (name: 'fen' | 'fenThen'): number => told.reduce((total, row) => total + row[name], 0);
  return { compared: told.length, moved: rows.length, fen: sum('fen'), fenThen: sum('fenThen'), unanswered: counted(refusals), rows };
};

/** What history would have come to under another pack: every promise of time and every refund on record, computed again from what was recorded. A view; it records nothing. */
export const whatIf = (
  { clocks, adjustments }: { readonly clocks: readonly ClockRecord[]; readonly adjustments: readonly CalculatedAdjustment[] },
  rulesThen: RulesThen,
  window: WhatIfWindow,
  at: string,
  only: readonly ClockName[] = [],
): WhatIf => ({
  clocks: clocksThen(only.length === 0 ? clocks : clocks.filter(({ clock }) => only.includes(clock)), window, rulesThen, at),
  refunds: refundsThen(adjustments, window, rulesThen),
});


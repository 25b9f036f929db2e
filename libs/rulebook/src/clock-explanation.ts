import type { Bilingual, RuleRef } from '@heatledger/kernel';
import { clocks, isBefore, minutesBetween, pauseReasons, spoken, type ClockName, type PauseReason } from '@heatledger/vocabulary';
import { dueAfterPause, dueTimes } from './deadlines.js';
import type { ClockCase, Ruled, RulesInForce } from './rules.js';

/** A pause of a clock; still going on where `to` is absent. */
export interface Pause {
  readonly from: string;
  readonly to?: string;
  readonly reason: PauseReason;
}

/** A stretch of a clock's life, in minutes begun at its start. */
export interface Segment {
  readonly state: 'running' | 'paused';
  readonly from: string;
  /** Absent while the clock stands still. */
  readonly to?: string;
  readonly minutes?: number;
  readonly say: Bilingual;
}

/** A deadline that explains itself; `due` is absent while a pause is open, and remaining time is then what was left at its start. */
export interface ClockExplanation {
  readonly due?: string;
  readonly remainingMinutes?: number;
  readonly segments: readonly Segment[];
  readonly rule: RuleRef;
}

const refuse = (field: string, value: unknown, allowed: string): Ruled<never> => ({ ok: false, code: 'rulebook/bad-case', detail: { field, value, allowed } });

const stretch = (state: Segment['state'], from: string, to: string | undefined, reason?: PauseReason): Segment => {
  const word = reason === undefined ? { zh: '计时', en: 'running' } : { zh: `暂停：${pauseReasons[reason].zh}`, en: `paused: ${pauseReasons[reason].en}` };
  const say = { zh: `${spoken(from)} 至 ${to ? spoken(to) : '今'} ${word.zh}`, en: `${spoken(from)} to ${to ? spoken(to) : 'now'} ${word.en}` };
  return { state, from, say, ...(to === undefined ? {} : { to, minutes: minutesBetween(from, to) }) };
};

/** Why a clock falls due when it does: its segments with pauses in order, the due time, and what remains at `now`. */
export const explainClock = (rules: RulesInForce, clockCase: ClockCase, clock: ClockName, pauses: readonly Pause[] = [], now?: string): Ruled<ClockExplanation> => {
  const ruled = dueTimes(rules, clockCase);
  if (!ruled.ok) return ruled;
  const found = ruled.value.find((entry) => entry.clock === clock);
  if (!found) return { ok: false, code: 'rulebook/rule-missing', detail: { field: 'clock', value: clock, allowed: clocks[clock].zh, pack: rules.pack.id } };
  const segments: Segment[] = [];
  let { due } = found;
  let from = clockCase.at;
  for (const { from: pausedAt, to, reason } of pauses) {
    if (!rules.pack.pauseReasons.includes(reason)) return refuse('reason', reason, rules.pack.pauseReasons.join(', '));
    if (isBefore(pausedAt, from)) return refuse('from', pausedAt, `not before ${from}`);
    if (!isBefore(pausedAt, due)) return refuse('from', pausedAt, `before the clock is due, ${due}`);
    if (to !== undefined && isBefore(to, pausedAt)) return refuse('to', to, `not before ${pausedAt}`);
    segments.push(stretch('running', from, pausedAt), stretch('paused', pausedAt, to, reason));
    if (to === undefined) return { ok: true, value: { segments, remainingMinutes: minutesBetween(pausedAt, due), rule: found.rule } };
    due = dueAfterPause(due, pausedAt, to);
    from = to;
  }
  segments.push(stretch('running', from, due));
  return { ok: true, value: { due, segments, rule: found.rule, ...(now === undefined ? {} : { remainingMinutes: minutesBetween(now, due) }) } };
};

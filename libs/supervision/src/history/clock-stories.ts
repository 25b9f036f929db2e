import type { Instant, RecordedFact } from '@heatledger/kernel';
import { tellClock, type ClockStory, type Counting, type RecordedClock } from '@heatledger/rulebook';
import { clockKinds, type ClockEvent } from '@heatledger/ticket';
import { compareInstants } from '@heatledger/vocabulary';
import { isWithin, type Horizon } from './case-file.js';

type Told = RecordedFact<ClockEvent>;

const types: ReadonlySet<string> = new Set(clockKinds.map(({ type }) => type));
const isClockFact = (fact: RecordedFact): fact is Told => types.has(fact.type);

const begun = (before: RecordedClock | undefined, { data, meta }: RecordedFact<Extract<ClockEvent, { type: 'ClockStarted' }>>): RecordedClock => {
  // a clock that runs again after an unmerge goes on where it was
  const { pauses = [], extensions = [], changes = [] } = before ?? {};
  const { clock, round, startsAt, due, awaits, calendar, timeZone } = data;
  return { clock, round, startsAt, due, awaits, calendar, timeZone, pauses, extensions, changes, rule: meta.rule ?? null };
};

const resumed = (clock: RecordedClock, at: Instant, { due, awaits }: Pick<RecordedClock, 'due' | 'awaits'>): RecordedClock => ({
  ...clock,
  due,
  awaits,
  pauses: clock.pauses.map((pause) => (pause.to === undefined ? { ...pause, to: at } : pause)),
});

const next = (clock: RecordedClock, { type, data, meta }: Told): RecordedClock => {
  switch (type) {
    case 'ClockPaused':
      return { ...clock, pauses: [...clock.pauses, { from: meta.at, reason: data.reason, by: meta.actor.id, evidence: data.evidence.join(', ') }] };
    case 'ClockResumed':
      return resumed(clock, meta.at, data);
    case 'ClockExtended':
      return { ...clock, due: data.due, extensions: [...clock.extensions, { at: meta.at, due: data.due, reason: data.reason, approvedBy: data.approvedBy }] };
    case 'ClockRuleSuperseded':
      return { ...clock, due: data.due, calendar: data.calendar, timeZone: data.timeZone, rule: meta.rule ?? null, changes: [...clock.changes, { at: meta.at, pack: data.pack, reason: data.reason, calendarBefore: clock.calendar }] };
    case 'ClockDueSet':
    case 'ClockDueChanged':
      return { ...clock, due: data.due };
    case 'ClockDone':
    case 'ClockMet':
    case 'ClockFinishedLate':
      return { ...clock, end: { at: meta.at, as: 'done' } };
    case 'ClockStopped':
      return { ...clock, end: { at: meta.at, as: 'stopped' } };
    default:
      return clock;
  }
};

/** Every promise of time of a case, told from its recorded facts on both axes of time; what remains is as of `now`. */
export const clockStories = (facts: readonly RecordedFact[], now: Instant, horizon: Horizon = {}, inForce: Counting = {}): readonly (ClockStory & { readonly stream: string })[] => {
  const clocks = new Map<string, { readonly stream: string; readonly clock: RecordedClock }>();
  for (const fact of facts.filter(isClockFact).filter((one) => isWithin(one, horizon))) {
    const { stream, data } = fact;
    const key = `${stream}/${data.clock}/${data.round}`;
    const before = clocks.get(key)?.clock;
    const clock = fact.type === 'ClockStarted' ? begun(before, fact) : before && next(before, fact);
    if (clock) clocks.set(key, { stream, clock });
  }
  return [...clocks.values()].map(({ stream, clock }) => ({ stream, ...tellClock(clock, now, inForce) })).sort((a, b) => compareInstants(a.startsAt, b.startsAt));
};

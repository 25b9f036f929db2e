import { evolveOne, fold, type Fact, type Instant } from '@heatledger/kernel';
import { defaultRules, workingCalendar, type RulesInForce } from '@heatledger/rulebook';
import { ordered, specFor } from '@heatledger/testing';
import { plusMinutes } from '@heatledger/vocabulary';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { dueOf, story, type Step } from '../testing/stories.js';
import { meetClock, pauseClocks, resumeClocks, setClockDue, startClocks, stopClocks } from './clock.decisions.js';
import type { ClockEvent } from './clock.kinds.js';
import { evolveClocks, latestClock, type Clocked, type ClockState } from './clock.state.js';
import {
  ExtendComplaintClock,
  PauseComplaint,
  ReceiveComplaint,
  ResumeComplaint,
  SetComplaintClockDue,
  type ComplaintCommand,
} from './complaint.commands.js';
import { complaint } from './complaint.js';

const ticketId = '0192f000-0000-7000-8000-0000000000c8';
const at = (day: string, time = '10:00'): Instant => `${day}T${time}:00+08:00`;
const years = { ...workingCalendar, '2027': { holidays: ['01-01..01-03'], working: [], source: { mark: 'V', text: '国务院办公厅通知' } } } as const;
const announced: RulesInForce = { ...defaultRules, years };
/** A letter of the government hotline: five working days. */
const letter = (day: string): Step<ComplaintCommand> => [
  ReceiveComplaint({ ticketId, caseNumber: 'T-1', category: 'TEMP', description: '屋里冷' }),
  { at: at(day), channel: '12345' },
];
const setDue = SetComplaintClockDue({ ticketId, clock: 'written-answer', round: 1 });
const held: Step<ComplaintCommand> = [
  PauseComplaint({ ticketId, reason: 'third-party-test', evidence: ['form-1'], basis: 'form-1' }),
  { at: at('2026-12-23') },
];
const on: Step<ComplaintCommand> = [ResumeComplaint({ ticketId }), { at: at('2026-12-31') }];

describe('A promise in working days of a year that is not announced', () => {
  it('T2: begins and waits, and is due once the year is announced', () => {
    const facts = story(complaint, defaultRules, letter('2026-12-29'));
    const waiting = facts.find(({ type, data }) => type === 'ClockStarted' && (data as { clock: string }).clock === 'written-answer');
    expect(waiting?.data).toMatchObject({ due: undefined, awaits: 2027, minutes: 5 * 1440 });
    const { given } = specFor(complaint, announced);
    given(...facts)
      .when(ordered(setDue, { at: at('2027-01-02'), role: 'system', channel: 'system' }))
      .thenAmong('ClockDueSet', { due: '2027-01-07T00:00:00+08:00' });
    specFor(complaint, defaultRules).given(...facts).when(setDue).thenNothing();
    expect(dueOf(story(complaint, announced, letter('2026-12-29')), 'written-answer')).toBe('2027-01-07T00:00:00+08:00');
  });

  it('T2: runs on after a pause, without a due time until the year is announced', () => {
    const facts = story(complaint, defaultRules, letter('2026-12-21'), held, on);
    expect(facts.at(-1)?.data).toMatchObject({ clock: 'written-answer', due: undefined, awaits: 2027 });
    const known = dueOf(story(complaint, announced, letter('2026-12-21'), held, on), 'written-answer');
    specFor(complaint, announced)
      .given(...facts)
      .when(ordered(setDue, { at: at('2027-01-02') }))
      .thenAmong('ClockDueSet', { due: known });
  });

  it('T2: of a past year waits alike', () => {
    const facts = story(complaint, defaultRules, letter('2016-05-04'));
    expect(facts).toContainEqual(expect.objectContaining({ type: 'ClockStarted', data: expect.objectContaining({ awaits: 2016 }) }));
  });

  it('T2: is not extended to a day while nobody knows when it is due', () => {
    const extension = ExtendComplaintClock({ ticketId, clock: 'written-answer', due: at('2027-02-01'), reason: '等待' });
    specFor(complaint, defaultRules)
      .given(...story(complaint, defaultRules, letter('2026-12-29')))
      .when(ordered(extension, { at: at('2026-12-30'), by: 'guan', role: 'administrator' }))
      .thenRejected('ticket/due-unknown', { field: 'clock' });
  });
});

type Act = 'pause' | 'resume' | 'meet' | 'stop';
const acts: readonly Act[] = ['pause', 'resume', 'pause', 'resume', 'meet', 'stop'];
const table = evolveClocks<Clocked>();
const blank: Clocked = { ticketId, ticketKind: 'complaint', category: 'TEMP', round: 1, clocks: {} };

/** What came of a letter, where it was received and acted on under some years and its due time set under all of them. */
const outcome = (rules: RulesInForce, day: string, steps: readonly { readonly act: Act; readonly hours: number }[]): ClockState => {
  let state = blank;
  const take = (drafts: readonly (ClockEvent & { at?: Instant })[]): void => {
    for (const { at: own = at(day), ...event } of drafts) {
      const fact = { ...event, meta: { at: own, actor: { id: 'x', role: 'officer' }, channel: 'system' } } as Fact<ClockEvent>;
      state = evolveOne(table, state, fact);
    }
  };
  let now = at(day);
  const begun = startClocks({ ...blank, channel: '12345', ticketKind: 'complaint', category: 'TEMP' }, ['written-answer'], rules, now);
  take(begun.accepted ? begun.events : []);
  for (const { act, hours } of steps) {
    now = plusMinutes(now, hours * 60);
    if (act === 'pause') take(pauseClocks(state, { reason: 'third-party-test', evidence: [], from: now }, rules));
    if (act === 'resume') take(resumeClocks(state, now, rules));
    if (act === 'meet') take(meetClock(state, 'written-answer', now, rules));
    if (act === 'stop') take(stopClocks(state, 'withdrawn', now, rules));
  }
  take(setClockDue(state, { clock: 'written-answer', round: 1 }, now, announced));
  const entry = latestClock(state.clocks, 'written-answer');
  if (!entry) throw new Error('no clock');
  return entry;
};

describe('Whatever happens while a year is not announced', () => {
  it('T2: comes to what it would have come to had the year been known', () => {
    const step = fc.record({ act: fc.constantFrom(...acts), hours: fc.nat(120) });
    fc.assert(
      fc.property(fc.boolean(), fc.array(step, { maxLength: 8 }), (waits, steps) => {
        // on the 24th the due time is the last instant that is known, from the 25th on it waits from the beginning
        const day = waits ? '2026-12-25' : '2026-12-24';
        const [late, known] = [outcome(defaultRules, day, steps), outcome(announced, day, steps)];
        expect(late.waits).toBeUndefined();
        if (known.phase === 'paused' || late.phase === 'paused') return;
        expect([late.phase, late.breached]).toEqual([known.phase, known.breached]);
        // what ends at the moment at which it runs on is in time whenever it was due, and told at once
        if (waits || known.phase === 'running') expect(late.due).toBe(known.due);
      }),
      { numRuns: 500 },
    );
    expect(fold({ initial: blank, evolve: table }, [])).toBe(blank);
  });
});

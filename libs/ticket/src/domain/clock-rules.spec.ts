import { defaultRules, packFor, type RulesInForce } from '@heatledger/rulebook';
import { happened, ordered, specFor } from '@heatledger/testing';
import { describe, expect, it } from '@jest/globals';
import { dueOf, story, type Step } from '../testing/stories.js';
import { ApproveComplaintRequest, PauseComplaint, ReceiveComplaint, ResumeComplaint, SupersedeComplaintClock, type ComplaintCommand } from './complaint.commands.js';
import { complaint } from './complaint.js';

const ticketId = '0192f000-0000-7000-8000-0000000000c7';
const at = (day: string, time = '10:00') => `${day}T${time}:00+08:00`;
const under = (name: string): RulesInForce => {
  const pack = packFor(name, ['2026-01-01']);
  return { pack: pack.ok ? pack.value : defaultRules.pack, season: null };
};
/** A letter of the government hotline: five working days. */
const letter = (day: string): Step<ComplaintCommand> => [ReceiveComplaint({ ticketId, caseNumber: 'T-1', category: 'TEMP', description: '屋里冷' }), { at: at(day), channel: '12345' }];
const held = (day: string, time?: string): Step<ComplaintCommand> => [PauseComplaint({ ticketId, reason: 'third-party-test', evidence: ['form-1'], basis: 'form-1' }), { at: at(day, time) }];
const on = (day: string, time?: string): Step<ComplaintCommand> => [ResumeComplaint({ ticketId }), { at: at(day, time) }];
const factsOf = (rules: RulesInForce, ...steps: readonly Step<ComplaintCommand>[]) => story(complaint, rules, ...steps);

describe('A promise in working days', () => {
  it('says which time counts', () => {
    expect(factsOf(defaultRules, letter('2026-01-05'))).toContainEqual(expect.objectContaining({ type: 'ClockStarted', data: expect.objectContaining({ clock: 'written-answer', calendar: 'working-days', due: at('2026-01-13', '00:00') }) }));
  });

  it('that stood still over a week-end has exactly the working time left that remained', () => {
    // half of Friday and two more days remained; from Monday noon on that is until Thursday
    const facts = factsOf(defaultRules, letter('2026-01-05'), held('2026-01-09', '12:00'), on('2026-01-12', '12:00'));
    expect(dueOf(facts, 'written-answer')).toBe(at('2026-01-14', '00:00'));
  });

  it('that stood still over the spring festival loses none of its working time to it', () => {
    const facts = factsOf(defaultRules, letter('2026-02-11'), held('2026-02-13', '12:00'), on('2026-02-25', '12:00'));
    expect(dueOf(factsOf(defaultRules, letter('2026-02-11')), 'written-answer')).toBe(at('2026-02-26', '00:00'));
    expect(dueOf(facts, 'written-answer')).toBe(at('2026-03-01', '00:00'));
  });

  it('that stood still before its first day began is as long as ever', () => {
    const facts = factsOf(defaultRules, letter('2026-01-05'), held('2026-01-05', '11:00'), on('2026-01-05', '15:00'));
    expect(dueOf(facts, 'written-answer')).toBe(at('2026-01-13', '00:00'));
  });
});

describe('A promise that goes over to another rule', () => {
  const luoyang = under('洛阳');
  const xuzhou = factsOf(under('徐州'), letter('2026-01-05'));
  const approvalId = '00000000-0000-7000-8000-000000000001';
  const order = (day: string, time = '12:00', by = 'li') =>
    ordered(SupersedeComplaintClock({ ticketId, clock: 'measure', reason: '新规定施行' }), { at: at(day, time), by, role: 'complaint-officer' });
  const grant = (day: string, time = '12:00', by = 'guan') =>
    ordered(ApproveComplaintRequest({ ticketId, approvalId }), { at: at(day, time), by, role: 'administrator' });
  type Asked = ReturnType<typeof order>;
  const ask = (facts: typeof xuzhou, command: Asked) => specFor(complaint, luoyang).given(...facts).when(command);
  /** Asked for and granted at once. */
  const when = (facts: typeof xuzhou, command: Asked, granted = ordered(ApproveComplaintRequest({ ticketId, approvalId }), { at: command.meta.at, by: 'guan' })) => {
    const asked = ask(facts, command).events.map((event) => happened(event, { at: command.meta.at, by: command.meta.actor.id }));
    return specFor(complaint, luoyang).given(...facts, ...asked).when(granted);
  };

  it('is due as if the new rule had always held', () => {
    const answer = when(xuzhou, order('2026-01-05'));
    answer.thenAmong('ClockRuleSuperseded', { clock: 'measure', previousDue: at('2026-01-06'), due: at('2026-01-05', '22:00'), pack: 'luoyang@2018', askedBy: 'li' });
    expect(answer.events.at(-1)?.rule).toMatchObject({ pack: 'luoyang', version: '2018' });
  });

  it('but not before it goes over', () => when(xuzhou, order('2026-01-06', '09:00')).thenAmong('ClockRuleSuperseded', { due: at('2026-01-06', '09:00') }));

  it('keeps the time for which it stood still, and may stand still meanwhile', () => {
    const paused = factsOf(under('徐州'), letter('2026-01-05'), held('2026-01-05', '11:00'), on('2026-01-05', '14:00'));
    when(paused, order('2026-01-05', '15:00')).thenAmong('ClockRuleSuperseded', { due: at('2026-01-06', '01:00') });
    const still = factsOf(under('徐州'), letter('2026-01-05'), held('2026-01-05', '11:00'));
    when(still, order('2026-01-05', '15:00')).thenAmong('ClockRuleSuperseded', { due: at('2026-01-05', '22:00') });
  });

  it('only while it is open and in time, by a second person, and once', () => {
    ask(xuzhou, order('2026-01-06', '10:00')).thenRejected('ticket/supersession-too-late', { field: 'clock' });
    when(xuzhou, order('2026-01-05'), grant('2026-01-06', '10:00')).thenRejected('ticket/supersession-too-late', { field: 'clock' });
    ask(xuzhou, order('2026-01-05')).thenTypes('SupersessionRequested');
    when(xuzhou, order('2026-01-05'), grant('2026-01-05', '13:00', 'li')).thenRejected('ticket/same-person', { field: 'actor' });
    ask([], order('2026-01-05')).thenRejected('ticket/unknown');
    const over = factsOf(luoyang, letter('2026-01-05'));
    ask(over, order('2026-01-05')).thenRejected('ticket/same-rule', { field: 'clock' });
    const never = ordered(SupersedeComplaintClock({ ticketId, clock: 'call-back', reason: 'x' }), { at: at('2026-01-05', '12:00') });
    specFor(complaint, luoyang).given(...xuzhou).when(never).thenRejected('ticket/clock-not-running', { field: 'clock' });
  });
});

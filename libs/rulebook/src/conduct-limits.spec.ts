import { clocks, keysIn } from '@heatledger/vocabulary';
import { describe, expect, it } from '@jest/globals';
import { defaultPack, disputeInspectionDue, escalationLevel, packFrom, rectificationDue } from './index.js';
import { at, under } from './testing/under.js';

const when = at('2026-01-05', '12:00');

describe('a broken promise of time', () => {
  it('goes to the level of the pack, or of the parent that names one', () => {
    const levels = Object.fromEntries(keysIn(clocks).map((clock) => [clock, escalationLevel(under('default'), clock, when)?.level]));
    expect(levels).toEqual({
      acknowledge: undefined,
      'first-contact': 1,
      arrive: 1,
      measure: undefined,
      'first-result': 1,
      resolve: 2,
      'written-answer': 2,
      'call-back': undefined,
    });
    expect(escalationLevel(under('临沂'), 'resolve', when)).toMatchObject({
      level: 2,
      rule: { pack: 'default', clause: expect.stringMatching(/\[D\]$/) },
    });
  });
  it('stays where it is under a pack of its own that names no level', () => {
    const pack = { ...under('临沂').pack, escalation: { levels: { arrive: 3 }, source: { mark: 'D' as const, text: 't' } } };
    expect(escalationLevel({ pack, season: null }, 'arrive', when)).toMatchObject({ level: 3, rule: { pack: 'linyi' } });
    expect(escalationLevel({ pack, season: null }, 'resolve', when)).toBeNull();
  });
});

describe('an inspection', () => {
  it('has a term for each weight of a finding, and one after a dispute', () => {
    expect(['critical', 'major', 'minor'].map((severity) => rectificationDue(under('default'), severity as 'minor', when))).toMatchObject([
      { value: { due: '2026-01-06T12:00:00+08:00' } },
      { value: { due: '2026-01-08T12:00:00+08:00' } },
      { value: { due: '2026-01-20T12:00:00+08:00' } },
    ]);
    expect(disputeInspectionDue(under('青岛'), when)).toMatchObject({ value: { due: '2026-01-08T12:00:00+08:00', rule: { pack: 'default' } } });
  });
  it('has none under a line of packs that names none', () => {
    const { inspection: _, ...pack } = defaultPack;
    expect(rectificationDue({ pack, season: null }, 'major', when)).toMatchObject({ code: 'rulebook/rule-missing' });
    expect(disputeInspectionDue({ pack, season: null }, when)).toMatchObject({ code: 'rulebook/rule-missing' });
  });
});

describe('a pack', () => {
  const written = (more: object): unknown => JSON.parse(JSON.stringify({ ...defaultPack, ...more }));
  it.each([
    [{ escalation: { ...defaultPack.escalation, levels: { arrive: 0 } } }, 'escalation.levels.arrive'],
    [{ escalation: { ...defaultPack.escalation, levels: { lunch: 1 } } }, 'escalation.levels.lunch'],
    [{ escalation: { levels: { arrive: 1 } } }, 'escalation.source'],
    [
      { inspection: { ...defaultPack.inspection, rectificationMinutes: { minor: 60 } } },
      'inspection.rectificationMinutes.major; inspection.rectificationMinutes.critical',
    ],
    [{ inspection: { ...defaultPack.inspection, disputeMinutes: 1.5 } }, 'inspection.disputeMinutes'],
  ])('with %j is refused by its field', (more, field) =>
    expect(packFrom(written(more))).toMatchObject({ code: 'rulebook/bad-pack', detail: { field } }),
  );
});

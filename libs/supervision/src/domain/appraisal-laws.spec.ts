import { describe, expect, it } from '@jest/globals';
import { appraise, defaultPack, gradeOfScore, packs, type AppraisalItem, type RulePack, type ScoringScheme } from '@heatledger/rulebook';
import { fold } from '@heatledger/kernel';
import fc from 'fast-check';
import { factId, published, rules, unit } from '../testing/told-appraisals.js';
import { appraisal } from './appraisal.js';
import { rerunOf } from './policies/rerun.js';
import { caseOf } from './policies/scoring.js';

const scheme: ScoringScheme = defaultPack.scoring ?? { total: 0, grades: [], vetoes: [], source: { mark: 'D', text: '' } };
const groups = Object.keys(scheme.weights ?? {});
const item = fc.record({
  group: fc.constantFrom(...groups),
  eventId: fc.nat(99).map(factId),
  pointsTenths: fc.integer({ min: -1_000_000, max: 1_000_000 }),
  reason: fc.constantFrom('到场超时', 'overdue', '"{}'),
});
const items = fc.uniqueArray(item, { maxLength: 40, selector: ({ group, eventId }) => `${group} ${eventId}` });
const vetoes = fc.uniqueArray(fc.record({ veto: fc.constantFrom(...scheme.vetoes.map(({ veto }) => veto)), eventId: fc.nat(99).map(factId) }), {
  maxLength: 4,
  selector: ({ veto, eventId }) => `${veto} ${eventId}`,
});
const rank = (grade: string): number => scheme.grades.findIndex((row) => row.grade === grade);

const scored = (list: readonly AppraisalItem[], lost: readonly { veto: string; eventId: string }[] = [], pack: RulePack = rules.pack) => {
  const answer = appraise({ pack, season: null }, caseOf(unit, { items: list, vetoes: lost }));
  if (!answer.ok) throw new Error(JSON.stringify(answer));
  return answer.value;
};

describe('The laws of appraisal', () => {
  it('a published score runs again bit for bit, also after it went through the log as text and whatever the order of its items', () => {
    fc.assert(
      fc.property(items, vetoes, fc.infiniteStream(fc.nat()), (list, lost, chance) => {
        const shuffled = list
          .map((one) => ({ one, key: chance.next().value ?? 0 }))
          .sort((a, b) => a.key - b.key)
          .map(({ one }) => one);
        const recorded = JSON.parse(JSON.stringify(published(shuffled, 'feng', [...lost].reverse()))) as ReturnType<typeof published>;
        const { versions } = fold(appraisal, [recorded]);
        const run = rerunOf(unit, versions[0]!, {}, packs());
        if (!run.ok) throw new Error(JSON.stringify(run));
        expect(run.value).toMatchObject({ identical: true, difference: [] });
        expect(JSON.stringify(run.value.rerun)).toBe(JSON.stringify(scored(list, lost)));
      }),
    );
  });

  it('a changed number in what is recorded is found', () => {
    fc.assert(
      fc.property(items, fc.integer({ min: 1, max: 50 }), (list, wrong) => {
        const fact = published(list);
        const { versions } = fold(appraisal, [fact]);
        const run = rerunOf(unit, { ...versions[0]!, scoreTenths: versions[0]!.scoreTenths + wrong }, {}, packs());
        expect(run).toMatchObject({ ok: true, value: { identical: false } });
      }),
    );
  });

  it('a veto leaves the score and never raises a grade', () => {
    fc.assert(
      fc.property(items, vetoes, (list, lost) => {
        const [plain, vetoed] = [scored(list), scored(list, lost)];
        expect(vetoed.scoreTenths).toBe(plain.scoreTenths);
        expect(rank(vetoed.grade)).toBeGreaterThanOrEqual(rank(plain.grade));
        if (lost.length > 0) expect(vetoed.grade).toBe(scheme.grades.at(-1)?.grade);
      }),
    );
  });

  it('a score lies between nothing and the total, is the sum of its groups, and each group between nothing and its weight', () => {
    fc.assert(
      fc.property(items, (list) => {
        const { scoreTenths, totalTenths, groups: rows } = scored(list);
        expect(totalTenths).toBe(scheme.total * 10);
        expect(scoreTenths).toBe(rows.reduce((sum, row) => sum + row.scoreTenths, 0));
        for (const row of rows) expect(row.scoreTenths).toBe(Math.min(row.weightTenths, Math.max(0, row.scoreTenths)));
        expect([scoreTenths >= 0, scoreTenths <= totalTenths]).toEqual([true, true]);
      }),
    );
  });

  it('a point more never lowers a grade, and a higher score never has a lower one', () => {
    fc.assert(
      fc.property(fc.nat(scheme.total * 10), fc.nat(scheme.total * 10), (one, other) => {
        const [less, more] = [Math.min(one, other), Math.max(one, other)];
        expect(rank(gradeOfScore(scheme, more, false))).toBeLessThanOrEqual(rank(gradeOfScore(scheme, less, false)));
      }),
    );
  });

  it('weights moved between groups give a new score that says of which rule it is', () => {
    fc.assert(
      fc.property(items, fc.integer({ min: 1, max: 10 }), (list, moved) => {
        const [first = '', second = ''] = groups;
        const weights = { ...scheme.weights, [first]: (scheme.weights?.[first] ?? 0) - moved, [second]: (scheme.weights?.[second] ?? 0) + moved };
        const other = scored(list, [], { ...defaultPack, version: '2026-1', scoring: { ...scheme, weights } });
        expect(other.rule).toMatchObject({ pack: 'default', version: '2026-1' });
        expect(other.groups.reduce((sum, { weightTenths }) => sum + weightTenths, 0)).toBe(scheme.total * 10);
      }),
    );
  });
});

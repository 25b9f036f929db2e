import type { Detail, RuleRef } from '@heatledger/kernel';
import type { Appraisal, AppraisalCase, AppraisalItem, AppraisalVeto, GroupScore, Ruled } from '@heatledger/rulebook';
import type { AppraisedUnit, ScoredVersion } from '../appraisal.state.js';

type Inputs = Pick<ScoredVersion, 'items' | 'vetoes'>;

/** What a fact keeps of a score. */
export interface Outcome {
  readonly items: AppraisalItem[];
  readonly vetoes: AppraisalVeto[];
  readonly groups: Omit<GroupScore, 'items'>[];
  readonly scoreTenths: number;
  readonly totalTenths: number;
  readonly grade: string;
}

const plainItem = ({ group, eventId, pointsTenths, reason }: AppraisalItem): AppraisalItem => ({ group, eventId, pointsTenths, reason });
const plainVeto = ({ veto, eventId }: AppraisalVeto): AppraisalVeto => ({ veto, eventId });

/** What the rulebook is asked. */
export const caseOf = ({ unit, from, to }: AppraisedUnit, { items, vetoes }: Inputs): AppraisalCase => ({
  unit,
  from,
  to,
  items: items.map(plainItem),
  vetoes: vetoes.map(plainVeto),
});

/** What a fact keeps of the rulebook's answer, the items in its order. */
export const outcomeOf = ({ groups, vetoes, scoreTenths, totalTenths, grade }: Appraisal): Outcome => ({
  items: groups.flatMap(({ items }) => items),
  vetoes: [...vetoes],
  groups: groups.map(({ group, weightTenths, scoreTenths: score }) => ({ group, weightTenths, scoreTenths: score })),
  scoreTenths,
  totalTenths,
  grade,
});

/** A recorded version as the rulebook answered it then; where it was recorded is no part of the answer. */
export const appraisalOf = (
  { unit, from, to }: AppraisedUnit,
  { items, vetoes, groups, scoreTenths, totalTenths, grade, rule }: ScoredVersion,
): Appraisal => ({
  unit,
  from,
  to,
  scoreTenths,
  totalTenths,
  grade,
  groups: groups.map(({ group, weightTenths, scoreTenths: score }) => ({
    group,
    weightTenths,
    scoreTenths: score,
    items: items.filter((item) => item.group === group).map(plainItem),
  })),
  vetoes: vetoes.map(plainVeto),
  rule: untraced(rule),
});

const untraced = ({ trace: _trace, ...rule }: RuleRef): RuleRef => rule;

const cited = ({ pack, version }: RuleRef): string => `${pack}@${version}`;

/** True where two scores agree bit for bit, under the same version of the same pack. */
export const isSameScore = (one: Appraisal, other: Appraisal): boolean => {
  const bits = ({ rule, ...appraisal }: Appraisal): string => JSON.stringify({ ...appraisal, rule: cited(rule) });
  return bits(one) === bits(other);
};

/** A "no" of the rulebook, its field as a dotted path. */
export const ruledDetail = ({ code, detail }: Extract<Ruled<never>, { ok: false }>): Detail => ({
  ...detail,
  field: String(detail['field']).replace(/\[(\d+)\]/g, '.$1'),
  rulebook: code,
});

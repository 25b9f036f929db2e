import type { Bilingual, RuleRef } from '@heatledger/kernel';
import { points } from '@heatledger/vocabulary';
import type { ScoringScheme } from './conduct-rules.js';
import { citing } from './deadlines.js';
import { giving } from './money.js';
import type { RulePack } from './pack.js';
import { isDay } from './refund-check.js';
import { missing, refuse } from './refusals.js';
import type { Ruled, RulesInForce } from './rules.js';

/** Points won or lost in a group, in tenths, for one recorded fact. */
export interface AppraisalItem {
  readonly group: string;
  /** Id of the fact that it rests on. */
  readonly eventId: string;
  /** Negative for points lost. */
  readonly pointsTenths: number;
  readonly reason: string;
}

/** A thing that loses everything, and the fact that shows it. */
export interface AppraisalVeto {
  readonly veto: string;
  readonly eventId: string;
}

export interface AppraisalCase {
  readonly unit: string;
  /** The period appraised; the scheme in force on its last day holds. */
  readonly from: string;
  readonly to: string;
  readonly items: readonly AppraisalItem[];
  readonly vetoes: readonly AppraisalVeto[];
}

export interface GroupScore {
  readonly group: string;
  readonly weightTenths: number;
  readonly scoreTenths: number;
  readonly items: readonly AppraisalItem[];
}

/** A published score: the same inputs and scheme give it again, bit for bit. */
export interface Appraisal {
  readonly unit: string;
  readonly from: string;
  readonly to: string;
  readonly scoreTenths: number;
  readonly totalTenths: number;
  readonly grade: string;
  readonly groups: readonly GroupScore[];
  readonly vetoes: readonly AppraisalVeto[];
  readonly rule: RuleRef;
}

const compared = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const inOrder = (items: readonly AppraisalItem[]): readonly AppraisalItem[] => [...items].sort((a, b) => compared(a.eventId, b.eventId) || a.pointsTenths - b.pointsTenths || compared(a.reason, b.reason));

const periodFault = ({ from, to }: AppraisalCase): Ruled<never> | null => {
  if (!isDay(from)) return refuse('from', from, 'a day, 2025-11-10');
  return isDay(to) && from <= to ? null : refuse('to', to, `a day not before ${from}`);
};

const faultIn = ({ items, vetoes }: AppraisalCase, { weights = {}, vetoes: known }: ScoringScheme): Ruled<never> | null => {
  for (const [index, { group, eventId, pointsTenths }] of items.entries()) {
    if (!Object.hasOwn(weights, group)) return refuse(`items[${index}].group`, group, Object.keys(weights).join(', '));
    if (eventId === '') return refuse(`items[${index}].eventId`, eventId, 'the id of a recorded fact');
    if (!Number.isSafeInteger(pointsTenths)) return refuse(`items[${index}].pointsTenths`, pointsTenths, 'whole tenths of a point');
  }
  const strange = vetoes.findIndex(({ veto }) => !known.some((row) => row.veto === veto));
  return strange < 0 ? null : refuse(`vetoes[${strange}].veto`, vetoes[strange]?.veto, known.map(({ veto }) => veto).join(', '));
};

const groupScores = (weights: Readonly<Record<string, number>>, items: readonly AppraisalItem[]): readonly GroupScore[] =>
  Object.entries(weights).map(([group, weight]) => {
    const own = inOrder(items.filter((item) => item.group === group));
    const raw = weight * 10 + own.reduce((sum, { pointsTenths }) => sum + pointsTenths, 0);
    return { group, weightTenths: weight * 10, scoreTenths: Math.min(weight * 10, Math.max(0, raw)), items: own };
  });

/** The grade of a score under a scheme: the first whose lower end it reaches; the last one where anything is vetoed. */
export const gradeOfScore = ({ grades }: ScoringScheme, scoreTenths: number, isVetoed: boolean): string =>
  (isVetoed ? grades.at(-1) : grades.find(({ atLeast }) => scoreTenths >= atLeast * 10))?.grade ?? '';

const schemeOn = (pack: RulePack, on: string): { readonly scheme: ScoringScheme; readonly giver: RulePack } | undefined => {
  const found = giving({ pack }, 'scoring', on);
  return found && { scheme: found.value, giver: found.pack };
};

/** The scheme in force on a day, of the pack or the nearest parent that gives one. */
export const scoringScheme = ({ pack }: RulesInForce, on: string): Ruled<{ readonly scheme: ScoringScheme; readonly rule: RuleRef }> => {
  const found = schemeOn(pack, on);
  return found ? { ok: true, value: { scheme: found.scheme, rule: citing(found.giver, found.scheme.source) } } : missing(pack, 'scoring');
};

/** Appraises a unit: each group's weight less what was lost, never below 0 nor above the weight; a veto leaves the score and takes the grade. */
export const appraise = ({ pack }: RulesInForce, appraisalCase: AppraisalCase): Ruled<Appraisal> => {
  const senseless = periodFault(appraisalCase);
  if (senseless) return senseless;
  const found = schemeOn(pack, appraisalCase.to);
  if (!found) return missing(pack, 'scoring');
  const { scheme, giver } = found;
  if (scheme.weights === undefined) return missing(giver, 'scoring.weights');
  const fault = faultIn(appraisalCase, scheme);
  if (fault) return fault;
  const groups = groupScores(scheme.weights, appraisalCase.items);
  const scoreTenths = groups.reduce((sum, group) => sum + group.scoreTenths, 0);
  const vetoes = [...appraisalCase.vetoes].sort((a, b) => compared(a.veto, b.veto) || compared(a.eventId, b.eventId));
  const { unit, from, to } = appraisalCase;
  return { ok: true, value: { unit, from, to, scoreTenths, totalTenths: scheme.total * 10, grade: gradeOfScore(scheme, scoreTenths, vetoes.length > 0), groups, vetoes, rule: citing(giver, scheme.source) } };
};

const groupLines = (before: Appraisal, after: Appraisal): readonly Bilingual[] =>
  [...new Set([...before.groups, ...after.groups].map(({ group }) => group))].flatMap((group): readonly Bilingual[] => {
    const [old, now] = [before.groups.find((row) => row.group === group), after.groups.find((row) => row.group === group)];
    const [was, is] = [old?.scoreTenths ?? 0, now?.scoreTenths ?? 0];
    const weights = old?.weightTenths === now?.weightTenths ? '' : ` (${points(old?.weightTenths ?? 0)} → ${points(now?.weightTenths ?? 0)})`;
    return was === is && weights === '' ? [] : [{ zh: `${group}${weights && `权重${weights}`}：${points(was)} → ${points(is)}`, en: `${group}${weights && `, weight${weights}`}: ${points(was)} → ${points(is)}` }];
  });

const vetoLines = (before: Appraisal, after: Appraisal): readonly Bilingual[] => {
  const namesOf = ({ vetoes }: Appraisal): string => vetoes.map(({ veto }) => veto).join(', ') || '–';
  return namesOf(before) === namesOf(after) ? [] : [{ zh: `一票否决：${namesOf(before)} → ${namesOf(after)}`, en: `vetoes: ${namesOf(before)} → ${namesOf(after)}` }];
};

const changed = (zh: string, en: string, was: string, is: string): readonly Bilingual[] => (was === is ? [] : [{ zh: `${zh} ${was} → ${is}`, en: `${en} ${was} → ${is}` }]);

/** Why two appraisals of a unit differ: rule, group by group, veto, total, grade; empty for the same score. */
export const appraisalDifference = (before: Appraisal, after: Appraisal): readonly Bilingual[] => {
  const rule = (row: Appraisal): string => `${row.rule.pack}@${row.rule.version}`;
  const total = ({ scoreTenths, totalTenths }: Appraisal): string => `${points(scoreTenths)}/${points(totalTenths)}`;
  return [
    ...changed('规则', 'rule', rule(before), rule(after)),
    ...groupLines(before, after),
    ...vetoLines(before, after),
    ...changed('总分', 'score', total(before), total(after)),
    ...changed('等级', 'grade', before.grade, after.grade),
  ];
};

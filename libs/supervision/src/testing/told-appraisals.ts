import type { Fact } from '@heatledger/kernel';
import { appraise, defaultPack, packs, type AppraisalItem, type RulesInForce } from '@heatledger/rulebook';
import { happened } from '@heatledger/testing';
import { AppraisalPublished, type AppraisalEvent } from '../domain/appraisal.events.js';
import type { AppraisedUnit } from '../domain/appraisal.state.js';
import type { AppraisalWorld } from '../domain/policies/grounds.js';
import { caseOf, outcomeOf } from '../domain/policies/scoring.js';

export const factId = (n: number): string => `00000000-0000-5000-8000-${String(n).padStart(12, '0')}`;
export const unit: AppraisedUnit = { appraisalId: factId(999), unitKind: 'zone', unit: '城东', from: '2025-11-10', to: '2026-03-20' };
export const item = (n: number, pointsTenths: number, group = '服务响应'): AppraisalItem => ({
  group,
  eventId: factId(n),
  pointsTenths,
  reason: '到场超时',
});

export const rules: RulesInForce = { pack: defaultPack, season: null };
/** The first hundred facts are on record. */
export const world: AppraisalWorld = { rules, known: packs(), recorded: new Set(Array.from({ length: 100 }, (_, n) => factId(n))) };
export const AFTER = '2026-04-01T09:00:00+08:00';

/** What was published of the unit, as a fact under the rule that scored it. */
export const published = (
  items: readonly AppraisalItem[],
  by = 'feng',
  vetoes: readonly { veto: string; eventId: string }[] = [],
): Fact<Extract<AppraisalEvent, { type: 'AppraisalPublished' }>> => {
  const scored = appraise(rules, caseOf(unit, { items, vetoes }));
  if (!scored.ok) throw new Error(JSON.stringify(scored));
  const fact = happened(AppraisalPublished({ ...unit, version: 1, ...outcomeOf(scored.value) }), { at: AFTER, by, role: 'inspector' });
  return { ...fact, meta: { ...fact.meta, rule: scored.value.rule } };
};

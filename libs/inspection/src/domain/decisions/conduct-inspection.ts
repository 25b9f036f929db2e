import { accept, reject, stamped, type CommandMeta, type Decision, type Instant, type Made, type Order, type RuleRef } from '@heatledger/kernel';
import { disputeInspectionDue, type RulesInForce } from '@heatledger/rulebook';
import { isAfter, isBefore } from '@heatledger/vocabulary';
import type { CheckItem, CloseInspection, InspectionPlan, MarkInspectionMissed, PlanInspection, StartInspection } from '../inspection.commands.js';
import { InspectionClosed, InspectionMissed, InspectionPlanned, InspectionStarted, ItemChecked, type InspectionEvent } from '../inspection.events.js';
import type { InspectionRejection } from '../inspection.rejections.js';
import type { Inspection } from '../inspection.state.js';

type Answer = Decision<InspectionEvent, InspectionRejection>;
type Refusal = Extract<Answer, { accepted: false }>;

/** What every fact of an inspection repeats for its readers. */
export const aboutInspection = ({ inspectionId, zone, station }: Inspection): Pick<Inspection, 'inspectionId' | 'zone' | 'station'> => ({ inspectionId, zone, station });

/** Refuses an inspection nobody planned, and a stage in which the act makes no sense. */
export const refusalUnless = ({ phase }: Inspection, ...phases: readonly Inspection['phase'][]): Refusal | undefined => {
  if (phase === 'unknown') return { accepted: false, code: 'inspection/unknown' };
  return phases.includes(phase) ? undefined : { accepted: false, code: 'inspection/not-now', detail: { field: 'phase', value: phase, allowed: phases } };
};

type Planned = { readonly ok: true; readonly due: Instant; readonly dueStatedBy?: string; readonly rule?: RuleRef } | { readonly ok: false; readonly refusal: Refusal };

const plannedDue = ({ due, occasion }: InspectionPlan, { at, actor }: CommandMeta, rules: RulesInForce): Planned => {
  if (due !== undefined) return { ok: true, due, dueStatedBy: actor.id };
  const ruled = occasion === 'dispute' ? disputeInspectionDue(rules, at) : null;
  if (ruled?.ok) return { ok: true, ...ruled.value };
  return { ok: false, refusal: { accepted: false, code: 'inspection/due-missing', detail: { field: 'due', allowed: 'when it must have begun', ...(ruled ? { rulebook: ruled.code } : {}) } } };
};

/** A plan is due as its planner states it, by name; only an occasion that the rules give a term takes it from them. */
export const planInspection = (inspection: Inspection, { data, meta }: Order<Made<typeof PlanInspection>>, rules: RulesInForce): Answer => {
  const planned = plannedDue(data, meta, rules);
  if (!planned.ok) return planned.refusal;
  const { due, dueStatedBy, rule } = planned;
  if (inspection.phase !== 'unknown') return inspection.site === data.site && inspection.due === due ? accept() : reject('inspection/known', { field: 'inspectionId', value: data.inspectionId });
  if (isBefore(due, meta.at)) return reject('inspection/due-in-the-past', { field: 'due', value: due, allowed: `not before ${meta.at}` });
  return accept(stamped(InspectionPlanned({ ...data, due, dueStatedBy, checklist: [...data.checklist] }), rule ? { rule } : {}));
};

/** A late start is a start all the same; that it was missed stays on record. */
export const startInspection = (inspection: Inspection, { meta }: Order<Made<typeof StartInspection>>): Answer => {
  if (inspection.phase === 'started') return accept();
  return refusalUnless(inspection, 'planned', 'missed') ?? accept(InspectionStarted({ ...aboutInspection(inspection), inspector: meta.actor.id }));
};

export const checkItem = (inspection: Inspection, { data }: Order<Made<typeof CheckItem>>): Answer => {
  const refusal = refusalUnless(inspection, 'started');
  if (refusal) return refusal;
  if (!inspection.checklist.includes(data.item)) return reject('inspection/no-such-item', { field: 'item', value: data.item, allowed: inspection.checklist });
  if (inspection.checked[data.item] === data.result) return accept();
  return accept(ItemChecked({ ...aboutInspection(inspection), item: data.item, result: data.result, note: data.note }));
};

export const closeInspection = (inspection: Inspection, _: Order<Made<typeof CloseInspection>>): Answer => {
  if (inspection.phase === 'closed') return accept();
  const refusal = refusalUnless(inspection, 'started');
  if (refusal) return refusal;
  const unchecked = inspection.checklist.filter((item) => inspection.checked[item] === undefined);
  const unverified = Object.entries(inspection.findings).filter(([, { phase }]) => phase !== 'verified').map(([id]) => id);
  if (unchecked.length > 0 || unverified.length > 0) return reject('inspection/unfinished', { field: unchecked.length > 0 ? 'checklist' : 'findings', value: unchecked.length > 0 ? unchecked : unverified, allowed: 'every item checked and every finding verified' });
  return accept(InspectionClosed({ ...aboutInspection(inspection), findings: Object.keys(inspection.findings).length }));
};

/** Recorded once, at the due time; nothing when it has begun. */
export const markInspectionMissed = (inspection: Inspection, { meta }: Order<Made<typeof MarkInspectionMissed>>): Answer => {
  if (inspection.phase === 'unknown') return reject('inspection/unknown');
  if (inspection.phase !== 'planned' || isAfter(inspection.due, meta.now)) return accept();
  return accept(stamped(InspectionMissed({ ...aboutInspection(inspection), due: inspection.due }), { at: inspection.due, ...(inspection.rule ? { rule: inspection.rule } : {}) }));
};

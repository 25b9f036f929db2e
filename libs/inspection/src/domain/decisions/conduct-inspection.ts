import { accept, reject, stamped, type CommandMeta, type Decision, type Instant, type Made, type Order, type RuleRef } from '@heatledger/kernel';
import { disputeInspectionDue, type RulesInForce } from '@heatledger/rulebook';
import { isAfter, isAmong, isBefore, mayBeStaff } from '@heatledger/vocabulary';
import type { CheckItem, CloseInspection, InspectionPlan, MarkInspectionMissed, PlanInspection, StartInspection } from '../inspection.commands.js';
import { InspectionClosed, InspectionMissed, InspectionPlanned, InspectionStarted, ItemChecked, type InspectionEvent } from '../inspection.events.js';
import type { InspectionRejection } from '../inspection.rejections.js';
import type { Inspection } from '../inspection.state.js';
import type { InspectionWorld } from '../inspection.world.js';
import { aboutInspection, refusalUnless } from '../policies/stage.js';
import { judgedByDue } from './late-entry.js';

type Answer = Decision<InspectionEvent, InspectionRejection>;
type Refusal = Extract<Answer, { accepted: false }>;

type Planned = { readonly ok: true; readonly due: Instant; readonly dueStatedBy?: string; readonly rule?: RuleRef } | { readonly ok: false; readonly refusal: Refusal };

const plannedDue = ({ due, occasion }: InspectionPlan, { at, actor }: CommandMeta, rules: RulesInForce): Planned => {
  if (due !== undefined) return { ok: true, due, dueStatedBy: actor.id };
  const ruled = occasion === 'dispute' ? disputeInspectionDue(rules, at) : null;
  if (ruled?.ok) return { ok: true, ...ruled.value };
  return { ok: false, refusal: { accepted: false, code: 'inspection/due-missing', detail: { field: 'due', allowed: 'when it must have begun', ...(ruled ? { rulebook: ruled.code } : {}) } } };
};

/** A plan is due as its planner states it, by name; only an occasion that the rules give a term takes it from them. */
export const planInspection = (inspection: Inspection, { data, meta }: Order<Made<typeof PlanInspection>>, rules: InspectionWorld): Answer => {
  const planned = plannedDue(data, meta, rules);
  if (!planned.ok) return planned.refusal;
  const { due, dueStatedBy, rule } = planned;
  if (inspection.phase !== 'unknown') return inspection.site === data.site && inspection.due === due ? accept() : reject('inspection/known', { field: 'inspectionId', value: data.inspectionId });
  if (isBefore(due, meta.at)) return reject('inspection/due-in-the-past', { field: 'due', value: due, allowed: `not before ${meta.at}` });
  if (meta.actor.role !== 'system' && !mayBeStaff(rules.people, data.inspector, 'inspector'))
    return reject('inspection/unknown-staff', { field: 'inspector', value: data.inspector });
  return accept(stamped(InspectionPlanned({ ...data, due, dueStatedBy, checklist: [...data.checklist] }), rule ? { rule } : {}));
};

/** Begun by the one it was given to or who planned it, or by whoever is on duty where the program planned it. A late start is a start all the same; that it was missed stays on record. */
export const startInspection = (inspection: Inspection, { meta }: Order<Made<typeof StartInspection>>, world: InspectionWorld): Answer => {
  if (inspection.phase === 'started') return accept();
  const refusal = refusalUnless(inspection, 'planned', 'missed');
  if (refusal) return refusal;
  const { inspector, planner, due, missed } = inspection;
  if (planner !== undefined && !isAmong(world.people, meta.actor.id, [inspector, planner])) return reject('inspection/not-inspector', { field: 'actor', value: meta.actor.id });
  const started = InspectionStarted({ ...aboutInspection(inspection), inspector: meta.actor.id });
  return accept<InspectionEvent>(started, ...judgedByDue(inspection, { act: 'start', due, isOverdue: missed }, meta, world));
};

export const checkItem = (inspection: Inspection, { data }: Order<Made<typeof CheckItem>>): Answer => {
  const refusal = refusalUnless(inspection, 'started');
  if (refusal) return refusal;
  if (!inspection.checklist.includes(data.item)) return reject('inspection/no-such-item', { field: 'item', value: data.item, allowed: inspection.checklist });
  if (inspection.checked[data.item] === data.result) return accept();
  if (inspection.checked[data.item] === 'fail' && data.note === undefined) return reject('inspection/why-in-order', { field: 'note', value: data.result });
  return accept(ItemChecked({ ...aboutInspection(inspection), item: data.item, result: data.result, note: data.note }));
};

export const closeInspection = (inspection: Inspection, _: Order<Made<typeof CloseInspection>>): Answer => {
  if (inspection.phase === 'closed') return accept();
  const refusal = refusalUnless(inspection, 'started');
  if (refusal) return refusal;
  const unchecked = inspection.checklist.filter((item) => inspection.checked[item] === undefined);
  const unverified = Object.entries(inspection.findings).filter(([, { phase }]) => phase !== 'verified').map(([id]) => id);
  if (unchecked.length > 0 || unverified.length > 0) return reject('inspection/unfinished', { field: unchecked.length > 0 ? 'checklist' : 'findings', value: unchecked.length > 0 ? unchecked : unverified, allowed: 'every item checked and every finding verified' });
  const about = new Set(Object.values(inspection.findings).map(({ item }) => item));
  const untold = inspection.checklist.filter((item) => inspection.checked[item] === 'fail' && !about.has(item));
  if (untold.length > 0) return reject('inspection/failed-without-finding', { field: 'checklist', value: untold });
  return accept(InspectionClosed({ ...aboutInspection(inspection), findings: Object.keys(inspection.findings).length }));
};

/** Recorded once, at the due time; nothing when it has begun. */
export const markInspectionMissed = (inspection: Inspection, { meta }: Order<Made<typeof MarkInspectionMissed>>): Answer => {
  if (inspection.phase === 'unknown') return reject('inspection/unknown');
  if (inspection.phase !== 'planned' || isAfter(inspection.due, meta.now)) return accept();
  return accept(stamped(InspectionMissed({ ...aboutInspection(inspection), due: inspection.due }), { at: inspection.due, ...(inspection.rule ? { rule: inspection.rule } : {}) }));
};

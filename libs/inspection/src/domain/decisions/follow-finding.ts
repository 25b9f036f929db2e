import { accept, reject, stamped, type Decision, type Made, type Order } from '@heatledger/kernel';
import { isAfter, isOfCrew, isSamePerson, type People } from '@heatledger/vocabulary';
import type { MarkRectificationOverdue, RaiseFinding, RectifyFinding, SendBackRectification, VerifyRectification } from '../inspection.commands.js';
import { FindingRaised, FindingRectified, RectificationOverdue, RectificationSentBack, RectificationVerified, type InspectionEvent } from '../inspection.events.js';
import type { InspectionRejection } from '../inspection.rejections.js';
import type { FindingPhase, FindingState, Inspection } from '../inspection.state.js';
import type { InspectionWorld } from '../inspection.world.js';
import { aboutInspection, refusalUnless } from '../policies/stage.js';
import { judgedByDue } from './late-entry.js';

type Answer = Decision<InspectionEvent, InspectionRejection>;
type Found = { readonly ok: true; readonly finding: FindingState } | { readonly ok: false; readonly refusal: Extract<Answer, { accepted: false }> };

/** The finding when it is at one of the phases; else the refusal. */
export const findingOf = (inspection: Inspection, findingId: string, ...phases: readonly FindingPhase[]): Found => {
  const refusal = refusalUnless(inspection, 'started');
  if (refusal) return { ok: false, refusal };
  const finding = inspection.findings[findingId];
  if (!finding) return { ok: false, refusal: { accepted: false, code: 'inspection/no-such-finding', detail: { field: 'findingId', value: findingId, allowed: Object.keys(inspection.findings) } } };
  if (phases.includes(finding.phase)) return { ok: true, finding };
  return { ok: false, refusal: { accepted: false, code: 'inspection/not-now', detail: { field: 'finding', value: finding.phase, allowed: phases } } };
};

export const raiseFinding = (inspection: Inspection, { data }: Order<Made<typeof RaiseFinding>>): Answer => {
  const refusal = refusalUnless(inspection, 'started');
  if (refusal) return refusal;
  if (inspection.findings[data.findingId]) return accept();
  if (data.item !== undefined && !inspection.checklist.includes(data.item)) return reject('inspection/no-such-item', { field: 'item', value: data.item, allowed: inspection.checklist });
  const { findingId, item, severity, clause, description } = data;
  return accept(FindingRaised({ ...aboutInspection(inspection), findingId, item, severity, clause, description }));
};

/** True where an account belongs to the unit: a member of the crew, the person named, or, while no crew is known, anybody. */
const isOfUnit = (people: People | undefined, account: string, unit: string): boolean =>
  isOfCrew(people, account, unit) || isSamePerson(people, account, unit);

/** Put right by the unit that is responsible; a dispatcher may enter it for them. */
export const rectifyFinding = (inspection: Inspection, { data, meta }: Order<Made<typeof RectifyFinding>>, world: InspectionWorld): Answer => {
  const found = findingOf(inspection, data.findingId, 'demanded', 'sent-back', 'rectified');
  if (!found.ok) return found.refusal;
  if (found.finding.phase === 'rectified') return accept();
  if (data.evidence.length === 0) return reject('inspection/evidence-missing', { field: 'evidence', allowed: 'at least one piece that shows it' });
  const { responsible = '', round, due, overdue } = found.finding;
  if (meta.actor.role !== 'dispatcher' && !isOfUnit(world.people, meta.actor.id, responsible))
    return reject('inspection/not-responsible', { field: 'actor', value: meta.actor.id, responsible });
  const { findingId } = data;
  const rectified = FindingRectified({ ...aboutInspection(inspection), findingId, rectifier: meta.actor.id, evidence: [...data.evidence], round: round + 1 });
  // once it was tried in time, the date was kept, whatever became of the attempt
  const judged = due === undefined || (round > 0 && !overdue) ? [] : judgedByDue(inspection, { act: 'rectification', findingId, due, isOverdue: overdue }, meta, world);
  return accept<InspectionEvent>(rectified, ...judged);
};

const judged = (inspection: Inspection, findingId: string, actor: string, { people }: InspectionWorld): Found => {
  const found = findingOf(inspection, findingId, 'rectified');
  if (!found.ok || found.finding.rectifier === undefined || !isSamePerson(people, found.finding.rectifier, actor)) return found;
  return { ok: false, refusal: { accepted: false, code: 'inspection/same-person', detail: { field: 'actor', value: actor, allowed: 'somebody other than who put it right' } } };
};

export const verifyRectification = (inspection: Inspection, { data, meta }: Order<Made<typeof VerifyRectification>>, world: InspectionWorld): Answer => {
  if (inspection.findings[data.findingId]?.phase === 'verified') return accept();
  const found = judged(inspection, data.findingId, meta.actor.id, world);
  return found.ok ? accept(RectificationVerified({ ...aboutInspection(inspection), findingId: data.findingId, verifier: meta.actor.id })) : found.refusal;
};

export const sendBackRectification = (inspection: Inspection, { data, meta }: Order<Made<typeof SendBackRectification>>, world: InspectionWorld): Answer => {
  const found = judged(inspection, data.findingId, meta.actor.id, world);
  return found.ok ? accept(RectificationSentBack({ ...aboutInspection(inspection), findingId: data.findingId, verifier: meta.actor.id, reason: data.reason })) : found.refusal;
};

/** Recorded once, at the due time; nothing when it was put right or the date was moved. */
export const markRectificationOverdue = (inspection: Inspection, { data, meta }: Order<Made<typeof MarkRectificationOverdue>>): Answer => {
  if (inspection.phase === 'unknown') return reject('inspection/unknown');
  const finding = inspection.findings[data.findingId];
  if (!finding || finding.due === undefined || finding.overdue || (finding.phase !== 'demanded' && finding.phase !== 'sent-back') || isAfter(finding.due, meta.now)) return accept();
  return accept(stamped(RectificationOverdue({ ...aboutInspection(inspection), findingId: data.findingId, due: finding.due }), { at: finding.due, ...(finding.rule ? { rule: finding.rule } : {}) }));
};

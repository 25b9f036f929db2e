import { accept, reject, stamped, type Decision, type Made, type Order } from '@heatledger/kernel';
import { isAfter } from '@heatledger/vocabulary';
import type { MarkRectificationOverdue, RaiseFinding, RectifyFinding, SendBackRectification, VerifyRectification } from '../inspection.commands.js';
import { FindingRaised, FindingRectified, RectificationOverdue, RectificationSentBack, RectificationVerified, type InspectionEvent } from '../inspection.events.js';
import type { InspectionRejection } from '../inspection.rejections.js';
import type { FindingPhase, FindingState, Inspection } from '../inspection.state.js';
import { aboutInspection, refusalUnless } from './conduct-inspection.js';

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

export const rectifyFinding = (inspection: Inspection, { data, meta }: Order<Made<typeof RectifyFinding>>): Answer => {
  const found = findingOf(inspection, data.findingId, 'demanded', 'sent-back', 'rectified');
  if (!found.ok) return found.refusal;
  if (found.finding.phase === 'rectified') return accept();
  if (data.evidence.length === 0) return reject('inspection/evidence-missing', { field: 'evidence', allowed: 'at least one piece that shows it' });
  return accept(FindingRectified({ ...aboutInspection(inspection), findingId: data.findingId, rectifier: meta.actor.id, evidence: [...data.evidence], round: found.finding.round + 1 }));
};

const judged = (inspection: Inspection, findingId: string, actor: string): Found => {
  const found = findingOf(inspection, findingId, 'rectified');
  if (!found.ok || found.finding.rectifier !== actor) return found;
  return { ok: false, refusal: { accepted: false, code: 'inspection/same-person', detail: { field: 'actor', value: actor, allowed: 'somebody other than who put it right' } } };
};

export const verifyRectification = (inspection: Inspection, { data, meta }: Order<Made<typeof VerifyRectification>>): Answer => {
  if (inspection.findings[data.findingId]?.phase === 'verified') return accept();
  const found = judged(inspection, data.findingId, meta.actor.id);
  return found.ok ? accept(RectificationVerified({ ...aboutInspection(inspection), findingId: data.findingId, verifier: meta.actor.id })) : found.refusal;
};

export const sendBackRectification = (inspection: Inspection, { data, meta }: Order<Made<typeof SendBackRectification>>): Answer => {
  const found = judged(inspection, data.findingId, meta.actor.id);
  return found.ok ? accept(RectificationSentBack({ ...aboutInspection(inspection), findingId: data.findingId, verifier: meta.actor.id, reason: data.reason })) : found.refusal;
};

/** Recorded once, at the due time; nothing when it was put right or the date was moved. */
export const markRectificationOverdue = (inspection: Inspection, { data, meta }: Order<Made<typeof MarkRectificationOverdue>>): Answer => {
  if (inspection.phase === 'unknown') return reject('inspection/unknown');
  const finding = inspection.findings[data.findingId];
  if (!finding || finding.due === undefined || finding.overdue || (finding.phase !== 'demanded' && finding.phase !== 'sent-back') || isAfter(finding.due, meta.now)) return accept();
  return accept(stamped(RectificationOverdue({ ...aboutInspection(inspection), findingId: data.findingId, due: finding.due }), { at: finding.due, ...(finding.rule ? { rule: finding.rule } : {}) }));
};

import type { EvolveTable, Instant, RuleRef } from '@heatledger/kernel';
import type { InspectionEvent, ItemResult, Severity } from './inspection.events.js';
import type { LateAct } from './late-entry.events.js';

export type FindingPhase = 'raised' | 'demanded' | 'rectified' | 'sent-back' | 'verified';

/** One finding as decisions need it. */
export interface FindingState {
  readonly phase: FindingPhase;
  readonly severity: Severity;
  /** Item of the checklist that it is about. */
  readonly item?: string | undefined;
  /** Unit that must put it right. */
  readonly responsible?: string;
  readonly due?: Instant;
  /** The rule beside the demand. */
  readonly rule?: RuleRef | undefined;
  readonly rectifier?: string;
  readonly round: number;
  readonly overdue: boolean;
}

/** Something done in time and entered late, and what came of it. */
export interface LateEntry {
  readonly by: string;
  readonly act: LateAct;
  readonly findingId?: string | undefined;
  readonly due: Instant;
  readonly decided?: 'approved' | 'refused';
}

/** What decisions need to know of an inspection. */
export interface Inspection {
  readonly phase: 'unknown' | 'planned' | 'started' | 'missed' | 'closed';
  readonly inspectionId: string;
  readonly site: string;
  readonly zone?: string | undefined;
  readonly station?: string | undefined;
  readonly checklist: readonly string[];
  readonly checked: Readonly<Record<string, ItemResult>>;
  readonly inspector: string;
  /** Account that planned it; absent where the program did, for whoever is on duty. */
  readonly planner?: string | undefined;
  /** True while a recorded miss counts. */
  readonly missed: boolean;
  /** Every late entry, by the id under which it is decided. */
  readonly lateEntries: Readonly<Record<string, LateEntry>>;
  readonly due: Instant;
  /** The rule beside the plan, where one gave its due time. */
  readonly rule?: RuleRef | undefined;
  readonly findings: Readonly<Record<string, FindingState>>;
}

export const initialInspection: Inspection = { phase: 'unknown', inspectionId: '', site: '', checklist: [], checked: {}, inspector: '', missed: false, lateEntries: {}, due: '', findings: {} };

const decided = (inspection: Inspection, approvalId: string, decision: 'approved' | 'refused'): Inspection => {
  const entry = inspection.lateEntries[approvalId];
  return entry ? { ...inspection, lateEntries: { ...inspection.lateEntries, [approvalId]: { ...entry, decided: decision } } } : inspection;
};

const NEW_FINDING: FindingState = { phase: 'raised', severity: 'minor', round: 0, overdue: false };

const withFinding = (inspection: Inspection, findingId: string, change: Partial<FindingState>): Inspection => ({
  ...inspection,
  findings: { ...inspection.findings, [findingId]: { ...(inspection.findings[findingId] ?? NEW_FINDING), ...change } },
});

export const evolveInspection: EvolveTable<Inspection, InspectionEvent> = {
  InspectionPlanned: (inspection, { data: { inspectionId, site, zone, station, checklist, inspector, due }, meta }) => ({
    ...inspection,
    ...{ rule: meta.rule, phase: 'planned', inspectionId, site, zone, station, checklist, inspector, due },
    planner: meta.actor.role === 'system' ? undefined : meta.actor.id,
  }),
  InspectionStarted: (inspection) => ({ ...inspection, phase: 'started' }),
  ItemChecked: (inspection, { data }) => ({ ...inspection, checked: { ...inspection.checked, [data.item]: data.result } }),
  FindingRaised: (inspection, { data }) => withFinding(inspection, data.findingId, { severity: data.severity, item: data.item }),
  RectificationDemanded: (inspection, { data, meta }) => withFinding(inspection, data.findingId, { phase: 'demanded', responsible: data.responsible, due: data.due, rule: meta.rule, overdue: false }),
  FindingRectified: (inspection, { data }) => withFinding(inspection, data.findingId, { phase: 'rectified', rectifier: data.rectifier, round: data.round }),
  RectificationVerified: (inspection, { data }) => withFinding(inspection, data.findingId, { phase: 'verified' }),
  RectificationSentBack: (inspection, { data }) => withFinding(inspection, data.findingId, { phase: 'sent-back' }),
  RectificationOverdue: (inspection, { data }) => withFinding(inspection, data.findingId, { overdue: true }),
  InspectionClosed: (inspection) => ({ ...inspection, phase: 'closed' }),
  InspectionMissed: (inspection) => ({ ...inspection, phase: inspection.phase === 'planned' ? 'missed' : inspection.phase, missed: true }),
  InspectionLateEntryRequested: (inspection, { data: { approvalId, act, findingId, due }, meta }) => ({
    ...inspection,
    lateEntries: { ...inspection.lateEntries, [approvalId]: { by: meta.actor.id, act, findingId, due } },
  }),
  InspectionLateEntryApproved: (inspection, { data }) => decided(inspection, data.approvalId, 'approved'),
  InspectionLateEntryRefused: (inspection, { data }) => decided(inspection, data.approvalId, 'refused'),
  InspectionMissRetracted: (inspection) => ({ ...inspection, missed: false }),
  RectificationOverdueRetracted: (inspection, { data }) => withFinding(inspection, data.findingId, { overdue: false }),
};

import type { EvolveTable, Instant, RuleRef } from '@heatledger/kernel';
import type { InspectionEvent, ItemResult, Severity } from './inspection.events.js';

export type FindingPhase = 'raised' | 'demanded' | 'rectified' | 'sent-back' | 'verified';

/** One finding as decisions need it. */
export interface FindingState {
  readonly phase: FindingPhase;
  readonly severity: Severity;
  readonly due?: Instant;
  /** The rule beside the demand. */
  readonly rule?: RuleRef | undefined;
  readonly rectifier?: string;
  readonly round: number;
  readonly overdue: boolean;
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
  readonly due: Instant;
  /** The rule beside the plan, where one gave its due time. */
  readonly rule?: RuleRef | undefined;
  readonly findings: Readonly<Record<string, FindingState>>;
}

export const initialInspection: Inspection = { phase: 'unknown', inspectionId: '', site: '', checklist: [], checked: {}, inspector: '', due: '', findings: {} };

const NEW_FINDING: FindingState = { phase: 'raised', severity: 'minor', round: 0, overdue: false };

const withFinding = (inspection: Inspection, findingId: string, change: Partial<FindingState>): Inspection => ({
  ...inspection,
  findings: { ...inspection.findings, [findingId]: { ...(inspection.findings[findingId] ?? NEW_FINDING), ...change } },
});

export const evolveInspection: EvolveTable<Inspection, InspectionEvent> = {
  InspectionPlanned: (inspection, { data: { inspectionId, site, zone, station, checklist, inspector, due }, meta }) => ({ ...inspection, rule: meta.rule, phase: 'planned', inspectionId, site, zone, station, checklist, inspector, due }),
  InspectionStarted: (inspection) => ({ ...inspection, phase: 'started' }),
  ItemChecked: (inspection, { data }) => ({ ...inspection, checked: { ...inspection.checked, [data.item]: data.result } }),
  FindingRaised: (inspection, { data }) => withFinding(inspection, data.findingId, { severity: data.severity }),
  RectificationDemanded: (inspection, { data, meta }) => withFinding(inspection, data.findingId, { phase: 'demanded', due: data.due, rule: meta.rule, overdue: false }),
  FindingRectified: (inspection, { data }) => withFinding(inspection, data.findingId, { phase: 'rectified', rectifier: data.rectifier, round: data.round }),
  RectificationVerified: (inspection, { data }) => withFinding(inspection, data.findingId, { phase: 'verified' }),
  RectificationSentBack: (inspection, { data }) => withFinding(inspection, data.findingId, { phase: 'sent-back' }),
  RectificationOverdue: (inspection, { data }) => withFinding(inspection, data.findingId, { overdue: true }),
  InspectionClosed: (inspection) => ({ ...inspection, phase: 'closed' }),
  InspectionMissed: (inspection) => ({ ...inspection, phase: 'missed' }),
};

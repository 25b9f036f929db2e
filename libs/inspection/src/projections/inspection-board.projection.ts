import type { Projection, RecordedFact, RuleRef } from '@heatledger/kernel';
import { millis } from '@heatledger/vocabulary';
import type { InspectionEvent, ItemResult, Severity } from '../domain/inspection.events.js';
import type { FindingPhase, Inspection } from '../domain/inspection.state.js';

export interface BoardFinding {
  readonly findingId: string;
  readonly item: string | null;
  readonly severity: Severity;
  readonly clause: string;
  readonly description: string;
  readonly phase: FindingPhase;
  readonly responsible: string | null;
  readonly due: string | null;
  /** Until when the rule would have it, who set another date, and why. */
  readonly ruledDue: string | null;
  readonly dueStatedBy: string | null;
  readonly dueReason: string | null;
  readonly rule: RuleRef | null;
  readonly overdue: boolean;
  readonly round: number;
}

/** One inspection on the board. */
export interface InspectionBoardEntry {
  readonly inspectionId: string;
  readonly site: string;
  readonly zone: string | null;
  readonly station: string | null;
  readonly inspector: string;
  readonly phase: Inspection['phase'];
  readonly due: string;
  /** Who stated it; absent where a rule says it. */
  readonly dueStatedBy: string | null;
  readonly rule: RuleRef | null;
  readonly dueMs: number;
  readonly startedAt: string | null;
  readonly closedAt: string | null;
  readonly missed: boolean;
  readonly checklist: readonly string[];
  readonly checked: Readonly<Record<string, ItemResult>>;
  readonly findings: readonly BoardFinding[];
  readonly openFindings: number;
  readonly revision: number;
}

type Entry = InspectionBoardEntry;

const counted = (entry: Entry): Entry => ({ ...entry, openFindings: entry.findings.filter(({ phase }) => phase !== 'verified').length });

const changing =
  <E extends InspectionEvent>(change: (data: E['data'], entry: Entry, fact: RecordedFact<E>) => Partial<Entry>) =>
  (entry: Entry | null, fact: RecordedFact<E>): Entry | null =>
    entry && counted({ ...entry, revision: fact.revision, ...change(fact.data, entry, fact) });

const withFinding = (entry: Entry, findingId: string, change: Partial<BoardFinding>): Partial<Entry> => ({
  findings: entry.findings.map((finding) => (finding.findingId === findingId ? { ...finding, ...change } : finding)),
});

/** Inspections by inspector, zone and phase, with their findings. */
export const inspectionBoard: Projection<InspectionBoardEntry, InspectionEvent> = {
  name: 'inspection-board',
  version: 3,
  doc: 'Every inspection with its checklist and findings, by inspector, zone, phase and due time.',
  key: ({ data }) => data.inspectionId,
  evolve: {
    InspectionPlanned: (_, { data, meta, revision }) => ({
      inspectionId: data.inspectionId,
      site: data.site,
      zone: data.zone ?? null,
      station: data.station ?? null,
      inspector: data.inspector,
      phase: 'planned',
      due: data.due,
      dueStatedBy: data.dueStatedBy ?? null,
      rule: meta.rule ?? null,
      dueMs: millis(data.due),
      startedAt: null,
      closedAt: null,
      missed: false,
      checklist: data.checklist,
      checked: {},
      findings: [],
      openFindings: 0,
      revision,
    }),
    InspectionStarted: changing((_, __, { meta }) => ({ phase: 'started', startedAt: meta.at })),
    ItemChecked: changing((data, entry) => ({ checked: { ...entry.checked, [data.item]: data.result } })),
    FindingRaised: changing(({ findingId, item, severity, clause, description }, entry) => ({
      findings: [...entry.findings, { findingId, item: item ?? null, severity, clause, description, phase: 'raised', responsible: null, due: null, ruledDue: null, dueStatedBy: null, dueReason: null, rule: null, overdue: false, round: 0 }],
    })),
    RectificationDemanded: changing((data, entry, { meta }) => {
      const { findingId, responsible, due, ruledDue = null, dueStatedBy = null, reason: dueReason = null } = data;
      return withFinding(entry, findingId, { phase: 'demanded', responsible, due, ruledDue, dueStatedBy, dueReason, rule: meta.rule ?? null, overdue: false });
    }),
    FindingRectified: changing((data, entry) => withFinding(entry, data.findingId, { phase: 'rectified', round: data.round })),
    RectificationVerified: changing((data, entry) => withFinding(entry, data.findingId, { phase: 'verified' })),
    RectificationSentBack: changing((data, entry) => withFinding(entry, data.findingId, { phase: 'sent-back' })),
    RectificationOverdue: changing((data, entry) => withFinding(entry, data.findingId, { overdue: true })),
    InspectionClosed: changing((_, __, { meta }) => ({ phase: 'closed', closedAt: meta.at })),
    InspectionMissed: changing((_, { phase }) => ({ phase: phase === 'planned' ? 'missed' : phase, missed: true })),
    InspectionLateEntryRequested: changing(() => ({})),
    InspectionLateEntryApproved: changing(() => ({})),
    InspectionLateEntryRefused: changing(() => ({})),
    InspectionMissRetracted: changing(() => ({ missed: false })),
    RectificationOverdueRetracted: changing((data, entry) => withFinding(entry, data.findingId, { overdue: false })),
  },
  indexes: { byInspector: ['inspector', 'dueMs'], byZone: ['zone', 'dueMs'], byPhase: ['phase', 'dueMs'], byDue: ['dueMs'] },
};

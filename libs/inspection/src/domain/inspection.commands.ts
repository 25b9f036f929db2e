import { command, type Instant, type Made } from '@heatledger/kernel';
import type { ItemResult, Severity } from './inspection.events.js';

interface OfInspection {
  readonly inspectionId: string;
}
interface OfFinding extends OfInspection {
  readonly findingId: string;
}
export interface InspectionPlan extends OfInspection {
  readonly site: string;
  readonly purpose?: string | undefined;
  readonly checklist: readonly string[];
  readonly inspector: string;
  /** As the planner states it; the rules say it where an occasion names one. */
  readonly due?: Instant | undefined;
  readonly occasion?: 'dispute' | undefined;
  readonly zone?: string | undefined;
  readonly station?: string | undefined;
}
export interface Finding extends OfFinding {
  readonly item?: string | undefined;
  readonly severity: Severity;
  readonly clause: string;
  readonly description: string;
}

export interface Demand extends OfFinding {
  readonly responsible: string;
  /** The rules' term for the finding's severity, when absent; another one needs a reason. */
  readonly due?: Instant | undefined;
  readonly reason?: string | undefined;
}

export const PlanInspection = command<'PlanInspection', InspectionPlan>('PlanInspection', 'Plan an inspection of a site.');
export const StartInspection = command<'StartInspection', OfInspection>('StartInspection', 'Begin the inspection, as its inspector.');
export const CheckItem = command<'CheckItem', OfInspection & { readonly item: string; readonly result: ItemResult; readonly note?: string | undefined }>('CheckItem', 'Record how an item was found.');
export const RaiseFinding = command<'RaiseFinding', Finding>('RaiseFinding', 'Record something that must be put right.');
export const DemandRectification = command<'DemandRectification', Demand>('DemandRectification', 'Tell a unit to put a finding right by a date.');
export const RectifyFinding = command<'RectifyFinding', OfFinding & { readonly evidence: readonly string[] }>('RectifyFinding', 'Report a finding as put right, with evidence.');
export const VerifyRectification = command<'VerifyRectification', OfFinding>('VerifyRectification', 'Verify a rectification, as another person.');
export const SendBackRectification = command<'SendBackRectification', OfFinding & { readonly reason: string }>('SendBackRectification', 'Send a rectification back, as another person.');
export const MarkRectificationOverdue = command<'MarkRectificationOverdue', OfFinding>('MarkRectificationOverdue', 'Record that the date for a rectification passed.');
export const CloseInspection = command<'CloseInspection', OfInspection>('CloseInspection', 'End the inspection.');
export const MarkInspectionMissed = command<'MarkInspectionMissed', OfInspection>('MarkInspectionMissed', 'Record that the inspection did not begin in time.');

interface LateEntryRef extends OfInspection {
  readonly approvalId: string;
}
export const ApproveInspectionLateEntry = command<'ApproveInspectionLateEntry', LateEntryRef>(
  'ApproveInspectionLateEntry',
  'Say that what was entered late had been in time, as a second person.',
);
export const RefuseInspectionLateEntry = command<'RefuseInspectionLateEntry', LateEntryRef & { readonly reason: string }>(
  'RefuseInspectionLateEntry',
  'Let what was entered late stay overdue, as a second person.',
);

/** Every command of an inspection. */
export const inspectionCommands = [
  PlanInspection, StartInspection, CheckItem, RaiseFinding, DemandRectification, RectifyFinding, VerifyRectification, SendBackRectification, MarkRectificationOverdue,
  CloseInspection, MarkInspectionMissed, ApproveInspectionLateEntry, RefuseInspectionLateEntry,
] as const;
export type InspectionCommand = Made<(typeof inspectionCommands)[number]>;

import { accept, reject, stamped, type CommandMeta, type Decision, type Draft, type Instant, type Made, type Order } from '@heatledger/kernel';
import { lateEntryTolerance } from '@heatledger/rulebook';
import { isAfter, isSamePerson, minutesBetween } from '@heatledger/vocabulary';
import type { ApproveInspectionLateEntry, RefuseInspectionLateEntry } from '../inspection.commands.js';
import { InspectionMissed, RectificationOverdue, type InspectionEvent } from '../inspection.events.js';
import type { InspectionRejection } from '../inspection.rejections.js';
import type { Inspection, LateEntry } from '../inspection.state.js';
import type { InspectionWorld } from '../inspection.world.js';
import {
  InspectionLateEntryApproved,
  InspectionLateEntryRefused,
  InspectionLateEntryRequested,
  InspectionMissRetracted,
  RectificationOverdueRetracted,
  type LateAct,
} from '../late-entry.events.js';
import { aboutInspection } from '../policies/stage.js';

type Answer = Decision<InspectionEvent, InspectionRejection>;
type Drafts = readonly Draft<InspectionEvent>[];

/** An act that had a due time: the start, or the rectification of a finding. */
interface DueAct {
  readonly act: LateAct;
  readonly findingId?: string | undefined;
  readonly due: Instant;
  /** True where it is on record that the due time passed. */
  readonly isOverdue: boolean;
}

const overdue = (inspection: Inspection, { act, findingId = '', due, isOverdue }: DueAct): Drafts => {
  if (isOverdue) return [];
  const about = aboutInspection(inspection);
  const rule = act === 'start' ? inspection.rule : inspection.findings[findingId]?.rule;
  const fact = act === 'start' ? InspectionMissed({ ...about, due }) : RectificationOverdue({ ...about, findingId, due });
  return [stamped<InspectionEvent>(fact, { at: due, ...(rule ? { rule } : {}) })];
};

const inTime = (inspection: Inspection, { act, findingId = '', due, isOverdue }: DueAct): Drafts => {
  if (!isOverdue) return [];
  const about = aboutInspection(inspection);
  return [act === 'start' ? InspectionMissRetracted({ ...about, due }) : RectificationOverdueRetracted({ ...about, findingId, due })];
};

/**
 * What an act says of its due time. Done after it, it was overdue; done in time and entered soon, it was not; entered later than
 * the tolerance, it counts as overdue until a second person stands for the time. Source: domain notes §3.5 [D].
 */
export const judgedByDue = (inspection: Inspection, done: DueAct, meta: CommandMeta, rules: InspectionWorld): Drafts => {
  const { act, findingId, due } = done;
  if (isAfter(meta.at, due)) return overdue(inspection, done);
  if (!isAfter(meta.now, due)) return [];
  if (minutesBetween(meta.at, meta.now) <= lateEntryTolerance(rules, meta.now)) return inTime(inspection, done);
  const asked = InspectionLateEntryRequested({ ...aboutInspection(inspection), approvalId: meta.id, act, findingId, due, enteredAt: meta.now });
  return [...overdue(inspection, done), asked];
};

type Found = { readonly ok: true; readonly entry: LateEntry } | { readonly ok: false; readonly answer: Answer };

const undecided = (inspection: Inspection, approvalId: string, { actor }: CommandMeta, decision: 'approved' | 'refused', { people }: InspectionWorld): Found => {
  const entry = inspection.lateEntries[approvalId];
  if (!entry) return { ok: false, answer: reject('inspection/no-late-entry', { field: 'approvalId', value: approvalId }) };
  if (isSamePerson(people, actor.id, entry.by)) return { ok: false, answer: reject('inspection/second-person', { field: 'actor', value: actor.id }) };
  if (entry.decided === decision) return { ok: false, answer: accept() };
  if (entry.decided) return { ok: false, answer: reject('inspection/late-entry-decided', { field: 'approvalId', value: approvalId, decided: entry.decided }) };
  return { ok: true, entry };
};

/** It was in time: what was recorded as overdue is taken back. */
export const approveLateEntry = (inspection: Inspection, { data, meta }: Order<Made<typeof ApproveInspectionLateEntry>>, world: InspectionWorld): Answer => {
  const found = undecided(inspection, data.approvalId, meta, 'approved', world);
  if (!found.ok) return found.answer;
  const { act, findingId, due, by } = found.entry;
  const approved = InspectionLateEntryApproved({ ...aboutInspection(inspection), approvalId: data.approvalId, act, findingId, enteredBy: by });
  return accept<InspectionEvent>(approved, ...inTime(inspection, { act, findingId, due, isOverdue: true }));
};

/** What is on record as overdue stays so. */
export const refuseLateEntry = (inspection: Inspection, { data, meta }: Order<Made<typeof RefuseInspectionLateEntry>>, world: InspectionWorld): Answer => {
  const found = undecided(inspection, data.approvalId, meta, 'refused', world);
  if (!found.ok) return found.answer;
  const { act, findingId, by } = found.entry;
  const { approvalId, reason } = data;
  return accept(InspectionLateEntryRefused({ ...aboutInspection(inspection), approvalId, act, findingId, enteredBy: by, reason }));
};

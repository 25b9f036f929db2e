import type { TimerPlan } from '@heatledger/kernel';
import { MarkInspectionMissed, MarkRectificationOverdue, type InspectionCommand } from '../domain/inspection.commands.js';
import type { InspectionEvent } from '../domain/inspection.events.js';

type Watched = Extract<InspectionEvent, { type: 'InspectionPlanned' | 'InspectionStarted' | 'RectificationDemanded' | 'RectificationVerified' }>;

/** Watches when inspections must begin and findings must be put right. */
export const inspectionTimers: TimerPlan<Watched, InspectionCommand> = {
  name: 'inspection',
  doc: 'Records inspections that did not begin, and findings that were not put right, in time.',
  on: {
    InspectionPlanned: ({ data: { inspectionId, due } }) => [{ set: `start:${inspectionId}`, due, command: MarkInspectionMissed({ inspectionId }) }],
    InspectionStarted: ({ data }) => [{ clear: `start:${data.inspectionId}` }],
    RectificationDemanded: ({ data: { inspectionId, findingId, due } }) => [{ set: `rectify:${findingId}`, due, command: MarkRectificationOverdue({ inspectionId, findingId }) }],
    RectificationVerified: ({ data }) => [{ clear: `rectify:${data.findingId}` }],
  },
};

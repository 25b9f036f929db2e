import type { Decider } from '@heatledger/kernel';
import { checkItem, closeInspection, markInspectionMissed, planInspection, startInspection } from './decisions/conduct-inspection.js';
import { demandRectification } from './decisions/demand-rectification.js';
import { approveLateEntry, refuseLateEntry } from './decisions/late-entry.js';
import { markRectificationOverdue, raiseFinding, rectifyFinding, sendBackRectification, verifyRectification } from './decisions/follow-finding.js';
import { inspectionCommands, type InspectionCommand } from './inspection.commands.js';
import { inspectionKinds, type InspectionEvent } from './inspection.events.js';
import { inspectionRejections, type InspectionRejection } from './inspection.rejections.js';
import { evolveInspection, initialInspection, type Inspection } from './inspection.state.js';
import type { InspectionWorld } from './inspection.world.js';

/** An inspection (巡检): from the plan to the last verified finding. Clauses 二(二)1–2, 六(一)1–2. */
export const inspection: Decider<InspectionCommand, Inspection, InspectionEvent, InspectionRejection, InspectionWorld> = {
  category: 'inspection',
  kinds: inspectionKinds,
  commands: inspectionCommands,
  rejections: inspectionRejections,
  streamOf: ({ data }) => `inspection-${data.inspectionId}`,
  initial: initialInspection,
  evolve: evolveInspection,
  keeps: {
    PlanInspection: { facts: ['InspectionPlanned'] },
    CheckItem: { facts: ['ItemChecked'], of: ['item'] },
    RaiseFinding: { facts: ['FindingRaised'], of: ['findingId'] },
    DemandRectification: { facts: ['RectificationDemanded'], of: ['findingId'] },
    RectifyFinding: { facts: ['FindingRectified'], of: ['findingId'] },
    RefuseInspectionLateEntry: { facts: ['InspectionLateEntryRefused'], of: ['approvalId'] },
  },
  decide: {
    PlanInspection: planInspection,
    StartInspection: startInspection,
    CheckItem: checkItem,
    RaiseFinding: raiseFinding,
    DemandRectification: demandRectification,
    RectifyFinding: rectifyFinding,
    VerifyRectification: verifyRectification,
    SendBackRectification: sendBackRectification,
    MarkRectificationOverdue: markRectificationOverdue,
    CloseInspection: closeInspection,
    MarkInspectionMissed: markInspectionMissed,
    ApproveInspectionLateEntry: approveLateEntry,
    RefuseInspectionLateEntry: refuseLateEntry,
  },
};

import type { Decider } from '@heatledger/kernel';
import type { RulesInForce } from '@heatledger/rulebook';
import { checkItem, closeInspection, markInspectionMissed, planInspection, startInspection } from './decisions/conduct-inspection.js';
import { demandRectification } from './decisions/demand-rectification.js';
import { markRectificationOverdue, raiseFinding, rectifyFinding, sendBackRectification, verifyRectification } from './decisions/follow-finding.js';
import { inspectionCommands, type InspectionCommand } from './inspection.commands.js';
import { inspectionKinds, type InspectionEvent } from './inspection.events.js';
import { inspectionRejections, type InspectionRejection } from './inspection.rejections.js';
import { evolveInspection, initialInspection, type Inspection } from './inspection.state.js';

/** An inspection (巡检): from the plan to the last verified finding. Clauses 二(二)1–2, 六(一)1–2. */
export const inspection: Decider<InspectionCommand, Inspection, InspectionEvent, InspectionRejection, RulesInForce> = {
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
  },
};

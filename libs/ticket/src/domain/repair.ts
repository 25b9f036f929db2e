import type { Decider } from '@heatledger/kernel';
import { assignRepair, objectToRepairAssignment, reassignRepair } from './decisions/repair-assignment.js';
import { breachRepairClock, setRepairClockDue, escalateRepair, extendRepairClock, supersedeRepairClock } from './decisions/repair-clocks.js';
import { closeRepair, withdrawRepair } from './decisions/repair-closing.js';
import { callBackRepair, completeRepair, sendBackRepair } from './decisions/repair-completion.js';
import { acknowledgeRepair, reportRepair, supplementRepair, triageRepair } from './decisions/repair-intake.js';
import { linkRepairAsRepeat, mergeRepair, unmergeRepair } from './decisions/repair-links.js';
import { pauseRepair, resumeRepair } from './decisions/repair-pause.js';
import { recordCrewArrival, recordFailedVisit } from './decisions/repair-visit.js';
import { repairCommands, type RepairCommand } from './repair.commands.js';
import { repairKinds, type RepairEvent } from './repair.events.js';
import { evolveRepair, initialRepair, type Repair } from './repair.state.js';
import { approveRequest, refuseRequest } from './clock-terms.decisions.js';
import { approveLateEntry, refuseLateEntry, reviewLateEntry } from './late-entry.decisions.js';
import { agreeAppointment } from './pause.decisions.js';
import { giveBackMerged, reviewCarried, serveMerged, takeInMerged } from './link.decisions.js';
import { ticketRejections, type TicketRejection } from './ticket.rejections.js';
import type { TicketWorld } from './ticket.world.js';
import { keptExtension, keptNo, keptRefusal, keptSupersession } from './kept-terms.js';

const reviewLate = reviewLateEntry(['ReportRepair']);

/** A repair (报修): from the report to a named exit. Clauses 三(一)3, 三(二). */
export const repair: Decider<RepairCommand, Repair, RepairEvent, TicketRejection, TicketWorld> = {
  category: 'repair',
  kinds: repairKinds,
  commands: repairCommands,
  rejections: ticketRejections,
  streamOf: ({ data }) => `repair-${data.ticketId}`,
  initial: initialRepair,
  evolve: evolveRepair,
  keeps: {
    ReportRepair: { facts: ['RepairReported'] },
    ObjectToRepairAssignment: { facts: ['RepairAssignmentObjected'] },
    ReassignRepair: { facts: ['RepairReassigned', 'RepairAssigned'] },
    PauseRepair: { facts: ['WorkPaused'] },
    AgreeRepairAppointment: { facts: ['AppointmentAgreed'] },
    CompleteRepair: { facts: ['RepairCompleted'] },
    MergeRepair: { facts: ['RepairMerged'] },
    EscalateRepair: { facts: ['RepairEscalated'] },
    ExtendRepairClock: keptExtension,
    SupersedeRepairClock: keptSupersession,
    RefuseRepairLateEntry: keptRefusal,
    RefuseRepairRequest: keptNo,
  },
  decide: {
    ReportRepair: reportRepair,
    AcknowledgeRepair: acknowledgeRepair,
    SupplementRepair: supplementRepair,
    TriageRepair: triageRepair,
    AssignRepair: assignRepair,
    ObjectToRepairAssignment: objectToRepairAssignment,
    ReassignRepair: reassignRepair,
    RecordCrewArrival: recordCrewArrival,
    RecordFailedVisit: recordFailedVisit,
    PauseRepair: pauseRepair,
    ResumeRepair: resumeRepair,
    AgreeRepairAppointment: agreeAppointment,
    CompleteRepair: completeRepair,
    SendBackRepair: sendBackRepair,
    CallBackRepair: callBackRepair,
    CloseRepair: closeRepair,
    WithdrawRepair: withdrawRepair,
    LinkRepairAsRepeat: linkRepairAsRepeat,
    MergeRepair: mergeRepair,
    UnmergeRepair: unmergeRepair,
    TakeInMergedRepair: takeInMerged,
    GiveBackMergedRepair: giveBackMerged,
    ServeMergedRepair: serveMerged,
    EscalateRepair: escalateRepair,
    ExtendRepairClock: extendRepairClock,
    SupersedeRepairClock: supersedeRepairClock,
    BreachRepairClock: breachRepairClock,
    SetRepairClockDue: setRepairClockDue,
    ApproveRepairRequest: approveRequest,
    RefuseRepairRequest: refuseRequest,
    ApproveRepairLateEntry: approveLateEntry,
    RefuseRepairLateEntry: refuseLateEntry,
  },
  review: (repair, order, world, decision) => reviewCarried(repair, order, reviewLate(repair, order, world, decision)),
};

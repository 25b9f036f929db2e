import type { Decider } from '@heatledger/kernel';
import { complaintCommands, type ComplaintCommand } from './complaint.commands.js';
import { complaintKinds, type ComplaintEvent } from './complaint.events.js';
import { evolveComplaint, initialComplaint, type Complaint } from './complaint.state.js';
import { approveComplaintRequest, closeComplaint, reopenComplaint } from './decisions/complaint-closing.js';
import {
  breachComplaintClock, setComplaintClockDue,
  escalateComplaint,
  extendComplaintClock,
  linkComplaintAsRepeat,
  mergeComplaint,
  pauseComplaint,
  resumeComplaint,
  supersedeComplaintClock,
  unmergeComplaint,
} from './decisions/complaint-course.js';
import { attemptFollowUp, decideComplaint, executeRemedy, feedBackComplaint, openComplaintRound, recordComplaintAnswer } from './decisions/complaint-decision.js';
import { acknowledgeComplaint, assignComplaint, classifyComplaint, objectToComplaintAssignment, reassignComplaint, receiveComplaint, supplementComplaint } from './decisions/complaint-intake.js';
import {
  attachMeasurement,
  determineCause,
  hearComplainant,
  hearRespondent,
  makeFirstContact,
  recordFailedComplaintVisit,
  recordHearingRefusal,
  visitComplainant,
} from './decisions/complaint-investigation.js';
import { importComplaint } from './decisions/import-complaint.js';
import { refusalOfAccused } from './policies/accused.js';
import { withTakingOver } from './policies/take-over.js';
import { refuseRequest } from './clock-terms.decisions.js';
import { approveLateEntry, refuseLateEntry, reviewLateEntry } from './late-entry.decisions.js';
import { agreeAppointment } from './pause.decisions.js';
import { giveBackMerged, reviewCarried, serveMerged, takeInMerged } from './link.decisions.js';
import { ticketRejections, type TicketRejection } from './ticket.rejections.js';
import type { TicketWorld } from './ticket.world.js';
import { keptExtension, keptNo, keptRefusal, keptSupersession } from './kept-terms.js';

const reviewLate = reviewLateEntry(['ReceiveComplaint', 'ImportComplaint']);

/** A complaint (投诉): from receipt, through as many rounds as it takes, to a named exit. Clause 四(三). */
export const complaint: Decider<ComplaintCommand, Complaint, ComplaintEvent, TicketRejection, TicketWorld> = {
  category: 'complaint',
  kinds: complaintKinds,
  commands: complaintCommands,
  rejections: ticketRejections,
  streamOf: ({ data }) => `complaint-${data.ticketId}`,
  initial: initialComplaint,
  evolve: evolveComplaint,
  keeps: {
    ReceiveComplaint: { facts: ['ComplaintReceived'] },
    ObjectToComplaintAssignment: { facts: ['ComplaintAssignmentObjected'] },
    ReassignComplaint: { facts: ['ComplaintReassigned', 'ComplaintAssigned'] },
    MakeFirstContact: { facts: ['FirstContactMade'] },
    AttachMeasurement: { facts: ['MeasurementAttached'], of: ['measurementId'] },
    DetermineCause: { facts: ['CauseDetermined'] },
    DecideComplaint: { facts: ['ComplaintDecided'] },
    ExecuteRemedy: { facts: ['RemedyExecuted'] },
    FeedBackComplaint: { facts: ['ComplaintFedBack'], of: ['written'] },
    RecordComplaintAnswer: { facts: ['ComplaintAnswerRecorded'] },
    PauseComplaint: { facts: ['ComplaintPaused'] },
    AgreeComplaintAppointment: { facts: ['AppointmentAgreed'] },
    MergeComplaint: { facts: ['ComplaintMerged'] },
    EscalateComplaint: { facts: ['ComplaintEscalated'] },
    ExtendComplaintClock: keptExtension,
    SupersedeComplaintClock: keptSupersession,
    CloseComplaint: { facts: ['ExhaustionRequested'], as: ({ ticketId, reason }) => ({ ticketId, reason }) },
    RefuseComplaintLateEntry: keptRefusal,
    RefuseComplaintRequest: keptNo,
  },
  decide: withTakingOver({
    ReceiveComplaint: receiveComplaint,
    AcknowledgeComplaint: acknowledgeComplaint,
    SupplementComplaint: supplementComplaint,
    ClassifyComplaint: classifyComplaint,
    AssignComplaint: assignComplaint,
    ObjectToComplaintAssignment: objectToComplaintAssignment,
    ReassignComplaint: reassignComplaint,
    MakeFirstContact: makeFirstContact,
    VisitComplainant: visitComplainant,
    AttachMeasurement: attachMeasurement,
    DetermineCause: determineCause,
    HearComplainant: hearComplainant,
    HearRespondent: hearRespondent,
    RecordHearingRefusal: recordHearingRefusal,
    DecideComplaint: decideComplaint,
    ExecuteRemedy: executeRemedy,
    FeedBackComplaint: feedBackComplaint,
    AttemptFollowUp: attemptFollowUp,
    RecordComplaintAnswer: recordComplaintAnswer,
    OpenComplaintRound: openComplaintRound,
    CloseComplaint: closeComplaint,
    ReopenComplaint: reopenComplaint,
    PauseComplaint: pauseComplaint,
    ResumeComplaint: resumeComplaint,
    AgreeComplaintAppointment: agreeAppointment,
    RecordFailedComplaintVisit: recordFailedComplaintVisit,
    LinkComplaintAsRepeat: linkComplaintAsRepeat,
    MergeComplaint: mergeComplaint,
    UnmergeComplaint: unmergeComplaint,
    TakeInMergedComplaint: takeInMerged,
    GiveBackMergedComplaint: giveBackMerged,
    ServeMergedComplaint: serveMerged,
    EscalateComplaint: escalateComplaint,
    ExtendComplaintClock: extendComplaintClock,
    SupersedeComplaintClock: supersedeComplaintClock,
    BreachComplaintClock: breachComplaintClock,
    SetComplaintClockDue: setComplaintClockDue,
    ApproveComplaintRequest: approveComplaintRequest,
    RefuseComplaintRequest: refuseRequest,
    ApproveComplaintLateEntry: approveLateEntry,
    RefuseComplaintLateEntry: refuseLateEntry,
    ImportComplaint: importComplaint,
  }),
  review: (complaint, order, world, decision) =>
    (decision.accepted ? refusalOfAccused(complaint, order, world.people) : undefined) ??
    reviewCarried(complaint, order, reviewLate(complaint, order, world, decision)),
};

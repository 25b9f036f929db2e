import type { ViewTable } from '@heatledger/kernel';
import { pauseReasons, urgencies } from '@heatledger/vocabulary';
import {
  CrewArrived, RepairAcknowledged, RepairAssigned, RepairAssignmentObjected, RepairCalledBack, RepairClosed, RepairCompleted, RepairEscalated, RepairMerged, RepairReassigned, RepairReported,
  RepairSentBack, RepairSupplemented, RepairTriaged, RepairUnmerged, RepairWithdrawn, VisitFailed, WorkPaused, WorkResumed, type RepairEvent,
} from '../domain/repair.events.js';
import type { PromiseEvent } from '../domain/late-entry.kinds.js';
import { callBackAnswers, repairExits, repairOutcomes, visitFailures } from '../domain/ticket.words.js';
import { responses, type ResponseRecord } from './response-record.js';

const response = responses('repair');

/** Every fact of a repair that answers somebody; a link between two repairs answers nobody. */
export const responsesToRepairs: ViewTable<ResponseRecord, Exclude<RepairEvent, PromiseEvent | { type: 'RepairLinkedAsRepeat' }>> = {
  RepairReported: response(RepairReported, () => ({ zh: '已受理', en: 'taken down' })),
  RepairAcknowledged: response(RepairAcknowledged, () => ({ zh: '已告知', en: 'told' })),
  RepairSupplemented: response(RepairSupplemented),
  RepairTriaged: response(RepairTriaged, ({ urgency }) => urgencies[urgency]),
  RepairAssigned: response(RepairAssigned, ({ crewId }) => ({ zh: crewId, en: crewId })),
  RepairAssignmentObjected: response(RepairAssignmentObjected),
  RepairReassigned: response(RepairReassigned, ({ crewId }) => ({ zh: crewId, en: crewId })),
  CrewArrived: response(CrewArrived, () => ({ zh: '已到场', en: 'on site' })),
  VisitFailed: response(VisitFailed, ({ failure }) => visitFailures[failure]),
  WorkPaused: response(WorkPaused, ({ reason }) => pauseReasons[reason]),
  WorkResumed: response(WorkResumed),
  RepairCompleted: response(RepairCompleted, ({ outcome }) => repairOutcomes[outcome]),
  RepairSentBack: response(RepairSentBack, () => ({ zh: '退回重办', en: 'to be done again' })),
  RepairCalledBack: response(RepairCalledBack, ({ answer }) => callBackAnswers[answer]),
  RepairClosed: response(RepairClosed, ({ exit }) => repairExits[exit]),
  RepairWithdrawn: response(RepairWithdrawn),
  RepairMerged: response(RepairMerged),
  RepairUnmerged: response(RepairUnmerged),
  RepairEscalated: response(RepairEscalated, ({ level }) => ({ zh: `第 ${level} 级`, en: `level ${level}` })),
};

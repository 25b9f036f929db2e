import type { ViewTable } from '@heatledger/kernel';
import { causes, pauseReasons, urgencies } from '@heatledger/vocabulary';
import type { PromiseEvent } from '../domain/late-entry.kinds.js';
import * as facts from '../domain/complaint.events.js';
import { complaintExits, complaintVerdicts, hearingSides } from '../domain/complaint.words.js';
import { visitFailures } from '../domain/ticket.words.js';
import { responses, type ResponseRecord } from './response-record.js';

const response = responses('complaint');

/** Facts of a complaint that answer nobody: a link between two complaints, and what a source says of its own request. */
export type Unanswering = { type: 'ComplaintLinkedAsRepeat' | 'ComplaintTakenOver' | 'ComplaintSourceChanged' };

/** Every fact of a complaint that answers somebody. */
export const responsesToComplaints: ViewTable<ResponseRecord, Exclude<facts.ComplaintEvent, PromiseEvent | Unanswering>> = {
  ComplaintReceived: response(facts.ComplaintReceived, () => ({ zh: '已受理', en: 'taken down' })),
  ComplaintAcknowledged: response(facts.ComplaintAcknowledged),
  ComplaintSupplemented: response(facts.ComplaintSupplemented),
  ComplaintClassified: response(facts.ComplaintClassified, ({ urgency }) => urgencies[urgency]),
  ComplaintAssigned: response(facts.ComplaintAssigned, ({ handler }) => ({ zh: handler, en: handler })),
  ComplaintAssignmentObjected: response(facts.ComplaintAssignmentObjected),
  ComplaintReassigned: response(facts.ComplaintReassigned, ({ handler }) => ({ zh: handler, en: handler })),
  FirstContactMade: response(facts.FirstContactMade, () => ({ zh: '已联系', en: 'reached' })),
  ComplaintVisited: response(facts.ComplaintVisited, () => ({ zh: '已上门', en: 'visited' })),
  ComplaintVisitFailed: response(facts.ComplaintVisitFailed, ({ failure }) => visitFailures[failure]),
  MeasurementAttached: response(facts.MeasurementAttached),
  CauseDetermined: response(facts.CauseDetermined, ({ cause }) => causes[cause]),
  ComplainantHeard: response(facts.ComplainantHeard, () => ({ zh: '已听取', en: 'heard' })),
  RespondentHeard: response(facts.RespondentHeard, () => ({ zh: '已听取', en: 'heard' })),
  HearingRefused: response(facts.HearingRefused, ({ side }) => hearingSides[side]),
  ComplaintDecided: response(facts.ComplaintDecided, ({ verdict }) => complaintVerdicts[verdict]),
  RemedyExecuted: response(facts.RemedyExecuted, () => ({ zh: '已落实', en: 'carried out' })),
  ComplaintFedBack: response(facts.ComplaintFedBack, ({ written }) => (written ? { zh: '书面', en: 'in writing' } : { zh: '口头', en: 'by word of mouth' })),
  FollowUpAttempted: response(facts.FollowUpAttempted, () => ({ zh: '未联系上', en: 'not reached' })),
  ComplaintAnswerRecorded: response(facts.ComplaintAnswerRecorded, ({ satisfied }) => (satisfied ? { zh: '满意', en: 'satisfied' } : { zh: '不满意', en: 'not satisfied' })),
  ComplaintRoundOpened: response(facts.ComplaintRoundOpened, ({ round }) => ({ zh: `第 ${round} 轮`, en: `round ${round}` })),
  ComplaintClosed: response(facts.ComplaintClosed, ({ exit }) => complaintExits[exit]),
  ComplaintReopened: response(facts.ComplaintReopened, ({ round }) => ({ zh: `第 ${round} 轮`, en: `round ${round}` })),
  ComplaintPaused: response(facts.ComplaintPaused, ({ reason }) => pauseReasons[reason]),
  ComplaintResumed: response(facts.ComplaintResumed),
  ComplaintMerged: response(facts.ComplaintMerged),
  ComplaintUnmerged: response(facts.ComplaintUnmerged),
  ComplaintEscalated: response(facts.ComplaintEscalated, ({ level }) => ({ zh: `第 ${level} 级`, en: `level ${level}` })),
};

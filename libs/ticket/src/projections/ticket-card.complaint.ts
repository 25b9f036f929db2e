import type { ViewTable } from '@heatledger/kernel';
import type { PromiseEvent } from '../domain/late-entry.kinds.js';
import type { ComplaintEvent } from '../domain/complaint.events.js';
import { changing, openedCard, type TicketCard } from './ticket-card.js';

/** What facts of a complaint change on its card. */
export const cardOfComplaint: ViewTable<TicketCard, Exclude<ComplaintEvent, PromiseEvent>> = {
  ComplaintReceived: (_, fact) => openedCard('complaint', 'received', fact),
  ComplaintTakenOver: changing(() => ({})),
  ComplaintSourceChanged: changing((data) => ({ zone: data.zone ?? null, station: data.station ?? null, category: data.category })),
  ComplaintAcknowledged: changing(() => ({})),
  ComplaintSupplemented: changing(() => ({})),
  ComplaintClassified: changing((data) => ({ category: data.category, urgency: data.urgency })),
  ComplaintAssigned: changing((data, card) => ({ phase: card.phase === 'received' ? 'investigating' : card.phase, officerId: data.handler })),
  ComplaintAssignmentObjected: changing(() => ({ phase: 'objected' })),
  ComplaintReassigned: changing((data) => ({ phase: 'investigating', officerId: data.handler })),
  FirstContactMade: changing(() => ({})),
  ComplaintVisited: changing(() => ({})),
  ComplaintVisitFailed: changing(() => ({})),
  MeasurementAttached: changing(() => ({})),
  CauseDetermined: changing((data) => ({ cause: data.cause })),
  ComplainantHeard: changing(() => ({})),
  RespondentHeard: changing(() => ({})),
  HearingRefused: changing(() => ({})),
  ComplaintDecided: changing((data) => ({ phase: 'decided', outcome: data.verdict })),
  RemedyExecuted: changing(() => ({})),
  ComplaintFedBack: changing((_, card) => ({ phase: card.phase === 'answered' ? 'answered' : 'fed-back' })),
  FollowUpAttempted: changing((_, card) => ({ answer: card.answer ?? 'unreached' })),
  ComplaintAnswerRecorded: changing((data, card) => ({
    phase: card.survivorId === null ? 'answered' : card.phase,
    open: card.open && card.survivorId === null,
    answer: data.satisfied ? 'satisfied' : 'dissatisfied',
  })),
  ComplaintRoundOpened: changing((data) => ({ phase: 'investigating', round: data.round, outcome: null, answer: null, paused: null })),
  ComplaintClosed: changing((data) => ({ phase: 'closed', open: false, exit: data.exit, paused: null })),
  ComplaintReopened: changing((data) => ({ phase: 'investigating', open: true, round: data.round, outcome: null, answer: null, exit: null })),
  ComplaintPaused: changing((data) => ({ paused: data.reason })),
  ComplaintResumed: changing(() => ({ paused: null })),
  ComplaintLinkedAsRepeat: changing((data) => ({ earlierId: data.earlierId })),
  ComplaintMerged: changing((data) => ({ open: false, survivorId: data.survivorId, paused: null })),
  ComplaintUnmerged: changing(() => ({ open: true, survivorId: null })),
  ComplaintEscalated: changing((data) => ({ level: data.level })),
};

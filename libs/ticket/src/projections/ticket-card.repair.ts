import type { ViewTable } from '@heatledger/kernel';
import type { PromiseEvent } from '../domain/late-entry.kinds.js';
import type { RepairEvent } from '../domain/repair.events.js';
import { changing, openedCard, type TicketCard } from './ticket-card.js';

/** What facts of a repair change on its card. */
export const cardOfRepair: ViewTable<TicketCard, Exclude<RepairEvent, PromiseEvent>> = {
  RepairReported: (_, fact) => openedCard('repair', 'reported', fact),
  RepairAcknowledged: changing(() => ({})),
  RepairSupplemented: changing(() => ({})),
  RepairTriaged: changing((data, card) => ({ phase: card.phase === 'reported' ? 'triaged' : card.phase, category: data.category, urgency: data.urgency })),
  RepairAssigned: changing((data) => ({ phase: 'assigned', crewId: data.crewId })),
  RepairAssignmentObjected: changing(() => ({ phase: 'objected' })),
  RepairReassigned: changing((data) => ({ phase: 'assigned', crewId: data.crewId })),
  CrewArrived: changing(() => ({ phase: 'on-site' })),
  VisitFailed: changing(() => ({})),
  WorkPaused: changing((data) => ({ paused: data.reason })),
  WorkResumed: changing(() => ({ paused: null })),
  RepairCompleted: changing((data) => ({ phase: 'completed', cause: data.cause, outcome: data.outcome, paused: null })),
  RepairSentBack: changing((data) => ({ phase: 'assigned', open: true, round: data.round, answer: null, exit: null })),
  RepairCalledBack: changing((data, card) => ({ answer: data.answer === 'unreached' ? (card.answer ?? 'unreached') : data.answer, open: card.open && (card.survivorId === null || data.answer === 'unreached') })),
  RepairClosed: changing((data) => ({ phase: 'closed', open: false, exit: data.exit, paused: null, targetId: data.complaintId ?? null })),
  RepairWithdrawn: changing(() => ({})),
  RepairLinkedAsRepeat: changing((data) => ({ earlierId: data.earlierId })),
  RepairMerged: changing((data) => ({ open: false, survivorId: data.survivorId, paused: null })),
  RepairUnmerged: changing(() => ({ open: true, survivorId: null })),
  RepairEscalated: changing((data) => ({ level: data.level })),
};

import { accept, reject, stamped, type Decision, type Draft, type Made, type Order } from '@heatledger/kernel';
import type { RulesInForce } from '@heatledger/rulebook';
import { isBefore } from '@heatledger/vocabulary';
import { meetClock } from '../clock.decisions.js';
import { ClockStarted } from '../clock.kinds.js';
import { clockKey } from '../clock.state.js';
import type { ImportComplaint } from '../complaint.commands.js';
import { ComplaintClosed, ComplaintReceived, type ComplaintEvent } from '../complaint.events.js';
import type { Complaint } from '../complaint.state.js';
import type { TicketRejection } from '../ticket.rejections.js';

type Import = Order<Made<typeof ImportComplaint>>;
type Drafts = readonly Draft<ComplaintEvent>[];

/** What the ticket is after the import's own facts, as far as its clock needs to know. */
const asReceived = (complaint: Complaint, { data }: Import): Complaint => ({
  ...complaint,
  ticketId: data.ticketId,
  category: data.category,
  zone: data.zone,
  station: data.station,
  clocks:
    data.dueAt === undefined
      ? {}
      : { [clockKey('resolve', 1)]: { clock: 'resolve', round: 1, startsAt: data.receivedAt, due: data.dueAt, phase: 'running', pauses: [], granted: [], breached: complaint.clocks[clockKey('resolve', 1)]?.breached ?? false } },
});

const received = ({ data }: Import): Drafts => {
  const { ticketId, caseNumber, category, zone, station, source, externalId, subject, receivedAt, dueAt } = data;
  const facts: Drafts = [stamped(ComplaintReceived({ ticketId, caseNumber, category, zone, station, source, externalId, subject }), { at: receivedAt })];
  if (dueAt === undefined) return facts;
  const clock = ClockStarted({ ticketId, ticketKind: 'complaint', clock: 'resolve', round: 1, due: dueAt, startsAt: receivedAt, zone, station, category });
  return [...facts, stamped(clock, { at: receivedAt })];
};

const closed = (complaint: Complaint, { data }: Import, rules: RulesInForce): Drafts => {
  const { ticketId, category, zone, station, closedAt, closureReason } = data;
  if (closedAt === undefined) return [];
  const end = ComplaintClosed({ ticketId, category, zone, station, round: complaint.round, exit: 'closed-by-source', reason: closureReason });
  return [...meetClock(complaint, 'resolve', closedAt, rules), stamped(end, { at: closedAt })];
};

/** Takes over a request as its source tells it, with its true times and its own due time; what the source does not say is not invented. A later import adds only what is new. */
export const importComplaint = (complaint: Complaint, order: Import, rules: RulesInForce): Decision<ComplaintEvent, TicketRejection> => {
  const { closedAt, receivedAt, ticketId } = order.data;
  if (closedAt !== undefined && isBefore(closedAt, receivedAt)) return reject('ticket/out-of-order', { field: 'closedAt', value: closedAt, allowed: `not before ${receivedAt}` });
  if (complaint.phase === 'unknown') return accept<ComplaintEvent>(...received(order), ...closed(asReceived(complaint, order), order, rules));
  if (complaint.channel !== 'import') return reject('ticket/known', { field: 'ticketId', value: ticketId });
  return complaint.phase === 'closed' ? accept() : accept<ComplaintEvent>(...closed(complaint, order, rules));
};

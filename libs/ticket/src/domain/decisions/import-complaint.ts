import { accept, reject, stamped, type Decision, type Draft, type Made, type Order } from '@heatledger/kernel';
import type { RulesInForce } from '@heatledger/rulebook';
import { isBefore } from '@heatledger/vocabulary';
import { aboutClock, meetClock, stopClocks } from '../clock.decisions.js';
import { ClockDueChanged, ClockStarted } from '../clock.kinds.js';
import { clockKey } from '../clock.state.js';
import type { ImportComplaint } from '../complaint.commands.js';
import {
  ComplaintClosed,
  ComplaintReceived,
  ComplaintReopened,
  ComplaintSourceChanged,
  type ComplaintEvent,
} from '../complaint.events.js';
import type { SourceField } from '../complaint.source.js';
import type { Complaint } from '../complaint.state.js';
import { aboutComplaint } from '../policies/about-complaint.js';
import { changesOf, unsayable } from '../policies/source-changes.js';
import { complaintAfter } from '../policies/take-over.js';
import type { TicketRejection } from '../ticket.rejections.js';

type Import = Order<Made<typeof ImportComplaint>>;
type Drafts = readonly Draft<ComplaintEvent>[];
type Step = (complaint: Complaint, order: Import, rules: RulesInForce) => Drafts;

/** Takes each step on what the steps before it made of the complaint. */
const inTurn = (complaint: Complaint, order: Import, rules: RulesInForce, steps: readonly Step[]): Drafts =>
  steps.reduce<Drafts>(
    (drafts, step) => [...drafts, ...step(complaintAfter(complaint, drafts, order.meta), order, rules)],
    [],
  );

const received: Step = (_, { data }) => {
  const { ticketId, caseNumber, category, zone, station, source, externalId, subject, handledBy, receivedAt } = data;
  return [
    stamped(
      ComplaintReceived({ ticketId, caseNumber, category, zone, station, source, externalId, subject, handledBy }),
      { at: receivedAt },
    ),
  ];
};

const promised: Step = (complaint, { data: { dueAt, receivedAt } }) => {
  if (dueAt === undefined) return [];
  const clock = { clock: 'resolve', round: complaint.round, due: dueAt } as const;
  return [stamped(ClockStarted({ ...aboutClock(complaint, clock), startsAt: receivedAt }), { at: receivedAt })];
};

const ended = (complaint: Complaint, { data: { closedAt, closureReason: reason } }: Import): Drafts =>
  closedAt === undefined
    ? []
    : [
        stamped(
          ComplaintClosed({ ...aboutComplaint(complaint), round: complaint.round, exit: 'closed-by-source', reason }),
          { at: closedAt },
        ),
      ];

const met: Step = (complaint, { data: { closedAt } }, rules) =>
  closedAt === undefined ? [] : meetClock(complaint, 'resolve', closedAt, rules);
const stopped: Step = (complaint, { data: { closedAt } }, rules) =>
  closedAt === undefined ? [] : stopClocks(complaint, 'closed', closedAt, rules);

/** Judges the source's promise anew, by the time at which it was closed. */
const judged: Step = (complaint, { data }, rules) => {
  const key = clockKey('resolve', complaint.round);
  const entry = complaint.clocks[key];
  const closedAt = data.closedAt ?? complaint.told?.closedAt;
  if (!entry || closedAt === undefined) return [];
  return meetClock(
    { ...complaint, clocks: { ...complaint.clocks, [key]: { ...entry, phase: 'running' } } },
    'resolve',
    closedAt,
    rules,
  );
};

const toldOtherwise: Step = (complaint, { data, meta }) => {
  const { zone, station, category, told } = complaint;
  const previous = { previousZone: zone, previousStation: station, previousCategory: category };
  const { subject = told?.subject, handledBy = told?.handledBy } = data;
  const now = {
    ...aboutComplaint(complaint),
    zone: data.zone ?? zone,
    station: data.station ?? station,
    category: data.category,
  };
  const changed = ComplaintSourceChanged({
    ...now,
    round: complaint.round,
    source: data.source,
    subject,
    handledBy,
    ...previous,
  });
  return [stamped(changed, { at: data.changedAt ?? meta.now })];
};

const dueOtherwise: Step = (complaint, order, rules) => {
  const { dueAt, source, changedAt = order.meta.now } = order.data;
  const entry = complaint.clocks[clockKey('resolve', complaint.round)];
  if (entry?.due === undefined || dueAt === undefined) return promised(complaint, order, rules);
  return [
    stamped(ClockDueChanged({ ...aboutClock(complaint, { ...entry, due: dueAt }), previousDue: entry.due, source }), {
      at: changedAt,
    }),
  ];
};

const reopened: Step = (complaint, { data: { source, changedAt }, meta: { now } }) => {
  const at = changedAt === undefined || isBefore(changedAt, complaint.told?.closedAt ?? changedAt) ? now : changedAt;
  return [
    stamped(
      ComplaintReopened({
        ...aboutComplaint(complaint),
        round: complaint.round + 1,
        reason: `来源系统 ${source} 重新打开`,
      }),
      { at },
    ),
  ];
};

const places: ReadonlySet<SourceField> = new Set(['zone', 'station', 'category', 'subject', 'handledBy']);

/**
 * What becomes of the end of a request: closed, closed at another time, opened again, or judged by another due time.
 */
const endings = ({ phase }: Complaint, { data }: Import, changed: ReadonlySet<SourceField>): readonly Step[] => {
  const ends = changed.has('closedAt') || changed.has('closureReason');
  if (phase !== 'closed') return ends ? [met, stopped, ended] : [];
  if (ends && data.closedAt === undefined) return [reopened];
  return ends ? [judged, ended] : changed.has('dueAt') ? [judged] : [];
};

const changedBySource = (
  complaint: Complaint,
  order: Import,
  rules: RulesInForce,
): Decision<ComplaintEvent, TicketRejection> => {
  const changes = changesOf(complaint, order);
  const differs = unsayable(complaint, order, changes);
  if (differs.length > 0) return reject('ticket/differs', { differs });
  const changed = new Set(changes.map(({ field }) => field));
  const facts: readonly Step[] = changes.some(({ field }) => places.has(field)) ? [toldOtherwise] : [];
  const due: readonly Step[] = changed.has('dueAt') ? [dueOtherwise] : [];
  const isReopened = changed.has('closedAt') && order.data.closedAt === undefined;
  // a request that was opened again has its next promise in its next round
  const steps = isReopened
    ? [...facts, ...endings(complaint, order, changed), ...due]
    : [...facts, ...due, ...endings(complaint, order, changed)];
  return accept<ComplaintEvent>(...inTurn(complaint, order, rules, steps));
};

/**
 * Takes over a request as its source tells it, with its true times and its own due time; what the source does not say
 * is not invented. A later import adds what
 * its source tells otherwise since; what no fact can say is refused as `ticket/differs`, field by field, so that it
 * can be told and left (`leave`).
 */
export const importComplaint: (
  complaint: Complaint,
  order: Import,
  rules: RulesInForce,
) => Decision<ComplaintEvent, TicketRejection> = (complaint, order, rules) => {
  const { closedAt, receivedAt, ticketId } = order.data;
  if (closedAt !== undefined && isBefore(closedAt, receivedAt))
    return reject('ticket/out-of-order', { field: 'closedAt', value: closedAt, allowed: `not before ${receivedAt}` });
  if (complaint.phase === 'unknown')
    return accept<ComplaintEvent>(...inTurn(complaint, order, rules, [received, promised, met, ended]));
  return complaint.told
    ? changedBySource(complaint, order, rules)
    : reject('ticket/known', { field: 'ticketId', value: ticketId });
};

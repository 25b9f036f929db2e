import { accept, reject, type Channel, type CommandMeta, type Decision, type Draft, type Instant, type Message, type Order } from '@heatledger/kernel';
import { rulebook } from '@heatledger/rulebook';
import { compareInstants, isAfter, isBefore, isSamePerson, plusMinutes, type ClockName } from '@heatledger/vocabulary';
import { aboutClock, hasDue, put, type DueClock } from './clock.subject.js';
import { ClockBreachRetracted, ClockExtended, ClockRuleSuperseded, type ClockEvent } from './clock.kinds.js';
import { clockKey, clocksOf, isOpenClock, latestClock, type Clocked, type ClockState } from './clock.state.js';
import {
  ExhaustionRefused,
  ExtensionApproved,
  ExtensionRefused,
  ExtensionRequested,
  SupersessionApproved,
  SupersessionRefused,
  SupersessionRequested,
  type RequestEvent,
} from './request.kinds.js';
import { refusalToAct, type Standing } from './policies/may-act.js';
import type { TermsRequest, TermsRequests, TicketRequest } from './request.state.js';
import type { TicketRejection } from './ticket.rejections.js';
import type { TicketWorld } from './ticket.world.js';

/** Content of `ExtendRepairClock`, `ExtendComplaintClock` and `ExtendEnquiryClock`; who orders it asks, another person decides. */
export interface ClockExtension {
  readonly ticketId: string;
  readonly clock: ClockName;
  readonly due: Instant;
  readonly reason: string;
}

/** Content of `SupersedeRepairClock`, `SupersedeComplaintClock` and `SupersedeEnquiryClock`; who orders it asks, another person decides. */
export type ClockSupersession = Omit<ClockExtension, 'due'>;

/** Content of `ApproveRepairRequest` and its brothers. */
export interface RequestRef {
  readonly ticketId: string;
  readonly approvalId: string;
}
/** Content of `RefuseRepairRequest` and its brothers. */
export interface RequestRefusal extends RequestRef {
  /** Plain words that name no person. */
  readonly reason: string;
}

/** How long after the due time more time may still be granted that was asked for before it, hours. Source: domain notes §3.5 [D]. */
const GRACE_HOURS = 24;

type Asking = Clocked & { readonly requests: TermsRequests };
type Answer = Decision<ClockEvent | RequestEvent, TicketRejection>;
type Refusal = Extract<Answer, { accepted: false }>;
type Open = { readonly ok: true; readonly entry: DueClock } | { readonly ok: false; readonly refusal: Refusal };

const no = (...args: Parameters<typeof reject<TicketRejection>>): { readonly ok: false; readonly refusal: Refusal } => ({
  ok: false,
  refusal: reject(...args) as Refusal,
});

const openClocks = (ticket: Clocked): readonly ClockName[] =>
  clocksOf(ticket.clocks)
    .filter(isOpenClock)
    .map(({ clock }) => clock);

const hasRunOut = ({ breached, phase, due }: DueClock, now: Instant): boolean => breached || (phase === 'running' && !isBefore(now, due));

/** Where it is open, and nothing of it waits for a calendar. */
const openOf = (ticket: Clocked, entry: ClockState | undefined, clock: ClockName): Open => {
  if (!entry || !isOpenClock(entry)) return no('ticket/clock-not-running', { field: 'clock', value: clock, allowed: openClocks(ticket) });
  if (hasDue(entry)) return { ok: true, entry };
  const allowed = `once the working days of ${entry.waits?.year} are announced`;
  return no('ticket/due-unknown', { field: 'clock', value: clock, allowed });
};

const openEntry = (ticket: Clocked, clock: ClockName): Open => {
  const entry = latestClock(ticket.clocks, clock);
  return openOf(ticket, entry, clock);
};

const isWaitingFor = (one: TicketRequest, kind: TermsRequest['kind'], clock: ClockName, round: number): boolean =>
  one.decided === undefined && one.kind === kind && one.clock === clock && one.round === round;

const waitingFor = ({ requests }: Asking, kind: TermsRequest['kind'], { clock, round }: ClockState): readonly [string, TermsRequest] | undefined =>
  Object.entries(requests).find((entry): entry is [string, TermsRequest] => isWaitingFor(entry[1], kind, clock, round));

/** What every fact about a request says of its ticket. */
export const subjectOf = ({ ticketId, ticketKind, zone, station, category }: Clocked, approvalId: string) => ({ approvalId, ticketId, ticketKind, zone, station, category });

/** Asks for more time, before it runs out; the clock runs on until a second person decides. */
export const extendClock = (ticket: Asking, { clock, due: wanted, reason }: Omit<ClockExtension, 'ticketId'>, meta: CommandMeta): Answer => {
  const open = openEntry(ticket, clock);
  if (!open.ok) return open.refusal;
  const { entry } = open;
  if (compareInstants(entry.due, wanted) === 0) return accept();
  if (hasRunOut(entry, meta.now)) return reject('ticket/extension-too-late', { field: 'clock', value: clock, due: entry.due });
  if (!isAfter(wanted, entry.due)) return reject('ticket/extension-not-later', { field: 'due', value: wanted, allowed: `after ${entry.due}` });
  const [approvalId, waiting] = waitingFor(ticket, 'extension', entry) ?? [];
  if (waiting?.wanted !== undefined && compareInstants(waiting.wanted, wanted) === 0) return accept();
  if (waiting) return reject('ticket/request-waiting', { field: 'clock', value: clock, approvalId });
  const { round, due } = entry;
  const asked = ExtensionRequested({ ...subjectOf(ticket, meta.id), crewId: ticket.crewId, clock, round, due, wanted, reason });
  return accept<ClockEvent | RequestEvent>(asked);
};

type Switching = Clocked & { readonly channel: Channel };

/** What takes an open clock over to the rule in force at `at`: what ran, what was paused and what was granted stay; nothing where it stands under that rule. */
const superseded = (ticket: Switching, entry: DueClock, { at, reason, askedBy }: { at: Instant; reason: string; askedBy: string }, rules: TicketWorld): Answer => {
  const { ticketKind: kind, category, channel, urgency } = ticket;
  const clockCase = { kind, category, channel, at: entry.startsAt, ...(urgency ? { urgency } : {}) };
  const ruled = rulebook.dueUnder(rules, clockCase, { ...entry, at });
  if (!ruled.ok) return reject('ticket/no-rule', { ...ruled.detail, reason: ruled.code });
  const { due, calendar, timeZone, rule } = ruled.value;
  // under the same pack another due time can come of another category
  const isSame = rule.pack === entry.rule?.pack && rule.version === entry.rule.version;
  if (isSame && (rule.clause === entry.rule?.clause || compareInstants(due, entry.due) <= 0)) return accept();
  const pack = `${rule.pack}@${rule.version}`;
  const changed = ClockRuleSuperseded({ ...aboutClock(ticket, { ...entry, due }), previousDue: entry.due, calendar, timeZone, pack, reason, askedBy });
  return accept(put(changed, at, rule));
};

/** Asks that an open clock go over to the rule in force; a second person decides, and until then it stands under the old one. */
export const supersedeClock = (ticket: Asking & Switching, { clock, reason }: Omit<ClockSupersession, 'ticketId'>, meta: CommandMeta, rules: TicketWorld): Answer => {
  const open = openEntry(ticket, clock);
  if (!open.ok) return open.refusal;
  const { entry } = open;
  if (hasRunOut(entry, meta.now)) return reject('ticket/supersession-too-late', { field: 'clock', value: clock, due: entry.due });
  if (waitingFor(ticket, 'supersession', entry)) return accept();
  const would = superseded(ticket, entry, { at: meta.at, reason, askedBy: meta.actor.id }, rules);
  if (!would.accepted) return would;
  if (would.events.length === 0) return reject('ticket/same-rule', { field: 'clock', value: clock });
  const { round, due } = entry;
  const asked = SupersessionRequested({ ...subjectOf(ticket, meta.id), crewId: ticket.crewId, clock, round, due, reason });
  return accept<ClockEvent | RequestEvent>(asked);
};

/** Grants the time, up to a day after it ran out: a breach recorded meanwhile is taken back. */
const granted = (ticket: Switching, { wanted, reason, by }: TermsRequest, entry: DueClock, meta: CommandMeta): Answer => {
  if (wanted === undefined || !isAfter(wanted, entry.due)) return reject('ticket/extension-not-later', { field: 'due', value: wanted, allowed: `after ${entry.due}` });
  const last = plusMinutes(entry.due, GRACE_HOURS * 60);
  if (entry.phase === 'running' && isAfter(meta.now, last)) return reject('ticket/extension-too-late', { field: 'clock', value: entry.clock, due: entry.due, until: last });
  const back: readonly Draft<ClockEvent>[] = entry.breached ? [put(ClockBreachRetracted({ ...aboutClock(ticket, entry), because: 'extension' }), meta.at, entry.rule)] : [];
  const extended = ClockExtended({ ...aboutClock(ticket, { ...entry, due: wanted }), previousDue: entry.due, reason, askedBy: by, approvedBy: meta.actor.id });
  return accept<ClockEvent | RequestEvent>(...back, put(extended, meta.at, entry.rule));
};

const carriedOut = (ticket: Switching, request: TermsRequest, meta: CommandMeta, rules: TicketWorld): Answer => {
  const open = openOf(ticket, ticket.clocks[clockKey(request.clock, request.round)], request.clock);
  if (!open.ok) return open.refusal;
  const { entry } = open;
  if (request.kind === 'extension') return granted(ticket, request, entry, meta);
  if (hasRunOut(entry, meta.now)) return reject('ticket/supersession-too-late', { field: 'clock', value: entry.clock, due: entry.due });
  return superseded(ticket, entry, { at: meta.at, reason: request.reason, askedBy: request.by }, rules);
};

type Found = { readonly ok: true; readonly request: TicketRequest } | { readonly ok: false; readonly refusal: Answer };

/** The request, where this person may decide it so: undecided, and asked for by another person. */
export const undecided = (ticket: Asking, approvalId: string, { actor }: CommandMeta, decision: 'approved' | 'refused', { people }: TicketWorld): Found => {
  const request = ticket.requests[approvalId];
  if (!request) return no('ticket/no-request', { field: 'approvalId', value: approvalId });
  if (isSamePerson(people, actor.id, request.by))
    return no('ticket/same-person', { field: 'actor', value: actor.id, allowed: 'another person than who asked' });
  if (request.decided === decision) return { ok: false, refusal: accept() };
  if (request.decided) return no('ticket/request-decided', { field: 'approvalId', value: approvalId, decided: request.decided });
  return { ok: true, request };
};

/** A second person grants what was asked for, and it takes effect. */
export const approveRequest = (ticket: Asking & Switching & Standing, order: Order<Message<string, RequestRef>>, rules: TicketWorld): Answer => {
  const { data: { approvalId }, meta } = order;
  const refusal = refusalToAct(ticket, meta.at);
  if (refusal) return refusal;
  const found = undecided(ticket, approvalId, meta, 'approved', rules);
  if (!found.ok) return found.refusal;
  if (found.request.kind === 'exhaustion') return reject('ticket/no-request', { field: 'approvalId', value: approvalId });
  const done = carriedOut(ticket, found.request, meta, rules);
  if (!done.accepted) return done;
  const approved = { extension: ExtensionApproved, supersession: SupersessionApproved }[found.request.kind];
  const fact: RequestEvent = approved({ ...subjectOf(ticket, approvalId), askedBy: found.request.by });
  return accept<ClockEvent | RequestEvent>(fact, ...done.events);
};

/** A second person does not grant it; everything stays as promised. */
export const refuseRequest = (ticket: Asking, order: Order<Message<string, RequestRefusal>>, rules: TicketWorld): Answer => {
  const { data: { approvalId, reason }, meta } = order;
  const found = undecided(ticket, approvalId, meta, 'refused', rules);
  if (!found.ok) return found.refusal;
  const refused = { extension: ExtensionRefused, supersession: SupersessionRefused, exhaustion: ExhaustionRefused }[found.request.kind];
  const fact: RequestEvent = refused({ ...subjectOf(ticket, approvalId), askedBy: found.request.by, reason });
  return accept<ClockEvent | RequestEvent>(fact);
};

import { accept, reject, type Decision, type Instant, type Message, type Order } from '@heatledger/kernel';
import { longestPause, rulebook, type RulesInForce } from '@heatledger/rulebook';
import { isAfter, isBefore, keysIn, minutesBetween, pauseReasons, plusMinutes, type PauseReason } from '@heatledger/vocabulary';
import type { Clocked } from './clock.state.js';
import { AppointmentAgreed, type PauseEvent } from './pause.kinds.js';
import type { Pausing } from './pause.state.js';
import { refusalToAct } from './policies/may-act.js';
import type { TicketRejection } from './ticket.rejections.js';

/** Content of `PauseRepair` and `PauseComplaint`. */
export interface PauseRequest {
  readonly ticketId: string;
  readonly reason: PauseReason;
  readonly evidence: readonly string[];
  /** Number of the test's order or of the summons. */
  readonly basis?: string | undefined;
}
/** Content of `AgreeRepairAppointment` and `AgreeComplaintAppointment`. */
export interface Appointment {
  readonly ticketId: string;
  readonly from: Instant;
  readonly to: Instant;
  readonly with: string;
}
/** Content of `ResumeRepair` and `ResumeComplaint`; `until` where the program lets the work go on at a pause's latest end. */
export interface Resumption {
  readonly ticketId: string;
  readonly until?: Instant | undefined;
}

/** What a pause rests on, and its latest end. */
export interface Ground {
  readonly restsOn: string;
  readonly until: Instant;
}

type Refusal = Extract<Decision<never, TicketRejection>, { accepted: false }>;
type Found = { readonly ok: true; readonly ground: Ground } | { readonly ok: false; readonly refusal: Refusal };

const refuse = (...args: Parameters<typeof reject<TicketRejection>>): Found => ({ ok: false, refusal: reject(...args) as Refusal });

/** A ground gives one pause: what rests on it again ends when the first one had to. */
const restingOn = (state: Pausing, restsOn: string, field: string, until: Instant, at: Instant): Found => {
  const first = state.grounds?.[restsOn];
  const ends = first ?? until;
  return isAfter(ends, at) ? { ok: true, ground: { restsOn, until: ends } } : refuse('ticket/pause-over', { field, value: ends, allowed: 'a later visit, appointment, order or summons' });
};

const named = (state: Pausing, { reason, basis, evidence }: PauseRequest, at: Instant, rules: RulesInForce): Found => {
  if (basis === undefined) return refuse('ticket/pause-basis', { field: 'basis', allowed: reason === 'third-party-test' ? 'number of the order of the test' : 'number of the summons' });
  if (evidence.length === 0) return refuse('ticket/evidence-missing', { field: 'evidence', allowed: 'what shows the reason' });
  return restingOn(state, `${reason}/${basis}`, 'basis', plusMinutes(at, longestPause(rules, reason, at) ?? 0), at);
};

const absent = (state: Pausing, at: Instant, rules: RulesInForce): Found => {
  const { visitedInVain } = state;
  const longest = longestPause(rules, 'user-absent', at) ?? 0;
  if (visitedInVain === undefined || isBefore(at, visitedInVain) || minutesBetween(visitedInVain, at) > longest)
    return refuse('ticket/pause-basis', { field: 'reason', value: 'user-absent', allowed: `a visit in vain, recorded, at most ${longest} minutes before` });
  return restingOn(state, `visit/${visitedInVain}`, 'reason', plusMinutes(at, longest), at);
};

const agreed = (state: Pausing, at: Instant): Found => {
  const { appointment } = state;
  if (appointment === undefined || !isAfter(appointment.to, at))
    return refuse('ticket/pause-basis', { field: 'reason', value: 'later-appointment', allowed: 'an appointment that was agreed and is still to come' });
  return restingOn(state, `appointment/${appointment.to}`, 'reason', appointment.to, at);
};

/** What the pause rests on and until when; a reason that the rules do not know, or with nothing behind it, is refused. Source: domain notes §3.5 [D]. */
export const groundOf = (state: Pausing, { data, meta: { at } }: Order<Message<string, PauseRequest>>, rules: RulesInForce): Found => {
  const { reason } = data;
  if (!rulebook.mayPause(rules, reason))
    return refuse('ticket/pause-reason', { field: 'reason', value: reason, allowed: keysIn(pauseReasons).filter((one) => rulebook.mayPause(rules, one)) });
  if (reason === 'user-absent') return absent(state, at, rules);
  return reason === 'later-appointment' ? agreed(state, at) : named(state, data, at, rules);
};

/** When the work goes on: as ordered, or at the pause's latest end where that came before. */
export const goesOnAt = ({ pausedUntil }: Pausing, at: Instant): Instant => (pausedUntil !== undefined && isBefore(pausedUntil, at) ? pausedUntil : at);

/** True for the end of a pause that is over already, or of one before this. */
export const isOfAnotherPause = ({ pausedUntil }: Pausing, { until }: Resumption): boolean => until !== undefined && until !== pausedUntil;

type Meeting = Clocked & Pausing & Parameters<typeof refusalToAct>[0];

/** Records a later time that was agreed with the user; it lies ahead. */
export const agreeAppointment = (ticket: Meeting, { data, meta }: Order<Message<string, Appointment>>): Decision<PauseEvent, TicketRejection> => {
  const refusal = refusalToAct(ticket, meta.at);
  if (refusal) return refusal;
  const { from, to } = data;
  if (!isAfter(to, meta.at)) return reject('ticket/appointment', { field: 'to', value: to, allowed: `after ${meta.at}` });
  if (isAfter(from, to)) return reject('ticket/appointment', { field: 'from', value: from, allowed: `not after ${to}` });
  if (ticket.appointment?.from === from && ticket.appointment.to === to) return accept();
  const { ticketId, ticketKind, zone, station, category } = ticket;
  return accept(AppointmentAgreed({ ticketId, ticketKind, zone, station, category, from, to, with: data.with }));
};

import { accept, reject, type Channel, type CommandMeta, type Decision, type Instant } from '@heatledger/kernel';
import { rulebook, type RulesInForce } from '@heatledger/rulebook';
import { compareInstants, isAfter, isBefore, type ClockName } from '@heatledger/vocabulary';
import { aboutClock, put } from './clock.decisions.js';
import { ClockExtended, ClockRuleSuperseded, type ClockEvent } from './clock.kinds.js';
import { clocksOf, isOpenClock, latestClock, type Clocked } from './clock.state.js';
import type { TicketRejection } from './ticket.rejections.js';

/** Content of `ExtendRepairClock`, `ExtendComplaintClock` and `ExtendEnquiryClock`; who approves is who orders it. */
export interface ClockExtension {
  readonly ticketId: string;
  readonly clock: ClockName;
  readonly due: Instant;
  readonly reason: string;
  readonly askedBy: string;
}

/** Content of `SupersedeRepairClock`, `SupersedeComplaintClock` and `SupersedeEnquiryClock`; who orders it is not who asked. */
export interface ClockSupersession {
  readonly ticketId: string;
  readonly clock: ClockName;
  readonly reason: string;
  readonly askedBy: string;
}

/** Grants more time; the grantor is the one who orders it and is not who asked. Only before the time runs out, and never backdated. */
export const extendClock = (
  ticket: Clocked,
  { clock, due, reason, askedBy }: Omit<ClockExtension, 'ticketId'>,
  meta: { readonly at: Instant; readonly now: Instant; readonly actor: { readonly id: string } },
): Decision<ClockEvent, TicketRejection> => {
  const entry = latestClock(ticket.clocks, clock);
  if (!entry || !isOpenClock(entry)) return reject('ticket/clock-not-running', { field: 'clock', value: clock, allowed: openClocks(ticket) });
  if (compareInstants(entry.due, due) === 0) return accept();
  if (entry.breached || (entry.phase === 'running' && !isBefore(meta.now, entry.due))) return reject('ticket/extension-too-late', { field: 'clock', value: clock, due: entry.due });
  if (!isAfter(due, entry.due)) return reject('ticket/extension-not-later', { field: 'due', value: due, allowed: `after ${entry.due}` });
  if (askedBy === meta.actor.id) return reject('ticket/same-person', { field: 'askedBy', value: askedBy, allowed: 'someone other than who approves' });
  return accept(put(ClockExtended({ ...aboutClock(ticket, { ...entry, due }), previousDue: entry.due, reason, askedBy, approvedBy: meta.actor.id }), meta.at, entry.rule));
};

/** Takes an open clock over to the rule in force at `meta.at`, as somebody other than who asked: what ran, what was paused and what was granted stay, and nothing runs out before it goes over. */
export const supersedeClock = (
  ticket: Clocked & { readonly channel: Channel },
  { clock, reason, askedBy }: Omit<ClockSupersession, 'ticketId'>,
  meta: Pick<CommandMeta, 'at' | 'now' | 'actor'>,
  rules: RulesInForce,
): Decision<ClockEvent, TicketRejection> => {
  const entry = latestClock(ticket.clocks, clock);
  if (!entry || !isOpenClock(entry)) return reject('ticket/clock-not-running', { field: 'clock', value: clock, allowed: openClocks(ticket) });
  if (entry.breached || (entry.phase === 'running' && !isBefore(meta.now, entry.due))) return reject('ticket/supersession-too-late', { field: 'clock', value: clock, due: entry.due });
  if (askedBy === meta.actor.id) return reject('ticket/same-person', { field: 'askedBy', value: askedBy, allowed: 'someone other than who orders it' });
  const { ticketKind: kind, category, channel, urgency } = ticket;
  const clockCase = { kind, category, channel, at: entry.startsAt, ...(urgency ? { urgency } : {}) };
  const ruled = rulebook.dueUnder(rules, clockCase, { ...entry, at: meta.at });
  if (!ruled.ok) return reject('ticket/no-rule', { ...ruled.detail, reason: ruled.code });
  const { due, calendar, timeZone, rule } = ruled.value;
  if (rule.pack === entry.rule?.pack && rule.version === entry.rule.version) return accept();
  const changed = ClockRuleSuperseded({ ...aboutClock(ticket, { ...entry, due }), previousDue: entry.due, calendar, timeZone, pack: `${rule.pack}@${rule.version}`, reason, askedBy });
  return accept(put(changed, meta.at, rule));
};

const openClocks = (ticket: Clocked): readonly ClockName[] =>
  clocksOf(ticket.clocks)
    .filter(isOpenClock)
    .map(({ clock }) => clock);

import type { Channel, CommandMeta, Draft, Instant } from '@heatledger/kernel';
import { rulebook, type DueTime, type RulesInForce } from '@heatledger/rulebook';
import { categories, isBefore, type Category, type ClockName } from '@heatledger/vocabulary';
import { aboutClock, finishClock, put } from './clock.decisions.js';
import { ClockBreached, ClockRuleSuperseded, ClockStarted, type ClockEvent } from './clock.kinds.js';
import { hasDue } from './clock.subject.js';
import { clockKey, isOpenClock, latestClock, type Clocked, type ClockState } from './clock.state.js';

type Drafts = readonly Draft<ClockEvent>[];
type Judged = Clocked & { readonly channel: Channel; readonly openedAt: Instant };

/** What is judged anew: the category, when things were done that new promises ask for, and which promises the ticket makes. */
export interface Reclassification {
  readonly category: Category;
  readonly names: readonly ClockName[];
  readonly done?: Readonly<Partial<Record<ClockName, Instant | undefined>>>;
}

const caseOf = ({ ticketKind: kind, channel, urgency }: Judged, category: Category, at: Instant) => ({ kind, category, channel, at, ...(urgency ? { urgency } : {}) });

/** A due time that has passed by now was missed at that time. */
const missed = (ticket: Clocked, { clock, round, due, breached, phase }: ClockState, rule: DueTime['rule'], now: Instant): Drafts =>
  due === undefined || breached || phase !== 'running' || isBefore(now, due) ? [] : [put(ClockBreached(aboutClock(ticket, { clock, round, due })), due, rule)];

/** A promise that the new category makes and the old one did not: it runs since the report. */
const begun = (ticket: Judged, { clock, due, awaits, minutes, calendar, timeZone, rule }: DueTime, doneAt: Instant | undefined, now: Instant, rules: RulesInForce): Drafts => {
  const { openedAt: startsAt, round, crewId } = ticket;
  const waits = due === undefined ? { awaits, minutes } : {};
  const started = put(ClockStarted({ ...aboutClock(ticket, { clock, round, due }), startsAt, calendar, timeZone, crewId, ...waits }), startsAt, rule);
  const entry: ClockState = { clock, round, startsAt, ...(due === undefined ? {} : { due }), phase: 'running', breached: false, pauses: [], granted: [], rule };
  return [started, ...(doneAt === undefined ? missed(ticket, entry, rule, now) : finishClock(ticket, entry, doneAt, rules))];
};

/** A promise that runs and is due earlier under the new category; one that would be due later stands until a second person says otherwise. */
const hastened = (ticket: Judged, entry: ClockState, was: Category, { at, now, actor }: CommandMeta, rules: RulesInForce): Drafts => {
  if (!hasDue(entry)) return [];
  const ruled = rulebook.dueUnder(rules, caseOf(ticket, ticket.category, entry.startsAt), { ...entry, at: entry.startsAt });
  if (!ruled.ok || !isBefore(ruled.value.due, entry.due)) return [];
  const { due, calendar, timeZone, rule } = ruled.value;
  const reason = `${categories[was].zh} → ${categories[ticket.category].zh}`;
  const pack = `${rule.pack}@${rule.version}`;
  const moved = ClockRuleSuperseded({ ...aboutClock(ticket, { ...entry, due }), previousDue: entry.due, calendar, timeZone, pack, reason, askedBy: actor.id });
  return [put(moved, at, rule), ...missed(ticket, { ...entry, due }, rule, now)];
};

/**
 * What a ticket promises once it is judged to be of another category, from its report on: new promises begin, earlier due
 * times hold at once, and one that has passed was missed at its time. Later and dropped ones stand as they are.
 */
export const reclassified = (ticket: Judged, { category, names, done = {} }: Reclassification, meta: CommandMeta, rules: RulesInForce): Drafts => {
  if (category === ticket.category) return [];
  const now = { ...ticket, category };
  const ruled = rulebook.dueTimes(rules, caseOf(now, category, ticket.openedAt), names);
  const fresh = ruled.ok && ticket.round === 1 ? ruled.value.filter(({ clock }) => latestClock(ticket.clocks, clock) === undefined) : [];
  const running = names.flatMap((clock) => {
    const entry = ticket.clocks[clockKey(clock, ticket.round)];
    return entry && isOpenClock(entry) ? [entry] : [];
  });
  return [
    ...running.flatMap((entry) => hastened(now, entry, ticket.category, meta, rules)),
    ...fresh.flatMap((due) => begun(now, due, done[due.clock], meta.now, rules)),
  ];
};

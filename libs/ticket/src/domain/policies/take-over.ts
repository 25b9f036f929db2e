import {
  accept,
  evolveOne,
  type CommandMeta,
  type Decision,
  type Draft,
  type Fact,
  type Order,
} from '@heatledger/kernel';
import type { RulesInForce } from '@heatledger/rulebook';
import { isAfter } from '@heatledger/vocabulary';
import { aboutClock, breachClock } from '../clock.decisions.js';
import { ClockStarted, type ClockEvent } from '../clock.kinds.js';
import { clocksOf, type ClockState } from '../clock.state.js';
import type { ComplaintCommand } from '../complaint.commands.js';
import { ComplaintTakenOver, type ComplaintEvent } from '../complaint.events.js';
import { evolveComplaint, isTheSources, type Complaint } from '../complaint.state.js';
import type { TicketRejection } from '../ticket.rejections.js';
import { aboutComplaint } from './about-complaint.js';

type Drafts = readonly Draft<ComplaintEvent>[];
type Act<C extends ComplaintCommand> = (
  complaint: Complaint,
  order: Order<C>,
  rules: RulesInForce,
) => Decision<ComplaintEvent, TicketRejection>;
type Acts = { readonly [T in ComplaintCommand['type']]: Act<Extract<ComplaintCommand, { type: T }>> };

/** A complaint as it will stand once these facts are recorded. */
export const complaintAfter = (complaint: Complaint, drafts: Drafts, { at, actor, channel }: CommandMeta): Complaint =>
  drafts.reduce((state, draft) => {
    const { at: own = at, rule, ...event } = draft;
    const fact: Fact = { ...event, meta: { at: own, actor, channel, rule } };
    return evolveOne(evolveComplaint, state, fact as Fact<ComplaintEvent>);
  }, complaint);

/**
 * One that has run out by now was broken at its due time; one that runs is watched from here on. No rule of this house
 * stands behind it.
 */
const promiseTakenOver =
  (complaint: Complaint, { now }: CommandMeta) =>
  (entry: ClockState): readonly Draft<ClockEvent>[] =>
    entry.due === undefined || isAfter(entry.due, now)
      ? [ClockStarted({ ...aboutClock(complaint, entry), startsAt: entry.startsAt, calendar: entry.calendar })]
      : breachClock(complaint, entry, now);

const takenOver = (complaint: Complaint, meta: CommandMeta): Drafts => [
  ComplaintTakenOver({ ...aboutComplaint(complaint), source: complaint.told?.source ?? '' }),
  ...clocksOf(complaint.clocks)
    .filter(({ phase }) => phase === 'running')
    .flatMap(promiseTakenOver(complaint, meta)),
];

const takingOver =
  <C extends ComplaintCommand>(act: Act<C>): Act<C> =>
  (complaint, order, rules) => {
    if (!isTheSources(complaint) || order.meta.actor.role === 'system') return act(complaint, order, rules);
    const first = takenOver(complaint, order.meta);
    const answer = act(complaintAfter(complaint, first, order.meta), order, rules);
    return answer.accepted && answer.events.length > 0 ? accept<ComplaintEvent>(...first, ...answer.events) : answer;
  };

/**
 * The first act of a person on a request of another system makes its promises of time ours; what the program orders by
 * itself does not.
 */
export const withTakingOver = (acts: Acts): Acts =>
  Object.fromEntries(
    Object.entries(acts).map(([type, act]) => [type, takingOver(act as Act<ComplaintCommand>)]),
  ) as Acts;

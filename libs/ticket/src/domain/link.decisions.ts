import { accept, reject, stamped, type Channel, type Decision, type Draft, type Instant, type Message, type Order } from '@heatledger/kernel';
import type { RulesInForce } from '@heatledger/rulebook';
import type { ClockName } from '@heatledger/vocabulary';
import { meetClock, restartClocks, startClocks, stopClock } from './clock.decisions.js';
import { ClockFinishedLate, ClockMet, type ClockEvent } from './clock.kinds.js';
import { clockKey, isOpenClock, type Clocked } from './clock.state.js';
import { LateEntryRequested } from './late-entry.kinds.js';
import { CaseGivenBack, CaseTakenIn, MergedCasesServed, ServedByAnother, type LinkEvent } from './link.kinds.js';
import type { Carrying } from './link.state.js';
import type { TicketRejection } from './ticket.rejections.js';

/** Who ordered what the program carries out. */
export interface Ordered {
  readonly orderedBy?: string | undefined;
}
/** Content of `MergeRepair` and `MergeComplaint` beside the reason. */
export interface Merging extends Ordered {
  readonly survivorId: string;
}
/** Content of `TakeInMergedRepair`, `GiveBackMergedRepair` and their brothers. */
export interface Merged {
  readonly ticketId: string;
  readonly mergedId: string;
  readonly mergedCaseNumber: string;
}
/** Content of `ServeMergedRepair` and `ServeMergedComplaint`. */
export interface Served {
  readonly ticketId: string;
  readonly survivorId: string;
  readonly clocks: readonly ClockName[];
  readonly ended: boolean;
  readonly crewId?: string | undefined;
}

type Linked = Clocked & Carrying & { readonly phase: string; readonly channel: Channel; readonly survivorId?: string | undefined };
type Answer = Decision<LinkEvent | ClockEvent, TicketRejection>;

const about = ({ ticketId, ticketKind, zone, station, category }: Linked) => ({ ticketId, ticketKind, zone, station, category });

/** Goes on for another ticket; also when closed already, so that it shows for whom. */
export const takeInMerged = (ticket: Linked, { data: { mergedId, mergedCaseNumber } }: Order<Message<string, Merged>>): Answer => {
  if (ticket.phase === 'unknown') return reject('ticket/unknown');
  if (ticket.carried.some((one) => one.mergedId === mergedId)) return accept();
  return accept(CaseTakenIn({ ...about(ticket), mergedId, mergedCaseNumber }));
};

export const giveBackMerged = (ticket: Linked, { data: { mergedId, mergedCaseNumber } }: Order<Message<string, Merged>>): Answer =>
  ticket.carried.some((one) => one.mergedId === mergedId) ? accept(CaseGivenBack({ ...about(ticket), mergedId, mergedCaseNumber })) : accept();

/** Lets what the surviving ticket did count here: it ends clocks, and once the work ended the requester is promised a call back. */
export const serveMerged = (ticket: Linked, { data, meta }: Order<Message<string, Served>>, rules: RulesInForce): Answer => {
  const { survivorId, clocks, ended, crewId } = data;
  if (ticket.phase !== 'merged' || ticket.survivorId !== survivorId) return accept();
  const open = clocks.filter((clock) => {
    const entry = ticket.clocks[clockKey(clock, ticket.round)];
    return entry !== undefined && isOpenClock(entry);
  });
  const promised = ended && ticket.clocks[clockKey('call-back', ticket.round)] === undefined;
  if (open.length === 0 && !promised) return accept();
  const started = startClocks(ticket, promised ? ['call-back'] : [], rules, meta.at);
  if (!started.accepted) return started;
  const served = ServedByAnother({ ...about(ticket), crewId, survivorId, clocks: [...open], ended });
  return accept<LinkEvent | ClockEvent>(served, ...open.flatMap((clock) => meetClock(ticket, clock, meta.at, rules)), ...started.events);
};

/** After an unmerge: clocks that the merge stopped or that another ticket ended run again, due as first promised; a call back that its work promised is owed no more. */
export const giveClocksBack = (ticket: Linked, at: Instant, rules: RulesInForce): readonly Draft<ClockEvent>[] => {
  const callBack = ticket.clocks[clockKey('call-back', ticket.round)];
  const owedNoMore = ticket.served?.ended && callBack && isOpenClock(callBack) ? stopClock(ticket, callBack, 'superseded', at, rules) : [];
  return [...owedNoMore, ...restartClocks(ticket, at, new Set(ticket.served?.clocks ?? []))];
};

/** Facts that end the work on a ticket. */
const ends = ({ type, data }: Draft<Message>): boolean =>
  type === 'RepairCompleted' || type === 'ComplaintFedBack' || (type === ServedByAnother.type && (data as { ended: boolean }).ended);
/** What a crew that ended its work has kept, whatever else the ticket promised. */
const keptByWork: readonly ClockName[] = ['acknowledge', 'arrive', 'first-result', 'resolve'];
/** What each requester is owed for themselves. */
const isOwn = (clock: ClockName): boolean => clock === 'call-back';

/** The instants at which something was done that counts for others, with the clocks that it ends. */
const doneAt = (events: readonly Draft<Message>[], at: Instant): ReadonlyMap<Instant, readonly ClockName[]> => {
  const done = new Map<Instant, readonly ClockName[]>();
  const add = (when: Instant, clocks: readonly ClockName[]): void => {
    done.set(when, [...new Set([...(done.get(when) ?? []), ...clocks])]);
  };
  const isHeld = events.some(({ type }) => type === LateEntryRequested.type);
  for (const event of events) {
    const { clock } = event.data as { clock?: ClockName };
    const isDone = event.type === ClockMet.type || event.type === ClockFinishedLate.type;
    if (isDone && clock !== undefined && !isOwn(clock)) add(event.at ?? at, [clock]);
    if (ends(event)) add(event.at ?? at, event.type === 'RepairCompleted' && !isHeld ? keptByWork : []);
  }
  return done;
};

const closes = (events: readonly Draft<Message>[]): boolean => events.some(({ type }) => type === 'RepairClosed' || type === 'ComplaintClosed');
/** Phases in which a ticket's work ended, so that it may be closed although others rest on it. */
const ended: readonly string[] = ['completed', 'fed-back', 'answered'];

/**
 * The review of every decision on a ticket that goes on for others: what is done counts for all of them, and it does not end
 * before its work did, since nobody would be left to do it.
 */
export const reviewCarried = <E extends Message>(
  ticket: Linked,
  { meta }: Order<Message>,
  decision: Decision<E, TicketRejection>,
): Decision<E | LinkEvent, TicketRejection> => {
  if (!decision.accepted || ticket.carried.length === 0) return decision;
  if (closes(decision.events) && !ended.includes(ticket.phase) && meta.actor.role !== 'system')
    return reject('ticket/carries-others', { field: 'ticketId', value: ticket.carried.map(({ caseNumber }) => caseNumber), allowed: 'unmerge them first' });
  const mergedIds = ticket.carried.map(({ mergedId }) => mergedId);
  const served = [...doneAt(decision.events, meta.at)].map(([at, clocks]) => {
    const isEnd = decision.events.some((event) => ends(event) && (event.at ?? meta.at) === at);
    return stamped<LinkEvent>(MergedCasesServed({ ...about(ticket), crewId: ticket.crewId, mergedIds, clocks: [...clocks], ended: isEnd }), { at });
  });
  return accept<E | LinkEvent>(...decision.events, ...served);
};

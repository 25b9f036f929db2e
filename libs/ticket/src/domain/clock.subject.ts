import type { Draft, Instant, RuleRef } from '@heatledger/kernel';
import type { Category, ClockName, TicketKind } from '@heatledger/vocabulary';
import type { ClockEvent } from './clock.kinds.js';
import type { Clocked, ClockState } from './clock.state.js';

/** Content of `BreachRepairClock`, `BreachComplaintClock` and `BreachEnquiryClock`. */
export interface ClockRef {
  readonly ticketId: string;
  readonly clock: ClockName;
  readonly round: number;
}

type Subject<D> = ClockRef & { ticketKind: TicketKind; due: D; category: Category; zone?: string | undefined; station?: string | undefined };

/** A clock that has a due time. */
export type DueClock = ClockState & { readonly due: Instant };

export const hasDue = (entry: ClockState): entry is DueClock => entry.due !== undefined;

/** What every fact about a clock says of it. */
export const aboutClock = <D extends Instant | undefined>(
  { ticketId, ticketKind, zone, station, category }: Omit<Clocked, 'clocks'>,
  { clock, round, due }: Pick<ClockState, 'clock' | 'round'> & { readonly due?: D | undefined },
): Subject<D> => ({ ticketId, ticketKind, clock, round, due: due as D, zone, station, category });

export const put = (event: ClockEvent, at: Instant, rule: RuleRef | undefined): Draft<ClockEvent> => (rule ? { ...event, at, rule } : { ...event, at });

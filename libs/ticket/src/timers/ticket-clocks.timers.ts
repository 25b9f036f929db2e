import type { Instant, Message, RecordedFact, TimerChange, TimerPlan } from '@heatledger/kernel';
import type { TicketKind } from '@heatledger/vocabulary';
import type { ClockRef } from '../domain/clock.decisions.js';
import type { ClockEvent } from '../domain/clock.kinds.js';
import { BreachEnquiryClock } from '../domain/enquiry.commands.js';
import { BreachRepairClock } from '../domain/repair.commands.js';

type Breach = Message<'BreachRepairClock' | 'BreachComplaintClock' | 'BreachEnquiryClock', ClockRef>;
type OfClock = RecordedFact<ClockEvent>;

const breachOf: Readonly<Record<TicketKind, (clock: ClockRef) => Breach>> = {
  repair: BreachRepairClock,
  complaint: (data) => ({ type: 'BreachComplaintClock', data }),
  enquiry: BreachEnquiryClock,
};

const keyOf = ({ ticketId, clock, round }: ClockRef): string => `${ticketId}/${clock}/${round}`;

const set = ({ data }: OfClock & { data: { due: Instant } }): readonly TimerChange<Breach>[] => {
  const { ticketId, clock, round, due, ticketKind } = data;
  return [{ set: keyOf(data), due, command: breachOf[ticketKind]({ ticketId, clock, round }) }];
};

const clear = ({ data }: OfClock): readonly TimerChange<Breach>[] => [{ clear: keyOf(data) }];

/** Orders the breach of every clock that is still open at its due time, also after the process was down. */
export const ticketClocks: TimerPlan<ClockEvent, Breach> = {
  name: 'ticket-clocks',
  doc: 'Records the breach of each promise of time once, at its due time.',
  on: {
    ClockStarted: set,
    ClockResumed: set,
    ClockExtended: set,
    ClockRuleSuperseded: set,
    // only a promise that is still its source's: nothing is set for those
    ClockDueChanged: () => [],
    ClockMet: clear,
    ClockBreached: clear,
    ClockBreachRetracted: () => [],
    ClockFinishedLate: clear,
    ClockPaused: clear,
    ClockStopped: clear,
  },
};

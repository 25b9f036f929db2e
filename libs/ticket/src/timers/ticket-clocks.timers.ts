import type { Instant, Message, RecordedFact, TimerChange, TimerPlan } from '@heatledger/kernel';
import type { TicketKind } from '@heatledger/vocabulary';
import type { ClockRef } from '../domain/clock.decisions.js';
import type { ClockEvent } from '../domain/clock.kinds.js';
import { BreachEnquiryClock, SetEnquiryClockDue } from '../domain/enquiry.commands.js';
import { BreachRepairClock, SetRepairClockDue } from '../domain/repair.commands.js';

type Breach = Message<'BreachRepairClock' | 'BreachComplaintClock' | 'BreachEnquiryClock', ClockRef>;
type SetDue = Message<'SetRepairClockDue' | 'SetComplaintClockDue' | 'SetEnquiryClockDue', ClockRef>;
type Orders = Breach | SetDue;
type OfClock = RecordedFact<ClockEvent>;

const breachOf: Readonly<Record<TicketKind, (clock: ClockRef) => Breach>> = {
  repair: BreachRepairClock,
  complaint: (data) => ({ type: 'BreachComplaintClock', data }),
  enquiry: BreachEnquiryClock,
};

const dueOf: Readonly<Record<TicketKind, (clock: ClockRef) => SetDue>> = {
  repair: SetRepairClockDue,
  complaint: (data) => ({ type: 'SetComplaintClockDue', data }),
  enquiry: SetEnquiryClockDue,
};

const keyOf = ({ ticketId, clock, round }: ClockRef): string => `${ticketId}/${clock}/${round}`;

interface Due {
  readonly due?: Instant | undefined;
  readonly awaits?: number | undefined;
}

const set = ({ data }: OfClock & { data: Due }): readonly TimerChange<Orders>[] => {
  const { ticketId, clock, round, due, ticketKind, awaits = 0 } = data;
  const ref = { ticketId, clock, round };
  const key = keyOf(data);
  return due === undefined
    ? [{ set: key, awaitsYear: awaits, command: dueOf[ticketKind](ref) }]
    : [{ set: key, due, command: breachOf[ticketKind](ref) }];
};

const clear = ({ data }: OfClock): readonly TimerChange<Orders>[] => [{ clear: keyOf(data) }];

/** What ended without a due time goes on waiting for it, to be judged. */
const clearUnlessWaiting = (fact: OfClock & { data: Due }): readonly TimerChange<Orders>[] => (fact.data.due === undefined ? [] : clear(fact));

/** Orders the breach of every clock that is still open at its due time, also after the process was down. */
export const ticketClocks: TimerPlan<ClockEvent, Orders> = {
  name: 'ticket-clocks',
  doc: 'Records the breach of each promise of time once, at its due time; sets a due time that waited once the working days are known.',
  on: {
    ClockStarted: set,
    ClockDueSet: set,
    ClockDone: () => [],
    ClockResumed: set,
    ClockExtended: set,
    ClockRuleSuperseded: set,
    // only a promise that is still its source's: nothing is set for those
    ClockDueChanged: () => [],
    ClockMet: clear,
    ClockBreached: clear,
    ClockBreachRetracted: () => [],
    ClockFinishedLate: clear,
    ClockPaused: clearUnlessWaiting,
    ClockStopped: clearUnlessWaiting,
  },
};

import type { EvolveTable, Instant } from '@heatledger/kernel';
import type { PauseEvent } from './pause.kinds.js';

/** What a ticket's state must hold so that its work can stand still. */
export interface Pausing {
  readonly pausedAt?: Instant | undefined;
  /** When the work goes on by itself at the latest; absent before pauses had an end. */
  readonly pausedUntil?: Instant | undefined;
  /** The latest visit at which nobody was met. */
  readonly visitedInVain?: Instant | undefined;
  readonly appointment?: { readonly from: Instant; readonly to: Instant } | undefined;
  /** What pauses rested on, with the latest end that it gave: none of it gives another one. */
  readonly grounds?: Readonly<Record<string, Instant>> | undefined;
}

/** The entries for what pauses rest on in an aggregate's `evolve`. */
export const evolvePauses = <S extends Pausing>(): EvolveTable<S, PauseEvent> => ({
  AppointmentAgreed: (state, { data: { from, to } }) => ({ ...state, appointment: { from, to } }),
});

/** Where the work stands still from `at` on. */
export const pausedFrom = <S extends Pausing>(
  state: S,
  at: Instant,
  { until, restsOn }: { readonly until?: Instant | undefined; readonly restsOn?: string | undefined },
): S => ({
  ...state,
  pausedAt: at,
  pausedUntil: until,
  ...(until === undefined || restsOn === undefined ? {} : { grounds: { ...state.grounds, [restsOn]: until } }),
});

/** Where the work goes on. */
export const goingOn = <S extends Pausing>(state: S): S => ({ ...state, pausedAt: undefined, pausedUntil: undefined });

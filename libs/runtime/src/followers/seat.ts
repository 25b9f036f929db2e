import type { Position } from '@heatledger/event-store';
import type { Follower, FollowerPhase, FollowerStatus, Waiting } from './follower.js';

/** How one follower is doing at the hub. */
export interface Seat {
  readonly follower: Follower;
  state: FollowerPhase;
  /** True while this process does its work; another one may. */
  mine: boolean;
  /** False while it catches up on its own, after a fall or when it was taken over. */
  attached: boolean;
  restarts: number;
  /** Falls since it last kept up with the log. */
  falls: number;
  reason: string | undefined;
  /** While the store keeps it from taking its pages. */
  waiting: Waiting | undefined;
  /** While the store keeps what it is to order from being ordered. */
  held: (Waiting & { readonly reason: string }) | undefined;
  /** Up to where it was given every page, one after the other. */
  fed: Position;
  /** When it fell, on the machine's monotonic clock, ms; null for one that was taken over. */
  fellAt: number | null;
  /** How far another process has come with it. */
  elsewhere: Position;
}

/** The seat of a follower that has taken nothing yet; `shared` where another process may do its work. */
export const seatFor = (follower: Follower, shared: boolean): Seat => ({
  follower,
  state: shared ? 'elsewhere' : 'starting',
  mine: !shared,
  attached: true,
  restarts: 0,
  falls: 0,
  reason: undefined,
  waiting: undefined,
  held: undefined,
  fellAt: 0,
  fed: '',
  elsewhere: '',
});

/** What is told of it; `mine` is whether this process may do its work, `behind` counts places up to the end of the log. */
export const statusOf = (seat: Seat, mine: boolean, behind: (position: Position) => number): FollowerStatus => {
  const { follower, mine: taken, restarts, elsewhere, held } = seat;
  const shown = mine || !taken ? seat.state : 'elsewhere';
  const waiting = mine ? (seat.waiting ?? held) : undefined;
  const reason = seat.reason ?? (waiting && held?.reason);
  const isParked = mine && shown !== 'dropped' && follower.parked > 0;
  const position = mine ? follower.bookmark : elsewhere;
  return {
    name: follower.name,
    kind: follower.kind,
    version: follower.version,
    state: waiting && shown !== 'stopped' ? 'waiting' : isParked ? 'parked' : shown,
    behind: behind(position),
    position,
    parked: follower.parked,
    restarts,
    ...(reason === undefined ? {} : { reason }),
    ...(waiting ? { waiting: { since: waiting.since, why: waiting.why } } : {}),
  };
};

import type { Position } from '@heatledger/event-store';
import type { Follower, FollowerPhase, FollowerStatus } from './follower.js';

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
  fellAt: 0,
  fed: '',
  elsewhere: '',
});

/** What is told of it; `mine` is whether this process may do its work, `behind` counts places up to the end of the log. */
export const statusOf = ({ follower, state, mine: taken, restarts, reason, elsewhere }: Seat, mine: boolean, behind: (position: Position) => number): FollowerStatus => {
  const shown = mine || !taken ? state : 'elsewhere';
  const position = mine ? follower.bookmark : elsewhere;
  return {
    name: follower.name,
    kind: follower.kind,
    version: follower.version,
    state: mine && shown !== 'dropped' && follower.parked > 0 ? 'parked' : shown,
    behind: behind(position),
    position,
    parked: follower.parked,
    restarts,
    ...(reason === undefined ? {} : { reason }),
  };
};

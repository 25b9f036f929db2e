import type { Page, Position, RecordedEvent } from '@heatledger/event-store';
import type { Instant, RecordedFact } from '@heatledger/kernel';

export type FollowerKind = 'projection' | 'reaction' | 'timers';
export type FollowerPhase =
  'starting' | 'catching-up' | 'live' | 'parked' | 'waiting' | 'dropped' | 'stopped' | 'elsewhere';

/** Since when a reader waits for the store, and the store's code for why. */
export interface Waiting {
  readonly since: Instant;
  readonly why: string;
}

/** How one reader of the log is doing. */
export interface FollowerStatus {
  readonly name: string;
  readonly kind: FollowerKind;
  readonly version: number;
  readonly state: FollowerPhase;
  /** Places in the log still to come; 0 when it has caught up. */
  readonly behind: number;
  readonly position: Position;
  /** Documents (or, for a reaction, facts) that wait for somebody to look at them. */
  readonly parked: number;
  readonly restarts: number;
  readonly reason?: string;
  /** While the store keeps it from going on; it goes on by itself. */
  readonly waiting?: Waiting;
}

/** An event whose own content keeps it from being read as a fact. */
export interface Unreadable {
  readonly event: RecordedEvent;
  readonly reason: string;
}

/** A page of the log as followers take it: facts opened once for all of them. */
export interface OpenedPage extends Pick<Page, 'position' | 'atEnd'> {
  readonly facts: readonly RecordedFact[];
  readonly unreadable: readonly Unreadable[];
  /** True where what concerns different cases may be ordered side by side; a play or an import wants one order for ever. */
  readonly sideBySide?: boolean;
}

/** One reader of the log with its own bookmark; taking the same facts twice changes nothing. */
export interface Follower {
  readonly name: string;
  readonly kind: FollowerKind;
  readonly version: number;
  /** Where its bookmark is kept among the views. */
  readonly collection: string;
  readonly types: ReadonlySet<string>;
  readonly bookmark: Position;
  readonly parked: number;
  /** Finds or makes what it keeps; needed once before anything is taken. */
  open(): Promise<void>;
  /** Handles the facts it wants of a page and moves its bookmark. */
  take(page: OpenedPage): Promise<void>;
}

/** What is wrong, in one line and without secrets. */
export const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error)).split('\n', 1)[0]?.slice(0, 300) ?? '';

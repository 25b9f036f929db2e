import type { EventStore, Page, Position } from '@heatledger/event-store';
import type { FactCodec } from '../fact-codec.js';
import { reasonOf, type Follower, type FollowerPhase, type FollowerStatus, type OpenedPage } from './follower.js';

interface Seat {
  readonly follower: Follower;
  state: FollowerPhase;
  /** False while it catches up on its own after a fall. */
  attached: boolean;
  restarts: number;
  reason: string | undefined;
  /** When it fell, on the machine's monotonic clock, ms. */
  fellAt: number;
}

/** A page, or how to open it for one reader, where it cannot be opened for all. */
type Opening = OpenedPage | (() => OpenedPage);

const FIRST_PAUSE = 100;
const LONGEST_PAUSE = 30_000;

/** Reads the log once for all followers and hands each page to every one of them. */
export class Hub {
  readonly #seats: readonly Seat[];
  readonly #types: ReadonlySet<string>;
  #known: Position = '';
  #listeners = new Set<() => void>();

  constructor(
    private readonly store: EventStore,
    private readonly codec: FactCodec,
    followers: readonly Follower[],
    private readonly onFault: (follower: string, error: unknown) => void,
  ) {
    this.#seats = followers.map((follower) => ({ follower, state: 'starting', attached: true, restarts: 0, reason: undefined, fellAt: 0 }));
    this.#types = new Set(followers.flatMap(({ types }) => [...types]));
  }

  get followers(): readonly Follower[] {
    return this.#seats.map(({ follower }) => follower);
  }

  /** Where the slowest attached follower stands. */
  slowest(): Position {
    const [first, ...rest] = this.#seats.filter(({ attached }) => attached).map(({ follower }) => follower.bookmark);
    return rest.reduce((slow, bookmark) => (this.store.compare(bookmark, slow) < 0 ? bookmark : slow), first ?? this.#known);
  }

  /** Throws when one of the wanted facts cannot be read. */
  opened({ events, position, atEnd }: Page, types: ReadonlySet<string>): OpenedPage {
    return { position, atEnd, facts: events.filter((event) => types.has(event.type)).map((event) => this.codec.open(event)) };
  }

  #openedForAll(page: Page): OpenedPage | null {
    try {
      return this.opened(page, this.#types);
    } catch {
      return null;
    }
  }

  /**
   * Hands a page to every follower; one that falls is caught up on its own, the others go on. A fact that cannot be read stops only those who want it. Those that only keep documents take it side by
   * side, so that a read store can write them all at once; those that order commands come after them, one after another, in declared order.
   */
  async feed(page: Page, sideBySide = false): Promise<void> {
    const opened = this.#openedForAll(page);
    const openedFor = ({ types }: Follower): Opening => (opened ? { ...opened, sideBySide } : () => ({ ...this.opened(page, types), sideBySide }));
    this.#known = page.position;
    const attached = this.#seats.filter((seat) => seat.attached);
    await Promise.all(attached.filter(({ follower }) => follower.kind !== 'reaction').map((seat) => this.#give(seat, openedFor(seat.follower))));
    for (const seat of attached) if (seat.follower.kind === 'reaction') await this.#give(seat, openedFor(seat.follower));
    this.#tell();
  }

  async #give(seat: Seat, opening: Opening): Promise<void> {
    try {
      const page = typeof opening === 'function' ? opening() : opening;
      await seat.follower.take(page);
      seat.state = page.atEnd ? 'live' : 'catching-up';
    } catch (error) {
      seat.attached = false;
      seat.state = 'dropped';
      seat.reason = reasonOf(error);
      seat.fellAt = performance.now();
      this.onFault(seat.follower.name, error);
    }
  }

  /** Hands a follower that fell everything it missed, once a pause is over that grows with every fall and is never quite the same; the others do not wait for it. */
  async revive(signal: AbortSignal, chance: () => number): Promise<void> {
    for (const seat of this.#seats) {
      if (seat.attached || signal.aborted) continue;
      const pause = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** seat.restarts) * (0.5 + chance());
      if (performance.now() - seat.fellAt < pause) continue;
      seat.restarts += 1;
      seat.attached = true;
      seat.state = 'catching-up';
      for await (const page of this.store.scan({ after: seat.follower.bookmark, upTo: this.#known })) {
        if (seat.attached) await this.#give(seat, () => this.opened(page, seat.follower.types));
      }
      if (seat.attached) seat.reason = undefined;
    }
    this.#tell();
  }

  get fallen(): boolean {
    return this.#seats.some(({ attached }) => !attached);
  }

  stopped(): void {
    for (const seat of this.#seats) seat.state = 'stopped';
    this.#tell();
  }

  status(end: Position): readonly FollowerStatus[] {
    return this.#seats.map(({ follower, state, restarts, reason }) => ({
      name: follower.name,
      kind: follower.kind,
      version: follower.version,
      state: state !== 'dropped' && follower.parked > 0 ? 'parked' : state,
      behind: Math.max(0, this.store.compare(end, follower.bookmark)),
      position: follower.bookmark,
      parked: follower.parked,
      restarts,
      ...(reason === undefined ? {} : { reason }),
    }));
  }

  /** Told after every page. */
  listen(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

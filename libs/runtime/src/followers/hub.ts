import type { EventStore, Page, Position } from '@heatledger/event-store';
import type { Instant } from '@heatledger/kernel';
import type { FactCodec } from '../fact-codec.js';
import { storeTroubleOf } from '../store-trouble.js';
import { reasonOf, type Follower, type FollowerStatus, type OpenedPage, type Waiting } from './follower.js';
import { openedPage } from './opening.js';
import { pauseAfter, waitAfter } from './resting.js';
import { seatFor, statusOf, type Seat } from './seat.js';

/** A page, or how to open it for one reader, where it cannot be opened for all. */
type Opening = OpenedPage | (() => OpenedPage);

/** Reads the log once for all followers and hands each page to every one of them. */
export class Hub {
  readonly #seats: readonly Seat[];
  readonly #types: ReadonlySet<string>;
  #known: Position = '';
  /** True once pages come: who joins later catches up on his own first. */
  #begun = false;
  #listeners = new Set<() => void>();

  constructor(
    private readonly store: EventStore,
    private readonly codec: FactCodec,
    followers: readonly Follower[],
    private readonly onFault: (follower: string, error: unknown) => void,
    private readonly now: () => Instant,
    /** True when other processes may do the work: none is done here before it is taken up. */
    shared = false,
  ) {
    this.#seats = followers.map((follower) => seatFor(follower, shared));
    this.#types = new Set(followers.flatMap(({ types }) => [...types]));
  }

  get followers(): readonly Follower[] {
    return this.#seats.map(({ follower }) => follower);
  }

  /** Where the pages are to begin: with the slowest of those who wait for them. */
  begin(): Position {
    this.#begun = true;
    this.#known = this.slowest();
    for (const seat of this.#seats) {
      if (this.#isMine(seat) && seat.attached) seat.fed = this.#known;
      else this.#detach(seat);
    }
    return this.#known;
  }

  /** Lets a follower catch up on its own: a page it was not given must not be passed over. */
  #detach(seat: Seat): void {
    if (seat.mine && seat.attached) Object.assign(seat, { attached: false, fellAt: null } satisfies Partial<Seat>);
  }

  /** Where the slowest attached follower stands. */
  slowest(): Position {
    const [first, ...rest] = this.#working().map(({ follower }) => follower.bookmark);
    return rest.reduce((slow, bookmark) => (this.store.compare(bookmark, slow) < 0 ? bookmark : slow), first ?? this.#known);
  }

  /** Whether what was taken up may still be done: others take over from one who was silent for too long, also when he does not know it yet. */
  stillHolds: (name: string) => boolean = () => true;

  #isMine({ mine, follower }: Seat): boolean {
    return mine && this.stillHolds(follower.name);
  }

  #working(): readonly Seat[] {
    return this.#seats.filter((seat) => this.#isMine(seat) && seat.attached);
  }

  #seatOf(name: string): Seat | undefined {
    return this.#seats.find(({ follower }) => follower.name === name);
  }

  /** True while this process does the follower's work. */
  works(name: string): boolean {
    const seat = this.#seatOf(name);
    return seat !== undefined && this.#isMine(seat);
  }

  get idle(): boolean {
    return this.#seats.every(({ mine }) => !mine);
  }

  /** Does a follower's work from now on, from where whoever did it before has come. */
  async takeUp(name: string): Promise<void> {
    const seat = this.#seatOf(name);
    if (!seat || seat.mine) return;
    await seat.follower.open();
    Object.assign(seat, { mine: true, attached: !this.#begun, fellAt: null, state: 'catching-up', reason: undefined } satisfies Partial<Seat>);
  }

  /** Leaves a follower's work to another process. */
  layDown(name: string): void {
    const seat = this.#seatOf(name);
    if (!seat?.mine) return;
    Object.assign(seat, { mine: false, state: 'elsewhere', reason: undefined, elsewhere: seat.follower.bookmark } satisfies Partial<Seat>);
  }

  /** Told how far other processes have come. */
  sawElsewhere(bookmarkOf: (collection: string) => Position | undefined): void {
    for (const seat of this.#seats) if (!seat.mine) seat.elsewhere = bookmarkOf(seat.follower.collection) ?? seat.elsewhere;
    this.#tell();
  }

  /** How far a follower has come, here or elsewhere. */
  bookmarkOf(name: string): Position | undefined {
    const seat = this.#seatOf(name);
    return seat && (seat.mine ? seat.follower.bookmark : seat.elsewhere);
  }

  /** Throws when one of the wanted facts was written by a newer program. */
  opened(page: Page, types: ReadonlySet<string>): OpenedPage {
    return openedPage(this.codec, page, types);
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
    // who was left out of a page, since he might have lost his lease, does not go on behind it
    for (const seat of this.#seats) if (!this.#isMine(seat) || seat.fed !== this.#known) this.#detach(seat);
    this.#known = page.position;
    const attached = this.#working();
    await Promise.all(attached.filter(({ follower }) => follower.kind !== 'reaction').map((seat) => this.#give(seat, openedFor(seat.follower))));
    for (const seat of attached) if (seat.follower.kind === 'reaction') await this.#give(seat, openedFor(seat.follower));
    this.#tell();
  }

  /** False when the follower did not take the page. */
  async #give(seat: Seat, opening: Opening): Promise<boolean> {
    if (!this.#isMine(seat)) return false;
    try {
      const page = typeof opening === 'function' ? opening() : opening;
      await seat.follower.take(page);
      Object.assign(seat, { fed: page.position, state: page.atEnd ? 'live' : 'catching-up' } satisfies Partial<Seat>);
      if (seat.waiting) Object.assign(seat, { waiting: undefined, reason: undefined } satisfies Partial<Seat>);
      if (page.atEnd) seat.falls = 0;
      return true;
    } catch (error) {
      this.#fell(seat, error);
      return false;
    }
  }

  #fell(seat: Seat, error: unknown): void {
    Object.assign(seat, {
      ...{ attached: false, state: 'dropped', falls: seat.falls + 1, fellAt: performance.now() },
      waiting: this.#waiting(error, seat.waiting),
      reason: reasonOf(error),
    } satisfies Partial<Seat>);
    this.onFault(seat.follower.name, error);
  }

  /**
   * What to say of whoever met the error: that he waits for the store, since the first time on end; undefined where it
   * is not the store's.
   */
  #waiting(error: unknown, before: Waiting | undefined): Waiting | undefined {
    const trouble = storeTroubleOf(error);
    return trouble ? { since: before?.since ?? this.now(), why: trouble.why } : undefined;
  }

  /** Told that the log does not give its pages: everybody who waits for one waits for the log. */
  lost(error: unknown): void {
    for (const seat of this.#working()) {
      const waiting = this.#waiting(error, seat.waiting);
      if (waiting) Object.assign(seat, { waiting, reason: reasonOf(error) } satisfies Partial<Seat>);
    }
  }

  /** Told that what a follower is to order cannot be ordered now; null once it can. */
  held(name: string, error: unknown): void {
    const seat = this.#seatOf(name);
    if (!seat) return;
    const waiting = error === null ? undefined : this.#waiting(error, seat.held);
    seat.held = waiting && { ...waiting, reason: reasonOf(error) };
  }

  /** Hands a follower that fell everything it missed, once a pause is over that grows with every fall on end and is never quite the same; the others do not wait for it. */
  async revive(signal: AbortSignal, chance: () => number): Promise<void> {
    for (const seat of this.#seats) {
      if (!seat.mine || seat.attached || signal.aborted) continue;
      if (seat.fellAt !== null) {
        if (performance.now() - seat.fellAt < (seat.waiting ? waitAfter : pauseAfter)(seat.falls, chance())) continue;
        seat.restarts += 1;
        // whoever wrote meanwhile has moved the bookmark
        if (!(await this.#reopened(seat))) continue;
      }
      seat.attached = true;
      seat.state = 'catching-up';
      await this.#catchUp(seat);
      if (!seat.attached) continue;
      Object.assign(seat, { reason: undefined, waiting: undefined, fed: this.#known } satisfies Partial<Seat>);
    }
    this.#tell();
  }

  async #catchUp(seat: Seat): Promise<void> {
    try {
      for await (const page of this.store.scan({ after: seat.follower.bookmark, upTo: this.#known })) {
        if (await this.#give(seat, () => this.opened(page, seat.follower.types))) continue;
        return this.#detach(seat);
      }
    } catch (error) {
      this.#fell(seat, error);
    }
  }

  async #reopened(seat: Seat): Promise<boolean> {
    try {
      await seat.follower.open();
      return true;
    } catch (error) {
      this.#fell(seat, error);
      return false;
    }
  }

  get fallen(): boolean {
    return this.#seats.some(({ mine, attached }) => mine && !attached);
  }

  /**
   * Why a follower fell that nothing helps up so far; undefined while all that fell wait for the store and have not
   * done so often.
   */
  lostBy(mostFalls: number): string | undefined {
    const fallen = this.#seats.filter(({ mine, attached }) => mine && !attached);
    return fallen.find(({ waiting, falls }) => !waiting || falls > mostFalls)?.reason;
  }

  stopped(): void {
    for (const seat of this.#seats) seat.state = 'stopped';
    this.#tell();
  }

  status(end: Position): readonly FollowerStatus[] {
    return this.#seats.map((seat) => statusOf(seat, this.#isMine(seat), (position) => Math.max(0, this.store.compare(end, position))));
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

import { EventStore, type Position } from '@heatledger/event-store';
import type { AnyProjection } from '@heatledger/kernel';
import { Followers, WrittenHere } from '@heatledger/runtime';
import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';

/** How long a request waits for a view to take in what was written just before, ms. */
const PATIENCE_MS = 3000;
/** How long a caller's last write is remembered, ms: by then the views have it, or `/health` says why not. */
const REMEMBERED_MS = 60_000;
const CALLERS = 10_000;
const MOST_WAITING = 256;

/** The views of the house, by which it is known what each of them takes in. */
export abstract class KnownViews {
  abstract readonly projections: readonly AnyProjection[];
}

/** A view that has not come to what was written for it. */
export interface Behind {
  readonly view: string;
  readonly wanted: Position;
}

/** Lets a caller read what they wrote just before, and decisions look up what was written for them just before. */
@Injectable()
export class OwnWrites {
  readonly #byCaller = new LRUCache<string, Position>({ max: CALLERS, ttl: REMEMBERED_MS });
  readonly #types: ReadonlyMap<string, readonly string[]>;
  /** What was waited for in vain: nobody waits for that view again before it has come there. */
  readonly #inVain = new Map<string, Position>();
  #waiting = 0;

  constructor(
    private readonly store: EventStore,
    private readonly followers: Followers,
    private readonly written: WrittenHere,
    { projections }: KnownViews,
  ) {
    this.#types = new Map(projections.map(({ name, evolve }) => [name, Object.keys(evolve)]));
  }

  /** A repeated command is answered with an older place: what was written since counts all the same. */
  note(caller: string, position: Position): void {
    const before = this.#byCaller.get(caller);
    if (before === undefined || this.store.compare(before, position) < 0) this.#byCaller.set(caller, position);
  }

  /** Waits until the views have come to the caller's last write; answers those that have not. */
  async ofCaller(caller: string, views: readonly string[]): Promise<readonly Behind[]> {
    const wanted = this.#byCaller.get(caller);
    return wanted === undefined ? [] : this.#caughtUp(views.map((view) => ({ view, wanted })));
  }

  /** Waits until the views have taken in what this process last wrote for each of them; answers those that have not. */
  async ofProcess(views: readonly string[]): Promise<readonly Behind[]> {
    return this.#caughtUp(
      views.flatMap((view) => {
        const wanted = this.written.lastOf(this.#types.get(view) ?? []);
        return wanted === undefined ? [] : [{ view, wanted }];
      }),
    );
  }

  async #caughtUp(behind: readonly Behind[]): Promise<readonly Behind[]> {
    if (behind.length === 0 || !this.followers.following) return [];
    const late: Behind[] = [];
    for (const one of behind) if (!(await this.#there(one))) late.push(one);
    return late;
  }

  async #there({ view, wanted }: Behind): Promise<boolean> {
    if (await this.followers.waitFor(view, wanted, 0)) return true;
    const before = this.#inVain.get(view);
    if (before !== undefined && !(await this.followers.waitFor(view, before, 0))) return false;
    if (this.#waiting >= MOST_WAITING) return false;
    this.#waiting++;
    try {
      const there = await this.followers.waitFor(view, wanted, PATIENCE_MS);
      if (there) this.#inVain.delete(view);
      else this.#inVain.set(view, wanted);
      return there;
    } finally {
      this.#waiting--;
    }
  }
}

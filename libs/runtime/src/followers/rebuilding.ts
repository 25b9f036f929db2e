import type { EventStore } from '@heatledger/event-store';
import type { Actor, Message } from '@heatledger/kernel';
import type { ReadStore, VersionState } from '@heatledger/read-store';
import type { Hub } from './hub.js';
import { RecordRebuild } from './operations.js';
import type { Parking } from './parking.js';
import { ProjectionFollower, specOf } from './projection-follower.js';
import { anotherTurn } from './resting.js';
import type { Turns } from './turns.js';

export interface RebuildOptions {
  readonly signal?: AbortSignal;
  /** Told after every page how far it is: places done, places in all. */
  readonly onProgress?: (done: number, total: number) => void;
  readonly actor?: Actor;
}

/** How a rebuild ended. */
export interface Rebuilt {
  /** False where it was broken off. */
  readonly finished: boolean;
  /** Facts that were folded. */
  readonly events: number;
}

/** Facts read at once. */
const PAGE = 1000;

/** Builds views again beside the live ones. */
export class Rebuilding {
  /** The last rebuild asked for, by view: two at once would go on with one and the same build. */
  readonly #last = new Map<string, Promise<unknown>>();

  constructor(
    private readonly store: EventStore,
    private readonly reads: ReadStore,
    private readonly hub: Hub,
    private readonly parking: Parking,
    private readonly skipped: ReadonlySet<string>,
    private readonly turns: Turns,
    private readonly order: (command: Message, actor: Actor) => Promise<boolean>,
  ) {}

  /** Builds a view again, then puts it in the live one's place; one that was aborted is continued. */
  rebuild(live: ProjectionFollower, actor: Actor, options: RebuildOptions): Promise<Rebuilt> {
    const rebuild = (): Promise<Rebuilt> => this.#rebuilt(live, actor, options);
    const turn = (this.#last.get(live.name) ?? Promise.resolve()).then(rebuild, rebuild);
    this.#last.set(live.name, turn);
    return turn;
  }

  async #rebuilt(live: ProjectionFollower, actor: Actor, options: RebuildOptions): Promise<Rebuilt> {
    const { signal } = options;
    const build = await this.#continued(live);
    const rebuilding = new ProjectionFollower(live.projection, live.told, this.store, this.reads, this.parking, this.skipped, build);
    await rebuilding.open();
    let events = await this.#fold(rebuilding, options);
    if (!signal?.aborted) {
      await this.turns.alone(live.name, async () => {
        events += await this.#fold(rebuilding, options);
        if (!signal?.aborted) await this.#replace(live, rebuilding, build);
      });
    }
    if (signal?.aborted) return { finished: false, events };
    await this.order(RecordRebuild({ view: live.name, position: rebuilding.bookmark }), actor);
    return { finished: true, events };
  }

  /** The build that an earlier rebuild left behind, or a new one. */
  async #continued({ name, projection, build: { build } }: ProjectionFollower): Promise<VersionState> {
    const spec = specOf(projection);
    const left = (await this.reads.versions(name)).find((one) => !one.live && one.version === spec.version && one.build !== build);
    return left ?? this.reads.create(spec);
  }

  /** Folds what is still to come up to the end of the log; answers how many facts that were. */
  async #fold(rebuilding: ProjectionFollower, { signal, onProgress }: RebuildOptions): Promise<number> {
    let events = 0;
    const total = this.store.compare(await this.store.position(), '');
    for await (const page of this.store.scan({ after: rebuilding.bookmark, types: [...rebuilding.types], pageSize: PAGE })) {
      await rebuilding.take(this.hub.opened(page, rebuilding.types));
      events += page.events.length;
      onProgress?.(this.store.compare(rebuilding.bookmark, ''), total);
      if (signal?.aborted) break;
      await anotherTurn();
    }
    return events;
  }

  async #replace(live: ProjectionFollower, rebuilding: ProjectionFollower, build: VersionState): Promise<void> {
    const old = live.build;
    await this.reads.switch(build);
    live.adopt(build, rebuilding.bookmark);
    await this.parking.rename(rebuilding.parkedAs, live.name);
    await this.reads.drop(old);
  }
}

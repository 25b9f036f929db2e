import type { EventStore, Position } from '@heatledger/event-store';
import { handledTypes, keysOf, project, type AnyProjection, type RecordedFact, type Told } from '@heatledger/kernel';
import type { CollectionSpec, ReadStore, VersionState, Write } from '@heatledger/read-store';
import { reasonOf, type Follower, type OpenedPage } from './follower.js';
import type { Parking } from './parking.js';

interface Draft {
  doc: object | null;
  position: Position;
  changed: boolean;
}

/** A fact and the documents it belongs to. */
interface Touch {
  readonly fact: RecordedFact;
  readonly keys: readonly string[];
}

/** The collection a projection's documents are kept in. */
export const specOf = ({ name, version, indexes }: AnyProjection): CollectionSpec => ({ name, version, indexes });

/** Folds the log into one build of a projection's collection. */
export class ProjectionFollower implements Follower {
  readonly kind = 'projection';
  readonly name: string;
  readonly version: number;
  readonly types: ReadonlySet<string>;
  #build: VersionState | null = null;
  #bookmark: Position = '';
  /** True once this build was at the end of the log. */
  #complete = false;

  constructor(
    readonly projection: AnyProjection,
    readonly told: Told,
    private readonly store: EventStore,
    private readonly reads: ReadStore,
    private readonly parking: Parking,
    /** Facts that somebody decided to skip, by `<follower>/<event id>`. */
    private readonly skipped: ReadonlySet<string>,
    /** A rebuild works on the build it is given; without one the live build, or the one that is to replace it, is continued. */
    private readonly given?: VersionState,
  ) {
    this.name = projection.name;
    this.version = projection.version;
    this.types = new Set(handledTypes(projection.evolve));
  }

  get bookmark(): Position {
    return this.#bookmark;
  }

  get collection(): string {
    return this.name;
  }

  get parked(): number {
    return this.parking.list(this.parkedAs).length;
  }

  get build(): VersionState {
    if (!this.#build) throw new Error(`${this.name} is not open`);
    return this.#build;
  }

  /** The name its parked facts stand under: a build that is not live yet keeps its own. */
  get parkedAs(): string {
    return this.given ? `${this.name}#${this.given.build}` : this.name;
  }

  async open(): Promise<void> {
    this.#build = this.given ?? (await this.reads.ensure(specOf(this.projection)));
    this.#bookmark = this.#build.bookmark;
    this.#complete = false;
    if (this.#bookmark === '') await this.parking.clear(this.parkedAs);
  }

  /** Goes on with another build, once that one is live. */
  adopt(build: VersionState, bookmark: Position): void {
    this.#build = { ...build, live: true };
    this.#bookmark = bookmark;
  }

  async take({ facts, unreadable, position, atEnd }: OpenedPage): Promise<void> {
    if (this.store.compare(position, this.#bookmark) > 0) {
      for (const { event, reason } of unreadable)
        if (this.types.has(event.type) && this.#isNew(event))
          await this.parking.park(this.parkedAs, event.id, event, reason);
      const mine = await this.#touched(facts);
      const drafts = await this.#drafts(mine);
      for (const { fact, keys } of mine)
        for (const key of keys) {
          const parked = this.#fold(drafts, key, fact);
          if (parked) await parked;
        }
      await this.reads.write(this.build, writesOf(drafts), position, this.#bookmark);
      this.#bookmark = position;
    }
    if (atEnd && !this.#complete) await this.#caughtUp();
  }

  /** It comes after the bookmark, and nobody decided to go on without it. */
  #isNew({ id, position }: Pick<RecordedFact, 'id' | 'position'>): boolean {
    return this.store.compare(position, this.#bookmark) > 0 && !this.skipped.has(`${this.name}/${id}`);
  }

  /**
   * The facts it wants that come after its bookmark, with the documents they touch; one that does not say them is
   * parked by its id.
   */
  async #touched(facts: readonly RecordedFact[]): Promise<readonly Touch[]> {
    const wanted = facts.filter(({ type }) => this.types.has(type));
    // facts come in order: behind the first new one all are new
    const first = wanted.findIndex((fact) => this.store.compare(fact.position, this.#bookmark) > 0);
    const touches: Touch[] = [];
    for (const fact of first < 0 ? [] : wanted.slice(first)) {
      try {
        touches.push({ fact, keys: keysOf(this.projection, fact) });
      } catch (error) {
        if (this.#isNew(fact)) await this.parking.park(this.parkedAs, fact.id, fact, reasonOf(error));
      }
    }
    return touches;
  }

  async #drafts(touches: readonly Touch[]): Promise<Map<string, Draft>> {
    const drafts = new Map<string, Draft>();
    for (const { keys } of touches) for (const key of keys) if (!drafts.has(key)) drafts.set(key, { doc: null, position: '', changed: false });
    for (const { key, doc, position } of await this.reads.getMany<object>(this.build, [...drafts.keys()])) drafts.set(key, { doc, position, changed: false });
    return drafts;
  }

  #isTaken({ position, changed }: Draft, fact: RecordedFact): boolean {
    // one that changed in this page stands at an earlier fact of it, or at this very one
    return changed || position === '' ? position === fact.position : this.store.compare(fact.position, position) <= 0;
  }

  /** Something to wait for only where the fact is put aside. */
  #fold(drafts: Map<string, Draft>, key: string, fact: RecordedFact): Promise<void> | undefined {
    const draft = drafts.get(key);
    if (!draft || this.#isTaken(draft, fact) || (this.skipped.size > 0 && this.skipped.has(`${this.name}/${fact.id}`))) return;
    const before = this.parking.isEmpty ? undefined : this.parking.of(this.parkedAs, key);
    if (before) return this.parking.park(this.parkedAs, key, fact, before.error);
    try {
      draft.doc = project(this.projection, draft.doc, fact, key, this.told) as object | null;
      draft.position = fact.position;
      draft.changed = true;
    } catch (error) {
      return this.parking.park(this.parkedAs, key, fact, reasonOf(error));
    }
  }

  /**
   * Tries again what is parked for a document, in order, or a fact parked by its id; throws what the first fact
   * throws.
   */
  async refold(key: string, facts: readonly RecordedFact[]): Promise<void> {
    const [first] = facts;
    if (first?.id !== key) return this.#refoldDocument(key, facts);
    for (const document of keysOf(this.projection, first)) {
      const [stored] = await this.reads.getMany<object>(this.build, [document]);
      if (stored && this.store.compare(stored.position, first.position) > 0)
        throw new Error(`${document} took in later facts meanwhile: build ${this.name} again`);
      await this.#refoldDocument(document, [first]);
    }
  }

  async #refoldDocument(key: string, facts: readonly RecordedFact[]): Promise<void> {
    const [stored] = await this.reads.getMany<object>(this.build, [key]);
    let doc: object | null = stored?.doc ?? null;
    const taken = stored?.position ?? '';
    for (const fact of facts) if (this.store.compare(fact.position, taken) > 0 && !this.skipped.has(`${this.name}/${fact.id}`)) doc = project(this.projection, doc, fact, key, this.told) as object | null;
    const last = facts.at(-1);
    if (last && this.store.compare(last.position, taken) > 0) await this.reads.write(this.build, [{ key, doc, position: last.position }]);
  }

  async #caughtUp(): Promise<void> {
    await this.reads.complete(this.build);
    if (!this.build.live && !this.given) await this.#goLive();
    this.#complete = true;
  }

  async #goLive(): Promise<void> {
    const older = (await this.reads.versions(this.name)).filter(({ build }) => build !== this.build.build);
    await this.reads.switch(this.build);
    this.#build = { ...this.build, live: true };
    for (const build of older) await this.reads.drop(build);
  }
}

const writesOf = (drafts: ReadonlyMap<string, Draft>): readonly Write[] =>
  [...drafts].flatMap(([key, { doc, position, changed }]) => (changed ? [{ key, doc, position }] : []));

import type { FindQuery, ReadStore, Stored } from '@heatledger/read-store';

/** What follows from all documents of a small view, looked up again only once the view has moved: it changes with its bookmark, or just before it. */
export class KeptView<D, T> {
  #held: { readonly of: string; readonly value: T } | undefined;

  constructor(
    private readonly reads: ReadStore,
    private readonly collection: string,
    private readonly query: FindQuery,
    private readonly made: (docs: readonly D[]) => T,
  ) {}

  async value(): Promise<T> {
    const live = (await this.reads.versions(this.collection)).find((build) => build.live);
    const of = live && `${live.build}/${live.bookmark}`;
    if (this.#held && this.#held.of === of) return this.#held.value;
    const { docs } = await this.reads.find<D>(this.collection, this.query);
    const value = this.made(docs.map(({ doc }: Stored<D>) => doc));
    this.#held = of === undefined ? undefined : { of, value };
    return value;
  }
}

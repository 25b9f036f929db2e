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
    const value = this.made(await this.#all());
    this.#held = of === undefined ? undefined : { of, value };
    return value;
  }

  async #all(): Promise<readonly D[]> {
    const docs: D[] = [];
    for (let cursor: string | undefined, first = true; first || cursor !== undefined; first = false) {
      const page = await this.reads.find<D>(this.collection, cursor === undefined ? this.query : { ...this.query, cursor });
      docs.push(...page.docs.map(({ doc }: Stored<D>) => doc));
      cursor = page.cursor;
    }
    return docs;
  }
}

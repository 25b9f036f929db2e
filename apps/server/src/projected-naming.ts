import { ReadStoreError, type ReadStore } from '@heatledger/read-store';
import { Naming, type TellingAt } from '@heatledger/runtime';
import { CASE_NAMES, numberAmong, type CaseName } from '@heatledger/supervision';
import { idsIn } from '@heatledger/vocabulary';

/** A view that is still to be built for the first time knows nothing yet. */
const orNothing = async <T>(asked: Promise<readonly T[]>): Promise<readonly T[]> => {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof ReadStoreError && error.code === 'no-collection') return [];
    throw error;
  }
};

/** Numbers from the view that knows them all. */
export class ProjectedNaming extends Naming {
  constructor(
    private readonly reads: ReadStore,
    private readonly zone: string,
  ) {
    super();
  }

  async idOf(number: string): Promise<{ readonly id: string; readonly stream: string } | null> {
    const asked = this.reads.find<CaseName>(CASE_NAMES, { index: 'byNumber', equals: { number }, limit: 1 });
    const [found] = await orNothing(asked.then(({ docs }) => docs));
    return found?.doc ?? null;
  }

  async about(mentioned: unknown): Promise<TellingAt> {
    const names = await this.#named(idsIn(mentioned));
    const tickets = await this.#named([...names.values()].flatMap(({ ticketId }) => ticketId ?? []));
    const telling = { zone: this.zone, numberOf: numberAmong(new Map([...names, ...tickets])), nameOf: (code: string) => code };
    return () => telling;
  }

  async #named(ids: readonly string[]): Promise<ReadonlyMap<string, CaseName>> {
    if (ids.length === 0) return new Map();
    const found = await orNothing(this.reads.getMany<CaseName>(CASE_NAMES, ids));
    return new Map(found.map(({ key, doc }) => [key, doc]));
  }
}

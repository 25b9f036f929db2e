import { userInfo } from 'node:os';
import type { Actor } from '@heatledger/kernel';
import type { OpenLedger } from '@heatledger/server';
import { Refusal } from '../terminal.js';
import type { Rebuilt, Retried, Upkeep } from './upkeep.js';

/** Who sits at the machine, where nobody is named. */
export const personHere = (): string => userInfo().username;

/** Names of readers and documents come from people; a wrong one is an answer, not a crash. */
const told = async <T>(work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (error) {
    throw error instanceof RangeError ? new Refusal(error.message) : error;
  }
};

/** Upkeep of a ledger that this program has opened; `person` is recorded with what is done. */
export class UpkeepHere implements Upkeep {
  readonly #actor: Actor;

  constructor(
    private readonly ledger: Pick<OpenLedger, 'followers'>,
    person: string,
  ) {
    this.#actor = { id: person, role: 'administrator' };
  }

  async status(): ReturnType<Upkeep['status']> {
    await this.ledger.followers.settle();
    return this.ledger.followers.status();
  }

  parked(): ReturnType<Upkeep['parked']> {
    return this.ledger.followers.parked();
  }

  async retry(reader: string, keys: readonly string[]): Promise<Retried> {
    const { followers } = this.ledger;
    const chosen = keys.length > 0 ? keys : (await followers.parked(reader)).map(({ key }) => key);
    const [handled, still]: [string[], string[]] = [[], []];
    for (const key of chosen) ((await told(() => followers.retry(reader, key, this.#actor))) ? handled : still).push(key);
    return { handled, still };
  }

  async skip(reader: string, keys: readonly string[], reason: string): Promise<void> {
    for (const key of keys) await told(() => this.ledger.followers.skip(reader, key, reason, this.#actor));
  }

  async rebuild(view: string, signal: AbortSignal, onProgress: (done: number, total: number) => void): Promise<Rebuilt> {
    const began = performance.now();
    const { finished, events } = await told(() => this.ledger.followers.rebuild(view, { actor: this.#actor, signal, onProgress }));
    return { finished, events, ms: Math.round(performance.now() - began) };
  }
}

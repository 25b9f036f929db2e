import type { LogRecord } from './log.js';

/** A place in the log as the server tells it. */
export interface Told {
  readonly commit: bigint;
  readonly prepare: bigint;
}

/** −1 in a field that knows no sign: before everything. */
export const NOWHERE_YET = 18_446_744_073_709_551_615n;

/**
 * What a filtered subscription tells of how far it has looked while it catches up: behind each whole window the last
 * event it found there, or
 * where that window began; and, where it never looked through a whole one, the last event it found, or where it began
 * itself.
 */
export class Checkpoints {
  #looked = 0;
  #found: bigint | undefined;
  #windowBegan: Told;
  #told = false;

  constructor(
    private readonly window: number,
    /** Null at the start of the log. */
    private readonly began: Told | null,
  ) {
    this.#windowBegan = began ?? { commit: 0n, prepare: 0n };
  }

  /** Told behind a record that was looked at; null where nothing is. */
  looked(record: LogRecord, found: boolean, live: boolean, following: LogRecord | undefined): Told | null {
    this.#looked += 1;
    if (found) this.#found = record.position;
    if (this.#looked < this.window) return null;
    const place = live ? at(record.position) : this.#found === undefined ? this.#windowBegan : at(this.#found);
    this.#looked = 0;
    this.#found = undefined;
    this.#told = true;
    this.#windowBegan = { commit: following?.position ?? record.position, prepare: 0n };
    return place;
  }

  /** Told before it says for the first time that it has caught up; null where nothing is. */
  caughtUp(): Told | null {
    const silent = this.#told || this.#looked === 0;
    this.#told = true;
    if (silent || this.window === Infinity) return null;
    return this.#found === undefined ? (this.began ?? at(NOWHERE_YET)) : at(this.#found);
  }
}

const at = (position: bigint): Told => ({ commit: position, prepare: position });

import type { FollowerStatus, Parked } from '@heatledger/runtime';

/** What came of trying parked documents again. */
export interface Retried {
  readonly handled: readonly string[];
  readonly still: readonly string[];
}

export interface Rebuilt {
  readonly finished: boolean;
  readonly events: number;
  readonly ms: number;
}

/** State and upkeep of the readers of a log, in a directory whose service is stopped or at a service that runs. */
export interface Upkeep {
  status(): Promise<readonly FollowerStatus[]>;
  parked(): Promise<readonly Parked[]>;
  /** All of the reader's documents where none is named. */
  retry(reader: string, keys: readonly string[]): Promise<Retried>;
  skip(reader: string, keys: readonly string[], reason: string): Promise<void>;
  rebuild(view: string, signal: AbortSignal, onProgress: (done: number, total: number) => void): Promise<Rebuilt>;
}

import { setTimeout as pause } from 'node:timers/promises';
import type { ReadStore } from '../read-store.js';
import { Connection, type MongoReadOptions } from './connection.js';
import { MongoReadStore } from './mongo-read-store.js';

export interface OpenMongoReadOptions extends MongoReadOptions {
  /** Milliseconds to wait for a server that is not up yet; 0 when absent. */
  readonly patience?: number;
  /** Told of each look that found no server, before the next one. */
  readonly waiting?: (reason: string) => void;
}

const BETWEEN_LOOKS = 500;

/** Opens the views on a server and waits for it when it is not up yet; throws a ReadStoreError that names the server without user and password. */
export const openMongoReadStore = async ({ patience = 0, waiting = () => undefined, ...options }: OpenMongoReadOptions): Promise<ReadStore> => {
  for (const until = performance.now() + patience; ; ) {
    try {
      return new MongoReadStore(await Connection.open(options));
    } catch (error) {
      if (performance.now() >= until) throw error;
      waiting((error as Error).message);
      await pause(Math.min(BETWEEN_LOOKS, Math.max(0, until - performance.now())));
    }
  }
};

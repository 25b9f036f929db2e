import type { EventStore } from '@heatledger/event-store';
import { openEmbeddedEventStore } from '@heatledger/event-store/embedded';
import { openMemoryEventStore } from '@heatledger/event-store/memory';
import type { Instant } from '@heatledger/kernel';
import type { ReadStore } from '@heatledger/read-store';
import { openEmbeddedReadStore } from '@heatledger/read-store/embedded';
import { openMemoryReadStore } from '@heatledger/read-store/memory';
import type { Config } from './config.js';

export interface Stores {
  readonly store: EventStore;
  readonly reads: ReadStore;
}

export interface StoreOptions {
  /** The store's clock; the machine's when absent. */
  readonly now?: (() => Instant) | undefined;
  readonly readOnly?: boolean | undefined;
}

/** Opens log and views as configured; an error names the directory and what to do. */
export const openStores = async ({ stores, data }: Config, { now, readOnly }: StoreOptions = {}): Promise<Stores> => {
  const clock = now === undefined ? {} : { now };
  if (stores === 'memory') return { store: await openMemoryEventStore(clock), reads: await openMemoryReadStore() };
  const place = { directory: data, ...(readOnly === undefined ? {} : { readOnly }) };
  const store = await openEmbeddedEventStore({ ...place, ...clock });
  try {
    return { store, reads: await openEmbeddedReadStore(place) };
  } catch (error) {
    await store.close();
    throw error;
  }
};

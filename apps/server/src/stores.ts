import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import { EventStoreError, type EventStore } from '@heatledger/event-store';
import { logThread, openEventStoreDbBeside } from '@heatledger/event-store/beside';
import { openEmbeddedEventStore, WriterLock } from '@heatledger/event-store/embedded';
import { openMemoryEventStore } from '@heatledger/event-store/memory';
import type { Instant } from '@heatledger/kernel';
import type { ReadStore } from '@heatledger/read-store';
import { documentThread, openEmbeddedReadStore } from '@heatledger/read-store/embedded';
import { openMemoryReadStore } from '@heatledger/read-store/memory';
import type { LeaseOptions } from '@heatledger/runtime';
import type { Config } from './config.js';

export interface Stores {
  readonly store: EventStore;
  readonly reads: ReadStore;
}

export interface StoreOptions {
  /** The store's clock; the machine's when absent. A log on a server keeps its own. */
  readonly now?: (() => Instant) | undefined;
  readonly readOnly?: boolean | undefined;
  /** A made-up log that can be played again need not be durable before it is closed. */
  readonly played?: boolean | undefined;
  /**
   * Views of this process's own are written, and a log on a server is talked to, by threads of their own, so that
   * requests are answered meanwhile.
   */
  readonly beside?: boolean | undefined;
  /** Told of each look for a server that is not up yet. */
  readonly waiting?: ((reason: string) => void) | undefined;
}

/** Opens the log alone. */
export const openEventLog = async (
  { stores, data, eventStore, patience }: Config,
  { now, readOnly, played, beside = false, waiting }: StoreOptions,
): Promise<EventStore> => {
  if (eventStore !== undefined) {
    const server = { connectionString: eventStore, patience: patience * 1000, ...(waiting ? { waiting } : {}) };
    if (beside && logThread) return openEventStoreDbBeside(logThread, server);
    return (await import('./distributed-stores.js')).openEventStoreDb(server);
  }
  const clock = now === undefined ? {} : { now };
  return stores === 'memory' ? openMemoryEventStore(clock) : openEmbeddedEventStore({ directory: data, ...clock, ...(readOnly === undefined ? {} : { readOnly }), ...(played === undefined ? {} : { played }) });
};

/** The right to write to the data directory where only views lie in it; a log that lies there takes it itself. */
const lockOf = ({ stores, data, eventStore, mongodb }: Config, { readOnly }: StoreOptions): WriterLock | null => {
  if (readOnly || stores === 'memory' || eventStore === undefined || mongodb !== undefined) return null;
  return WriterLock.take(data);
};

const openViews = async (
  { stores, data, mongodb, patience }: Config,
  { readOnly, beside = false, waiting }: StoreOptions,
  closed: () => void,
  damaged: (error: Error) => void,
): Promise<ReadStore> => {
  if (mongodb !== undefined) return (await import('./distributed-stores.js')).openMongoReadStore({ url: mongodb, patience: patience * 1000, ...(waiting ? { waiting } : {}) });
  if (stores === 'memory') return openMemoryReadStore();
  const thread = beside ? documentThread : null;
  return openEmbeddedReadStore({ directory: data, thread, closed, damaged, ...(readOnly === undefined ? {} : { readOnly }) });
};

/** Views are decided by as well: where they are damaged nothing is written until they are built again. */
const damageOf =
  (store: EventStore) =>
  ({ message }: Error): void => {
    store.damage ??= new EventStoreError('corrupt', message, { zh: `视图文件已损坏，请停止服务并删除 views.db，下次启动时由账本重建（${message}）` });
  };

/** Opens log and views as configured, each on its own engine; an error names the place and what to do. */
export const openStores = async (config: Config, options: StoreOptions = {}): Promise<Stores> => {
  const lock = lockOf(config, options);
  const release = (): void => lock?.release();
  try {
    const store = await openEventLog(config, options);
    try {
      return { store, reads: await openViews(config, options, release, damageOf(store)) };
    } catch (error) {
      await store.close({ asItWas: true });
      throw error;
    }
  } catch (error) {
    release();
    throw error;
  }
};

/** True when other processes may append to the same log. */
export const isShared = ({ eventStore }: Pick<Config, 'eventStore'>): boolean => eventStore !== undefined;

const BEATS_A_LAPSE = 5;

/** How this process shares the readers' work with others; absent where log and views are its own. */
export const shareOf = ({ role, lease, eventStore, mongodb }: Pick<Config, 'role' | 'lease' | 'eventStore' | 'mongodb'>, { reads }: Stores, works = role !== 'server'): LeaseOptions | undefined => {
  if (eventStore === undefined || mongodb === undefined || !reads.leases) return undefined;
  const lapse = lease * 1000;
  return { holder: `${hostname()}-${process.pid}-${randomBytes(3).toString('hex')}`, beatEvery: Math.ceil(lapse / BEATS_A_LAPSE), lapse, works };
};

import type { EventStore } from '@heatledger/event-store';
import type { OpenLedger, OpenOptions } from '@heatledger/server';
import { growByLess } from '../heap.js';

/** Options that every command over a data directory has. */
export interface DataOptions {
  readonly data?: string;
  readonly json?: boolean;
}

/** Does a piece of work on a ledger and closes it whatever happens. */
export const withLedger = async <T>({ data }: DataOptions, options: OpenOptions, work: (ledger: OpenLedger) => Promise<T>): Promise<T> => {
  growByLess();
  const { openLedger, readConfig } = await import('./ledger-doors.js');
  const ledger = await openLedger(readConfig(data === undefined ? {} : { data }), options);
  try {
    return await work(ledger);
  } finally {
    await ledger.close();
  }
};

/** Does a piece of work on the log alone: no view is opened. */
export const withLog = async <T>({ data }: DataOptions, work: (store: EventStore) => Promise<T>, readOnly = true): Promise<T> => {
  const { openEventLog, readConfig } = await import('./ledger-doors.js');
  const store = await openEventLog(readConfig(data === undefined ? {} : { data }), { readOnly });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
};

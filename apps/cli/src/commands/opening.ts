import { openLedger, readConfig, type OpenLedger, type OpenOptions } from '@heatledger/server';

/** Options that every command over a data directory has. */
export interface DataOptions {
  readonly data?: string;
  readonly json?: boolean;
}

/** Does a piece of work on a ledger and closes it whatever happens. */
export const withLedger = async <T>({ data }: DataOptions, options: OpenOptions, work: (ledger: OpenLedger) => Promise<T>): Promise<T> => {
  const ledger = await openLedger(readConfig(data === undefined ? {} : { data }), options);
  try {
    return await work(ledger);
  } finally {
    await ledger.close();
  }
};

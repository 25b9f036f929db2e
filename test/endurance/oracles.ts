import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { ReadStore } from '@heatledger/read-store';
import { canonicalForm, verifyLog } from '@heatledger/runtime';
import { openLedger, readConfig, type OpenLedger } from '@heatledger/server';

export const ledgerOver = (data: string): Promise<OpenLedger> => openLedger(readConfig({ data, log: 'silent' }, {}));

/** Documents of a view that are kept to be shown where two differ; of those that come after, a digest for every thousand. */
const SHOWN = 20_000;

const documents = async (reads: ReadStore, name: string): Promise<readonly unknown[]> => {
  const docs: unknown[] = [];
  for (let cursor: string | undefined; ;) {
    const found = await reads.find(name, { index: 'key', limit: 1000, ...(cursor === undefined ? {} : { cursor }) });
    if (docs.length < SHOWN) docs.push(...found.docs);
    else docs.push({ from: found.docs[0]?.key, digest: createHash('sha256').update(canonicalForm(found.docs)).digest('hex') });
    if (found.cursor === undefined) return docs;
    cursor = found.cursor;
  }
};

/** Every document of every view, once all of the log is taken in. */
export const viewsOf = async ({ followers, reads }: OpenLedger): Promise<Readonly<Record<string, readonly unknown[]>>> => {
  await followers.settle();
  const names = followers.status().filter(({ kind }) => kind === 'projection');
  return Object.fromEntries(await Promise.all(names.map(async ({ name }) => [name, await documents(reads, name)] as const)));
};

/** What a data directory holds, whatever happened to it. */
export interface Kept {
  /** How often each repair was reported, by stream. */
  readonly reports: ReadonlyMap<string, number>;
  /** The first fault of the log; null for none. */
  readonly fault: unknown;
  /** The views as they grew, and the same built anew. */
  readonly grown: Readonly<Record<string, readonly unknown[]>>;
  readonly anew: Readonly<Record<string, readonly unknown[]>>;
}

const taken = async <T>(data: string, look: (ledger: OpenLedger) => Promise<T>): Promise<T> => {
  const ledger = await ledgerOver(data);
  return look(ledger).finally(() => ledger.close());
};

/** Opens a directory that no service uses, walks its log, and builds its views anew beside what they were; afterwards it holds the new ones. */
export const keptIn = async (data: string): Promise<Kept> => {
  const reports = new Map<string, number>();
  const [grown, fault] = await taken(data, async (ledger) => {
    const views = await viewsOf(ledger);
    for await (const { events } of ledger.store.scan({ types: ['RepairReported'] }))
      for (const { stream } of events) reports.set(stream, (reports.get(stream) ?? 0) + 1);
    return [views, (await verifyLog(ledger.store, ledger.codec)).fault];
  });
  for (const file of ['views.db', 'views.db-wal', 'views.db-shm']) rmSync(join(data, file), { force: true });
  return { reports, fault, grown, anew: await taken(data, viewsOf) };
};

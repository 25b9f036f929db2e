import { randomUUID } from 'node:crypto';
import type { CollectionSpec, ReadStore, Write } from '@heatledger/read-store';
import { openEmbeddedReadStore } from '@heatledger/read-store/embedded';
import { openMongoReadStore } from '@heatledger/read-store/mongodb';
import { MongoClient } from 'mongodb';
import { ferretTakesPart, startFerretDb, WITHOUT_FERRET } from '../../test/ferretdb/ferretdb.js';
import { Disk } from './disk.js';
import { rateOf, told, type Scratch, type Sizes } from './measuring.js';
import type { Row } from './report.js';
import { aRepair } from './requests.js';

const spec: CollectionSpec = { name: 'bench-queue', version: 1, indexes: { byZone: ['zone', 'order'], byOrder: ['order'] } };
const PAGE = 500;

/** Documents as a queue keeps them, in pages as a follower writes them. */
const pages = (documents: number): readonly (readonly Write[])[] =>
  Array.from({ length: Math.ceil(documents / PAGE) }, (_, page) =>
    Array.from({ length: Math.min(PAGE, documents - page * PAGE) }, (_, i) => {
      const order = page * PAGE + i;
      return { key: randomUUID(), position: String(order).padStart(14, '0'), doc: { ...aRepair, order, openedAt: '2026-01-05T08:30:00+08:00' } };
    }),
  );

/** Documents and bookmark, page after page; documents a second. */
const written = async (store: ReadStore, all: readonly (readonly Write[])[]): Promise<number> => {
  const build = await store.ensure(spec);
  const start = performance.now();
  let bookmark = '';
  for (const page of all) {
    const next = page.at(-1)?.position ?? bookmark;
    await store.write(build, page, next, bookmark);
    bookmark = next;
  }
  return (all.flat().length / (performance.now() - start)) * 1000;
};

/** The same bytes to a file, each page followed by one fdatasync. */
const physical = (scratch: Scratch, all: readonly (readonly Write[])[]): number => {
  const disk = new Disk(scratch);
  const start = performance.now();
  for (const page of all) disk.write(Buffer.from(JSON.stringify(page)));
  const rate = (all.flat().length / (performance.now() - start)) * 1000;
  disk.close();
  return rate;
};

const engineRows = async (
  group: string,
  name: string,
  store: ReadStore,
  all: readonly (readonly Write[])[],
  round: number,
): Promise<readonly Row[]> => {
  const keys = all.flat().map(({ key }) => key);
  const row = (what: string, value: number, unit: string): Row => ({ group, what: `${name}: ${what}`, value, unit });
  return [
    row('documents and bookmark, pages of 500', await written(store, all), 'documents/s'),
    row(
      'one document by its key',
      await rateOf(round, async () => ((await store.get(spec.name, keys[Math.floor(Math.random() * keys.length)] ?? '')) ? 1 : 0)),
      'documents/s',
    ),
    row(
      'twenty by an index',
      await rateOf(
        round,
        async () =>
          (await store.find(spec.name, { index: 'byZone', equals: { zone: aRepair.zone }, order: 'descending', limit: 20 })).docs.length / 20,
      ),
      'questions/s',
    ),
  ];
};

/** FerretDB looks through the whole collection for each document, so that many take it hours. */
const MOST_FOR_FERRET = 2000;

interface Server {
  readonly name: string;
  /** Documents that it can be asked to hold. */
  readonly most: number;
  readonly url: string;
  stop(): Promise<void>;
}

/** The server that is named, or FerretDB as the tests build it; nothing where neither is to be had. */
const server = async (scratch: Scratch): Promise<Server | null> => {
  const named = process.env['HEATLEDGER_TEST_MONGODB'];
  if (named !== undefined) return { name: 'the MongoDB that was named', most: Infinity, url: named, stop: () => Promise.resolve() };
  if (!ferretTakesPart) return null;
  const { url, stop } = await startFerretDb(scratch.fresh('ferretdb'));
  return { name: 'FerretDB 1.24 over SQLite, which says nothing about a real MongoDB', most: MOST_FOR_FERRET, url, stop };
};

/** Views by the real driver on a server, beside the embedded ones and the disk in the same run. */
export const measureMongoDb = async (scratch: Scratch, { documents, round }: Sizes): Promise<readonly Row[]> => {
  told('MongoDB');
  const found = await server(scratch);
  if (!found) {
    told(WITHOUT_FERRET.trim());
    return [];
  }
  const group = `MongoDB driver: ${found.name}`;
  const database = `heatledger_bench_${randomUUID().slice(0, 8)}`;
  const all = pages(Math.min(documents, found.most));
  const client = await new MongoClient(found.url).connect();
  const stores = {
    'MongoDB driver': await openMongoReadStore({ url: found.url, database }),
    'embedded views': await openEmbeddedReadStore({ directory: scratch.fresh('views') }),
  };
  try {
    const rows: Row[] = [];
    for (const [name, store] of Object.entries(stores)) rows.push(...(await engineRows(group, name, store, all, round)));
    return [...rows, { group, what: 'write + fdatasync of the same bytes', value: physical(scratch, all), unit: 'documents/s' }];
  } finally {
    for (const store of Object.values(stores)) await store.close();
    await client.db(database).dropDatabase();
    await client.close();
    await found.stop();
  }
};

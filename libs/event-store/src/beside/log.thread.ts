import { parentPort, workerData } from 'node:worker_threads';
import { Batches, eventOf, sentError, type Asked, type Said, type Walk } from './between-threads.js';
import type { EventStoreDbEventStore } from '../eventstoredb/eventstoredb-event-store.js';
import { openEventStoreDb, type EventStoreDbOptions } from '../eventstoredb/opening.js';

/** Events of one stream that are handed over at once. */
const PART = 256;

const said = new Batches<Said>((batch) => parentPort?.postMessage(batch));

/** What the thread is begun with. */
export type ThreadOptions = Omit<EventStoreDbOptions, 'waiting'>;

/** A walk as far as it has come; a part may be fetched before it is asked for. */
interface Walking {
  readonly stop: AbortController;
  /** The next part as JSON; undefined at the end. */
  next(): Promise<string | undefined>;
}

/** Up to so many things at once. */
async function* inParts<T>(things: AsyncIterable<T>, most: number): AsyncGenerator<readonly T[]> {
  let part: T[] = [];
  for await (const thing of things) {
    if (part.push(thing) < most) continue;
    yield part;
    part = [];
  }
  if (part.length > 0) yield part;
}

/** Each part, and whether to fetch the next one ahead: at the end of the log what comes meanwhile is to make one page. */
async function* partsOf(store: EventStoreDbEventStore, walk: Walk, signal: AbortSignal): AsyncGenerator<readonly [part: unknown, ahead: boolean]> {
  if (walk.over === 'read') for await (const events of inParts(store.read(walk.stream, walk.options), PART)) yield [events, true];
  else if (walk.over === 'flaws') for await (const flaw of store.flaws()) yield [[flaw], true];
  else
    for await (const page of walk.over === 'scan' ? store.scan(walk.options) : store.follow(walk.options, signal))
      yield [[page], !page.atEnd];
}

const walking = (store: EventStoreDbEventStore, walk: Walk): Walking => {
  const stop = new AbortController();
  const parts = partsOf(store, walk, stop.signal);
  stop.signal.addEventListener('abort', () => void parts.return(undefined).catch(() => undefined), { once: true });
  const fetched = async (): Promise<readonly [text: string | undefined, ahead: boolean]> => {
    const { value } = await parts.next();
    return value ? [JSON.stringify(value[0]), value[1]] : [undefined, false];
  };
  let ahead: ReturnType<typeof fetched> | null = null;
  return {
    stop,
    next: async () => {
      const [text, more] = await (ahead ?? fetched());
      ahead = more ? fetched() : null;
      // told to whoever asks for it
      ahead?.catch(() => undefined);
      return text;
    },
  };
};

const opening = openEventStoreDb({ ...(workerData as ThreadOptions), waiting: (reason) => said.add({ waiting: reason }) });
// told to everybody who asks until then; whoever asks later begins another thread
opening.catch(() => setImmediate(end));
const walks = new Map<number, Walking>();

type Question = Exclude<Asked, { readonly call: 'leave' | 'close' }>;

/** What is answered, as JSON. */
const answered = async (asked: Question): Promise<string | undefined> => {
  const store = await opening;
  switch (asked.call) {
    case 'append':
      return JSON.stringify(await store.append(asked.stream, asked.events.map(eventOf), asked.expected));
    case 'head':
      return JSON.stringify(await store.head(asked.stream));
    case 'position':
      return JSON.stringify(await store.position());
    case 'hasReached':
      return JSON.stringify(await store.hasReached(asked.position));
    case 'walk':
      walks.set(asked.id, walking(store, asked.walk));
      return partOf(asked.id);
    case 'more':
      return partOf(asked.id);
  }
};

const partOf = async (id: number): Promise<string | undefined> => {
  const walk = walks.get(id);
  try {
    const text = await walk?.next();
    if (text === undefined) walks.delete(id);
    return text;
  } catch (error) {
    walks.delete(id);
    throw error;
  }
};

const left = (id: number): void => {
  walks.get(id)?.stop.abort();
  walks.delete(id);
};

function end(): void {
  said.flush();
  parentPort?.close();
}

const close = async (): Promise<void> => {
  const store = await opening.catch(() => null);
  await store?.close();
  // behind the answers to what was under way
  setImmediate(end);
};

parentPort?.on('message', (batch: readonly Asked[]) => {
  for (const asked of batch) {
    const { id } = asked;
    if (asked.call === 'leave') left(id);
    else if (asked.call === 'close') void close();
    else
      answered(asked).then(
        (text) => said.add(text === undefined ? { id } : { id, text }),
        (error: unknown) => said.add({ id, error: sentError(error) }),
      );
  }
});

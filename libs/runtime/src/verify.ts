import type { EventStore } from '@heatledger/event-store';
import { genesisOf, isChained } from './digest.js';
import type { FactCodec } from './fact-codec.js';

/** The first event that is not as it was written, and what is wrong with it. */
export interface BrokenEvent {
  readonly stream: string;
  readonly revision: number;
  readonly id: string;
  readonly position: string;
  readonly problem: string;
}

export interface Verified {
  readonly streams: number;
  readonly events: number;
  readonly fault: BrokenEvent | null;
}

/** Walks the whole log: dense revisions, the digest chain of every stream, and the schema of every fact; stops at the first event that is wrong. */
export const verifyLog = async (store: EventStore, codec: FactCodec, onProgress?: (events: number) => void): Promise<Verified> => {
  const ends = new Map<string, { revision: number; digest: string }>();
  let events = 0;
  for await (const page of store.scan()) {
    for (const event of page.events) {
      const end = ends.get(event.stream) ?? { revision: -1, digest: genesisOf(event.stream) };
      const problem = problemOf(event, end, codec);
      if (problem) return { streams: ends.size, events, fault: { stream: event.stream, revision: event.revision, id: event.id, position: event.position, problem } };
      ends.set(event.stream, { revision: event.revision, digest: event.metadata.digest });
      events += 1;
    }
    onProgress?.(events);
  }
  return { streams: ends.size, events, fault: null };
};

type Event = Parameters<FactCodec['open']>[0];

const problemOf = (event: Event, end: { readonly revision: number; readonly digest: string }, codec: FactCodec): string | null => {
  if (event.revision !== end.revision + 1) return `revision ${event.revision} follows ${end.revision}`;
  if (!isChained(event, end.digest)) return 'its digest does not follow from its content and the event before it';
  const kind = codec.catalogue.get(event.type);
  if (!kind) return `${event.type} is not a fact this program knows`;
  try {
    const checked = kind.schema.safeParse(codec.open(event).data);
    return checked.success ? null : checked.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ');
  } catch (error) {
    return (error as Error).message;
  }
};

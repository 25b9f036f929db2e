import type { EventStore, NewEvent, RecordedEvent } from '@heatledger/event-store';

/** An event on its way from one log to another: everything that its digest covers, and when it was recorded. */
export type MovedEvent = Pick<RecordedEvent, 'stream' | 'revision' | 'id' | 'type' | 'data' | 'metadata' | 'recordedAt'>;

/** The whole log in order. */
export async function* movedEvents(store: EventStore): AsyncGenerator<MovedEvent> {
  for await (const { events } of store.scan()) for (const { stream, revision, id, type, data, metadata, recordedAt } of events) yield { stream, revision, id, type, data, metadata, recordedAt };
}

/** An event that does not fit where it is to go: the log already holds another one there. */
export class MoveConflict extends Error {
  constructor({ stream, revision }: MovedEvent, actual: number | 'none') {
    super(`${stream} revision ${revision}: the log holds ${actual === 'none' ? 'no such stream' : `the stream up to revision ${actual}`}, with other events; only an empty log, or one that this very move began, can be moved into`);
    this.name = 'MoveConflict';
  }
}

const MOST = 500;

/** Appends moved events in their order, runs of one stream together; what an earlier run appended stays as it is. Answers how many were moved. */
export const appendMoved = async (store: EventStore, events: AsyncIterable<MovedEvent>, onProgress?: (done: number) => void): Promise<number> => {
  let [done, run] = [0, [] as MovedEvent[]];
  const flush = async (): Promise<void> => {
    const [first] = run;
    if (!first) return;
    const appended = await store.append(first.stream, run.map(({ id, type, data, metadata, recordedAt }): NewEvent => ({ id, type, data, metadata, recordedAt })), first.revision === 0 ? 'none' : { exact: first.revision - 1 });
    if (!appended.ok) throw new MoveConflict(first, appended.conflict.actual);
    done += run.length;
    run = [];
    onProgress?.(done);
  };
  for await (const event of events) {
    const last = run.at(-1);
    // events of one command stay one append: other events between them never came
    if (last && (last.stream !== event.stream || last.metadata.command !== event.metadata.command || run.length === MOST)) await flush();
    run.push(event);
  }
  await flush();
  return done;
};

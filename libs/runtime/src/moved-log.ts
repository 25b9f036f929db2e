import {
  bytesOfEvent,
  MAX_APPEND_BYTES,
  type EventStore,
  type NewEvent,
  type RecordedEvent,
} from '@heatledger/event-store';

/** An event on its way from one log to another: everything that its digest covers, and when it was recorded. */
export type MovedEvent = Pick<
  RecordedEvent,
  'stream' | 'revision' | 'id' | 'type' | 'data' | 'metadata' | 'recordedAt'
>;

/** The whole log in order. */
export async function* movedEvents(store: EventStore): AsyncGenerator<MovedEvent> {
  for await (const { events } of store.scan())
    for (const { stream, revision, id, type, data, metadata, recordedAt } of events)
      yield { stream, revision, id, type, data, metadata, recordedAt };
}

/** An event that does not fit where it is to go: the log already holds another one there. */
export class MoveConflict extends Error {
  constructor({ stream, revision }: MovedEvent, actual: number | 'none') {
    super(
      `${stream} revision ${revision}: the log holds ${actual === 'none' ? 'no such stream' : `the stream up to revision ${actual}`}, with other events; only an empty log, or one that this very move began, can be moved into`,
    );
    this.name = 'MoveConflict';
  }
}

const MOST = 500;

/** How a move ended. */
export interface Moved {
  /** Events that it appended. */
  readonly moved: number;
  /** Events that an earlier run had appended. */
  readonly known: number;
}

/**
 * Appends moved events in their order, runs of one stream together; what an earlier run appended stays as it is, and
 * is told apart by where it stands.
 */
export const appendMoved = async (
  store: EventStore,
  events: AsyncIterable<MovedEvent>,
  onProgress?: (done: number) => void,
): Promise<Moved> => {
  const before = await store.position();
  let [moved, known, bytes, run] = [0, 0, 0, [] as MovedEvent[]];
  const flush = async (): Promise<void> => {
    const [first] = run;
    if (!first) return;
    const list = run.map(({ id, type, data, metadata, recordedAt }): NewEvent => ({
      id,
      type,
      data,
      metadata,
      recordedAt,
    }));
    const appended = await store.append(
      first.stream,
      list,
      first.revision === 0 ? 'none' : { exact: first.revision - 1 },
    );
    if (!appended.ok) throw new MoveConflict(first, appended.conflict.actual);
    if (store.compare(appended.position, before) > 0) moved += run.length;
    else known += run.length;
    [bytes, run] = [0, []];
    onProgress?.(moved + known);
  };
  const isOneAppend = (last: MovedEvent, event: MovedEvent, more: number): boolean =>
    last.stream === event.stream &&
    last.metadata.command === event.metadata.command &&
    run.length < MOST &&
    bytes + more <= MAX_APPEND_BYTES;
  for await (const event of events) {
    const last = run.at(-1);
    const more = bytesOfEvent(event.stream, event);
    // events of one command stay one append unless too large for one: other events between them never came
    if (last && !isOneAppend(last, event, more)) await flush();
    run.push(event);
    bytes += more;
  }
  await flush();
  return { moved, known };
};

import { EventStoreError, MAX_APPEND_BYTES, type EventText, type NewEvent } from './event-store.js';

/** An event with its content as it will stand on disk. */
export interface Written {
  readonly event: NewEvent;
  readonly text: EventText;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const STREAM = /^[A-Za-z0-9]+-[A-Za-z0-9_.:-]{1,200}$/;

/** UTF-8 bytes of a UTF-16 unit at most: what is short enough by this needs no counting. */
const MOST_BYTES = 3;

/**
 * Bytes of an event beside its names and contents, with room to spare: its id, the kind of its contents, the frames
 * around them, and what an engine adds.
 */
const FRAMING = 256;
/** An engine may keep names in two bytes a letter, and the stream's with every event. */
const IN_NAMES = 2;

const framing = (stream: string, { type }: Pick<NewEvent, 'type'>): number =>
  FRAMING + IN_NAMES * (stream.length + Buffer.byteLength(type));

/**
 * Bytes that an event counts in an append, whatever the engine: contents, metadata, its names and what is around
 * them.
 */
export const bytesOfEvent = (stream: string, event: Pick<NewEvent, 'type' | 'data' | 'metadata' | 'text'>): number => {
  const { data, metadata } = event.text ?? {
    data: written(event.data, 'data', event.type),
    metadata: written(event.metadata, 'metadata', event.type),
  };
  return framing(stream, event) + Buffer.byteLength(data) + Buffer.byteLength(metadata);
};

/** JSON text of a value; refuses what JSON cannot say (undefined, functions, cycles). */
const written = (value: unknown, part: string, type: string): string => {
  let text: string | undefined;
  try {
    text = JSON.stringify(value);
  } catch (error) {
    throw new EventStoreError(
      'invalid-event',
      `${part} of ${type} cannot be written as JSON: ${(error as Error).message}`,
      { cause: error },
    );
  }
  if (text === undefined || text[0] !== '{')
    throw new EventStoreError('invalid-event', `${part} of ${type} must be a JSON object`);
  return text;
};

/**
 * Checks an append before it costs anything and writes its content down; refuses an empty one, a bad name or id, and
 * more than 1 MiB of everything that is sent.
 */
export const appendable = (stream: string, events: readonly NewEvent[]): readonly Written[] => {
  if (!STREAM.test(stream))
    throw new EventStoreError(
      'invalid-event',
      `stream ${JSON.stringify(stream.slice(0, 80))}: <category>-<id> is allowed`,
    );
  if (events.length === 0) throw new EventStoreError('invalid-event', `nothing to append to ${stream}`);
  let characters = 0;
  let around = 0;
  const list: Written[] = [];
  const ids = events.length > 1 ? new Set<string>() : null;
  for (const event of events) {
    if (!UUID.test(event.id))
      throw new EventStoreError(
        'invalid-event',
        `event id ${JSON.stringify(String(event.id).slice(0, 80))}: a UUID in small letters is allowed`,
      );
    if (ids?.has(event.id))
      throw new EventStoreError('invalid-event', `event id ${event.id} stands twice in one append`);
    ids?.add(event.id);
    if (event.type === '' || event.type.length > 200)
      throw new EventStoreError('invalid-event', `event type of ${event.type.length} characters: 1–200 are allowed`);
    const text = event.text ?? {
      data: written(event.data, 'data', event.type),
      metadata: written(event.metadata, 'metadata', event.type),
    };
    characters += text.data.length + text.metadata.length;
    around += framing(stream, event);
    list.push({ event, text });
  }
  if (characters * MOST_BYTES + around <= MAX_APPEND_BYTES) return list;
  const bytes = list.reduce(
    (sum, { text }) => sum + Buffer.byteLength(text.data) + Buffer.byteLength(text.metadata),
    around,
  );
  if (bytes > MAX_APPEND_BYTES)
    throw new EventStoreError(
      'too-large',
      `append of ${events.length} events to ${stream}, ${bytes} bytes with metadata and names: at most ${MAX_APPEND_BYTES} are allowed`,
    );
  return list;
};

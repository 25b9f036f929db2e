/** Version of the log file's layout. A stream is known by the position of its first event, which carries its name; one row says where the log ends. */
export const LAYOUT = 3;

const EVENTS = `
  CREATE TABLE events (
    position INTEGER PRIMARY KEY, stream INTEGER NOT NULL, revision INTEGER NOT NULL, type INTEGER NOT NULL, name TEXT,
    id TEXT NOT NULL, recorded INTEGER NOT NULL, data TEXT NOT NULL, metadata TEXT NOT NULL
  );`;
const INDEXES = `
  CREATE UNIQUE INDEX by_stream ON events (stream, revision);
  CREATE UNIQUE INDEX by_name ON events (name) WHERE name IS NOT NULL;`;

/** Where the log ends and the latest time that it recorded, written with every transaction: events that are cut off its end leave it behind. */
const LOG_END = `
  CREATE TABLE log_end (one INTEGER PRIMARY KEY CHECK (one = 1), position INTEGER NOT NULL, recorded INTEGER NOT NULL);
  INSERT INTO log_end SELECT 1, coalesce(max(position), 0), coalesce(max(recorded), 0) FROM events;`;
const HERE = `PRAGMA user_version = ${LAYOUT};`;

export const SCHEMA = `CREATE TABLE types (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE); ${EVENTS} ${INDEXES} ${LOG_END} ${HERE}`;

const AS_THEY_ARE = (schema: string, events: string): string => `SELECT * FROM ${schema}.${events}`;

/** The rows of a log in the order of this layout's columns, by the layout they lie in; names of streams lay in a table of their own in the first one. */
const ROWS = {
  1: (schema: string, events: string) => `SELECT e.position AS position, first.position, e.revision, e.type, iif(e.revision = 0, s.name, NULL), e.id, e.recorded, e.data, e.metadata
    FROM ${schema}.${events} e CROSS JOIN ${schema}.streams s ON s.id = e.stream CROSS JOIN ${schema}.${events} first ON first.stream = e.stream AND first.revision = 0`,
  2: AS_THEY_ARE,
  [LAYOUT]: AS_THEY_ARE,
} as const;

export type KnownLayout = keyof typeof ROWS;

export const isKnownLayout = (version: number): version is KnownLayout => version in ROWS;

/** SQL for the rows of a log of any layout that this program knows. */
export const rowsOf = (layout: KnownLayout, schema: string): string => ROWS[layout](schema, 'events');

/** Brings a log of an older layout into this one. */
export const FROM_OLDER: Readonly<Record<number, string>> = {
  1: `ALTER TABLE events RENAME TO older; ${EVENTS}
  INSERT INTO events ${ROWS[1]('main', 'older')} ORDER BY e.position; DROP TABLE older; DROP TABLE streams; ${INDEXES} ${LOG_END} ${HERE}`,
  2: `${LOG_END} ${HERE}`,
};

/** Layouts whose events are read as they lie, without being brought over first. */
export const READABLE: readonly number[] = [2, LAYOUT];

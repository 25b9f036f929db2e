/** Version of the log file's layout. A stream is known by the position of its first event, which carries its name. */
export const LAYOUT = 2;

const EVENTS = `
  CREATE TABLE events (
    position INTEGER PRIMARY KEY, stream INTEGER NOT NULL, revision INTEGER NOT NULL, type INTEGER NOT NULL, name TEXT,
    id TEXT NOT NULL, recorded INTEGER NOT NULL, data TEXT NOT NULL, metadata TEXT NOT NULL
  );`;
const INDEXES = `
  CREATE UNIQUE INDEX by_stream ON events (stream, revision);
  CREATE UNIQUE INDEX by_name ON events (name) WHERE name IS NOT NULL;`;

export const SCHEMA = `CREATE TABLE types (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE); ${EVENTS} ${INDEXES} PRAGMA user_version = ${LAYOUT};`;

/** The rows of a log in the order of this layout's columns, by the layout they lie in; names of streams lay in a table of their own in the first one. */
const ROWS = {
  1: (schema: string, events: string) => `SELECT e.position AS position, first.position, e.revision, e.type, iif(e.revision = 0, s.name, NULL), e.id, e.recorded, e.data, e.metadata
    FROM ${schema}.${events} e CROSS JOIN ${schema}.streams s ON s.id = e.stream CROSS JOIN ${schema}.${events} first ON first.stream = e.stream AND first.revision = 0`,
  [LAYOUT]: (schema: string, events: string) => `SELECT * FROM ${schema}.${events}`,
} as const;

export type KnownLayout = keyof typeof ROWS;

export const isKnownLayout = (version: number): version is KnownLayout => version in ROWS;

/** SQL for the rows of a log of any layout that this program knows. */
export const rowsOf = (layout: KnownLayout, schema: string): string => ROWS[layout](schema, 'events');

/** Brings a log of the first layout into this one. */
export const FROM_FIRST = `ALTER TABLE events RENAME TO older; ${EVENTS}
  INSERT INTO events ${ROWS[1]('main', 'older')} ORDER BY e.position; DROP TABLE older; DROP TABLE streams; ${INDEXES} PRAGMA user_version = ${LAYOUT};`;

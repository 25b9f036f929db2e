export const LOG_FILE = 'events.db';
/** What was written ahead of it. */
export const AHEAD_FILE = 'events.db-wal';

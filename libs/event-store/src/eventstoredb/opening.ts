import { EventStoreError } from '../event-store.js';
import { connect } from './connection.js';
import { EventStoreDbEventStore, type Limits } from './eventstoredb-event-store.js';
import { pause, pauseBefore } from './pauses.js';

export interface EventStoreDbOptions {
  /** `esdb://user:password@host:2113,host:2114?tls=true`; `tls=false` for a server without certificates. */
  readonly connectionString: string;
  /** Milliseconds for one try of an append; 5 000 when absent. */
  readonly appendDeadline?: number;
  /** Milliseconds a read may stand still; 5 000 when absent. */
  readonly stall?: number;
  /** Tries of a call before it ends in an error; 5 when absent. */
  readonly tries?: number;
  /** Milliseconds to wait for a server that is not up yet; 60 000 when absent, 0 = do not wait. */
  readonly patience?: number;
  /** Told of each look that found no server, before the next one. */
  readonly waiting?: (reason: string) => void;
}

/** Opens the log on a server and waits for it when it is not up yet; ends at once where it refuses the user, or gives no right to read the log. */
export const openEventStoreDb = async ({ connectionString, appendDeadline = 5_000, stall = 5_000, tries = 5, patience = 60_000, waiting = () => undefined }: EventStoreDbOptions): Promise<EventStoreDbEventStore> => {
  const limits: Limits = { append: { deadline: appendDeadline, tries }, read: { stall, tries }, follow: { pageSize: 500, stall, tries } };
  const store = new EventStoreDbEventStore(connect(connectionString), limits);
  const until = performance.now() + patience;
  for (let attempt = 1; ; attempt++) {
    try {
      await store.position();
      return store;
    } catch (error) {
      // who is refused is not let in by waiting
      const refused = error instanceof EventStoreError && error.code === 'denied';
      if (refused || performance.now() >= until) {
        await store.close();
        throw error;
      }
      waiting((error as Error).message);
      await pause(Math.min(pauseBefore(attempt, Math.random(), 250, 5_000), Math.max(0, until - performance.now())));
    }
  }
};

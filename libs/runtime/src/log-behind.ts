import { EventStoreError, type EventStore } from '@heatledger/event-store';
import type { ReadStore } from '@heatledger/read-store';

/** Refuses to serve when a view has seen more of the log than the log holds: it was restored from an older backup, and the views would show a present that never was. */
export const requireLogAhead = async (store: EventStore, reads: ReadStore): Promise<void> => {
  const end = await store.position();
  const ahead = (await reads.versions()).find(({ live, bookmark }) => live && store.compare(bookmark, end) > 0);
  if (ahead)
    throw new EventStoreError(
      'other-version',
      `the log ends at ${end === '' ? 'its beginning' : end}, but the view ${ahead.name} has seen it up to ${ahead.bookmark}: the log was restored from an older backup. Restore the newest one, or delete the views so that they are built again from what is there`,
    );
};

import type { Instant } from '@heatledger/kernel';
import type { EventStore } from '../event-store.js';
import { MemoryEventStore } from './memory-event-store.js';

export { MemoryEventStore };

/** A log that lives as long as the process; `now` is its clock (UTC, milliseconds). */
export const openMemoryEventStore = ({ now }: { readonly now?: () => Instant } = {}): Promise<EventStore> => Promise.resolve(new MemoryEventStore(now));

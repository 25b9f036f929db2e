export { ConsumerGroups, type ConsumerGroup, type Delivery, type GroupInfo } from './consumer-groups.js';
export { EventStoreDbEventStore } from './eventstoredb-event-store.js';
export { openEventStoreDb, type EventStoreDbOptions } from './opening.js';

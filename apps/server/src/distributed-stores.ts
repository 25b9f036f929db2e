/** The engines on servers: loaded only where one is named, since their clients take a fifth of the memory of a process that needs neither. */
export { openEventStoreDb } from '@heatledger/event-store/eventstoredb';
export { openMongoReadStore } from '@heatledger/read-store/mongodb';

/** The engines on servers: loaded only where one is named, since a process that needs neither need not spend time and memory on their clients. */
export { openEventStoreDb } from '@heatledger/event-store/eventstoredb';
export { openMongoReadStore } from '@heatledger/read-store/mongodb';

import { openEventStoreDb } from '@heatledger/event-store/eventstoredb';
import { eventStoreContract } from '../contracts/event-store.contract.js';
import { startEventStoreDb } from './server.js';

/** Each store begins with an empty server of its own. */
eventStoreContract('EventStoreDB, played by the test server', async () => {
  const server = await startEventStoreDb();
  const store = await openEventStoreDb({ connectionString: server.connectionString, patience: 0 });
  return {
    store,
    remove: async () => {
      await store.close();
      await server.stop();
    },
  };
});

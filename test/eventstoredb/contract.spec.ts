import { openEventStoreDbBeside } from '@heatledger/event-store/beside';
import { openEventStoreDb } from '@heatledger/event-store/eventstoredb';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventStoreContract } from '../contracts/event-store.contract.js';
import { Section } from './section.js';
import { startEventStoreDb, type EventStoreDbServer } from './server.js';

const real = process.env['HEATLEDGER_TEST_EVENTSTORE'];

describe('The engines of this run', () => {
  it('are said', () => {
    process.stdout.write(`log on a server: the test server took part${real === undefined ? '; no EventStoreDB was named (HEATLEDGER_TEST_EVENTSTORE)' : ', and the EventStoreDB that was named'}\n`);
    expect(real ?? 'esdb://').toMatch(/^esdb/);
  });
});

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

const thread = new URL('../../dist/heatledger/log.thread.js', import.meta.url);
eventStoreContract('EventStoreDB, its client in a thread of its own', async () => {
  const server = await startEventStoreDb();
  const store = await openEventStoreDbBeside(thread, { connectionString: server.connectionString, patience: 0 });
  return {
    store,
    remove: async () => {
      await store.close();
      await server.stop();
    },
  };
});

let count = 0;
const sectionOf = (connectionString: () => string) => async () => {
  const store = await openEventStoreDb({ connectionString: connectionString(), patience: 0 });
  const mark = `t${process.pid}x${Date.now()}x${++count}x`;
  return { store: await Section.of(store, mark), remove: () => store.close(), mark };
};

describe('On a server that others use too', () => {
  let shared: EventStoreDbServer;
  beforeAll(async () => {
    shared = await startEventStoreDb();
  });
  afterAll(() => shared.stop());
  eventStoreContract('EventStoreDB, a section of its log', sectionOf(() => shared.connectionString));
});

if (real !== undefined) eventStoreContract('EventStoreDB, as named', sectionOf(() => real));

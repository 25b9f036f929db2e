import { startEventStoreDb } from '../../test/eventstoredb/server.js';

const server = await startEventStoreDb();
process.once('SIGTERM', () => void server.stop().then(() => process.exit(0)));
process.stdout.write(`is up: ${server.connectionString}\n`);

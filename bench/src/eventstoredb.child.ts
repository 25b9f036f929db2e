import { startEventStoreDb } from '../../test/eventstoredb/server.js';

/** Milliseconds that its answers are under way. */
const [late = '0'] = process.argv.slice(2);
const server = await startEventStoreDb({ late: Number(late) });
process.once('SIGTERM', () => void server.stop().then(() => process.exit(0)));
process.stdout.write(`is up: ${server.connectionString}\n`);

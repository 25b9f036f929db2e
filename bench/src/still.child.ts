import { readConfig, startServer } from '@heatledger/server';

/** The whole service on a data directory, its readers of the log standing still. */
const server = await startServer(readConfig(), { readers: false });
process.once('SIGTERM', () => void server.close().then(() => process.exit(0)));
process.stdout.write(`is up: ${server.url}\n`);

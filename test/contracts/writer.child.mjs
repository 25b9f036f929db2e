// Appends to the log of a directory until it is killed; says each acknowledged event on stdout.
import { randomUUID } from 'node:crypto';
import { openEmbeddedEventStore } from '../../dist/cli/libs/event-store/src/embedded/index.js';

const [directory, round] = process.argv.slice(2);
const store = await openEmbeddedEventStore({ directory });
for (const repair of store.repairs) process.stdout.write(`repair ${repair}\n`);
process.stdout.write('ready\n');
const writer = async (n) => {
  const stream = `repair-${round}-${n}`;
  for (let revision = 0; ; revision++) {
    const id = randomUUID();
    const event = { id, type: 'RepairReported', data: { n, revision }, metadata: { v: 1, at: '2026-01-05T08:30:00+08:00', actor: { id: 'wang', role: 'agent' }, channel: 'hotline', command: randomUUID(), correlation: stream, digest: '' } };
    await store.append(stream, [event], revision === 0 ? 'none' : { exact: revision - 1 });
    process.stdout.write(`${stream} ${revision} ${id}\n`);
  }
};
for (let n = 0; n < 8; n++) void writer(n);

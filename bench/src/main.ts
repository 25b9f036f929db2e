import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { openEmbeddedEventStore } from '@heatledger/event-store/embedded';
import { measureAppends } from './appends.js';
import { measureCommands } from './commands.js';
import { measureEventStoreDb } from './eventstoredb.js';
import { measureOverServer } from './over-server.js';
import { measureReading } from './log-reading.js';
import { fullSizes, quickSizes, Scratch, told, type Sizes } from './measuring.js';
import { measureMongoDb } from './mongodb.js';
import { judged, machineOf, markdownOf, tableOf, type Report, type Row } from './report.js';
import { measureLargeService, measureService } from './service.js';
import { filled, templates } from './story.js';
import { measureViews } from './views.js';

const HELP = `npm run bench -- [--quick] [--events N] [--only appends,commands,log,service,eventstoredb,mongodb] [--json FILE] [--markdown FILE] [--data DIR]

  --quick          everything small, to see that it works; the figures mean little
  --events N       events in the large log (1000000; 5000 with --quick)
  --only LIST      some of the parts; eventstoredb and mongodb run against the server that HEATLEDGER_TEST_EVENTSTORE or
                   HEATLEDGER_TEST_MONGODB names, else against the tests' own, which say nothing about a real one
  --json FILE      writes the figures to FILE; without it they are the last line of stdout
  --markdown FILE  writes the table as the documentation shows it
  --data DIR       where the files of the run are made and removed again (.cache)
`;

const parts = ['appends', 'commands', 'log', 'service', 'eventstoredb', 'mongodb'] as const;
type Part = (typeof parts)[number];

interface Wish {
  readonly sizes: Sizes;
  readonly only: readonly Part[];
  readonly json: string | undefined;
  readonly markdown: string | undefined;
  readonly data: string | undefined;
}

const isPart = (name: string): name is Part => (parts as readonly string[]).includes(name);

const wished = (): Wish | string => {
  try {
    const { values } = parseArgs({ options: { quick: { type: 'boolean' }, events: { type: 'string' }, only: { type: 'string' }, json: { type: 'string' }, markdown: { type: 'string' }, data: { type: 'string' }, help: { type: 'boolean' } } });
    if (values.help) return HELP;
    const sizes = values.quick ? quickSizes : fullSizes;
    const events = values.events === undefined ? sizes.events : Number(values.events);
    const only = values.only === undefined ? parts : values.only.split(',').filter(isPart);
    if (!Number.isInteger(events) || events < 1 || only.length === 0) return HELP;
    return { sizes: { ...sizes, events }, only, json: values.json, markdown: values.markdown, data: values.data };
  } catch (error) {
    return `${(error as Error).message}\n\n${HELP}`;
  }
};

/** One log of many cases: read, folded into views, and served. */
const measureLog = async (scratch: Scratch, sizes: Sizes): Promise<readonly Row[]> => {
  const data = scratch.fresh('large');
  const store = await openEmbeddedEventStore({ directory: data });
  const cases = await templates(scratch.fresh('templates'));
  let said = 0;
  const { complaints, events } = await filled(store, cases, sizes.events, (done) => {
    if (done - said >= 100_000) told(`filling the log: ${(said = done)} events`);
  });
  const reading = await measureReading(store, scratch, sizes);
  await store.close();
  return [...reading, ...(await measureViews(data)), ...(await measureLargeService(data, complaints, events, sizes))];
};

const measurers: Readonly<Record<Part, (scratch: Scratch, sizes: Sizes) => Promise<readonly Row[]>>> = {
  appends: measureAppends,
  commands: measureCommands,
  log: measureLog,
  service: measureService,
  eventstoredb: async (scratch, sizes) => [
    ...(await measureOverServer(scratch, sizes)),
    ...(await measureEventStoreDb(scratch, sizes)),
  ],
  mongodb: measureMongoDb,
};

const published = (report: Report, { json, markdown }: Wish): void => {
  process.stdout.write(`${tableOf(report)}\n`);
  if (markdown !== undefined) writeFileSync(markdown, markdownOf(report));
  if (json === undefined) process.stdout.write(`${JSON.stringify(report)}\n`);
  else writeFileSync(json, `${JSON.stringify(report, null, 2)}\n`);
};

/** Measures part by part; one that fails costs its own figures only, and what was measured before an interruption is told. */
const run = async (wish: Wish): Promise<void> => {
  const { sizes, only, data } = wish;
  const scratch = new Scratch(data);
  const start = performance.now();
  const startedAt = new Date().toISOString();
  const rows: Row[] = [];
  const report = (): Report => ({ startedAt, seconds: (performance.now() - start) / 1000, sizes, machine: machineOf(scratch.root), rows: rows.map(judged) });
  process.once('SIGINT', () => {
    if (rows.length > 0) published(report(), wish);
    scratch.remove();
    process.exit(130);
  });
  try {
    for (const part of parts.filter((part) => only.includes(part))) {
      try {
        rows.push(...(await measurers[part](scratch, sizes)));
      } catch (error) {
        told(`${part} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
        process.exitCode = 1;
      }
      scratch.clear();
    }
    published(report(), wish);
  } finally {
    scratch.remove();
  }
};

const wish = wished();
if (typeof wish === 'string') {
  const asked = wish === HELP && process.argv.includes('--help');
  (asked ? process.stdout : process.stderr).write(wish);
  process.exitCode = asked ? 0 : 2;
} else await run(wish);

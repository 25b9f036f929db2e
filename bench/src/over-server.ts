import { randomUUID } from 'node:crypto';
import { openEmbeddedEventStore } from '@heatledger/event-store/embedded';
import { openEventStoreDb } from '@heatledger/event-store/eventstoredb';
import { appendMoved, movedEvents } from '@heatledger/runtime';
import { serverOf, type Server } from './eventstoredb.js';
import { load, type Load } from './http-load.js';
import { median, told, type Scratch, type Sizes } from './measuring.js';
import { Program } from './program.js';
import type { Row } from './report.js';
import { aRepair } from './requests.js';
import { passOver } from './views.js';

/** Milliseconds until a real server answered on the machine it was tried on. */
const LATE = 1.4;
const CALLERS = 64;
/** What is asked of a service over a server, in commands a second, milliseconds and of the embedded log's speed. */
const [COMMANDS, ONE, VIEWS] = [600, 6, 0.8];

interface Served {
  readonly one: number;
  readonly many: Load;
  readonly after: number;
}

/** One caller after the other, then many at once. */
const served = async (
  data: string,
  { load: seconds, deliveries }: Sizes,
  settings: Readonly<Record<string, string>>,
): Promise<Served> => {
  const program = await Program.service(data, true, settings);
  try {
    const took: number[] = [];
    for (let n = 0; n < deliveries; n++) {
      const sent = performance.now();
      await program.post('/repairs', aRepair, randomUUID());
      took.push(performance.now() - sent);
    }
    const asked = { method: 'POST', path: () => '/repairs', body: aRepair, connections: CALLERS, seconds } as const;
    const many = await load(program, asked);
    return { one: median(took.slice(took.length >> 1)), many, after: await program.caughtUp() };
  } finally {
    await program.stop();
  }
};

/** The whole service over a log on a server, beside the same over the embedded log in the same run. */
export const measureOverServer = async (scratch: Scratch, sizes: Sizes, given?: Server): Promise<readonly Row[]> => {
  told('a service over EventStoreDB');
  const { name, url, stop } = given ?? (await serverOf(LATE));
  try {
    const settings = { HEATLEDGER_EVENT_STORE: url };
    const there = await served(scratch.fresh('over-server'), sizes, settings);
    const here = await served(scratch.fresh('embedded'), sizes, {});
    told('a service over EventStoreDB: views');
    const data = scratch.fresh('moved');
    const server = await openEventStoreDb({ connectionString: url });
    const embedded = await openEmbeddedEventStore({ directory: data });
    await appendMoved(embedded, movedEvents(server));
    await Promise.all([server.close(), embedded.close()]);
    const beside = await passOver(data, 'running');
    const over = await passOver(scratch.fresh('views'), 'running', settings);
    const rate = ({ events, ms }: { readonly events: number; readonly ms: number }): number => (events / ms) * 1000;
    const group = `A service over EventStoreDB, all views on: ${name}`;
    const many = `report a repair, ${CALLERS} callers`;
    const views = { value: VIEWS * rate(beside), of: `${VIEWS} × embedded` };
    return [
      {
        group,
        what: 'report a repair, one caller, p50',
        value: there.one,
        unit: 'ms',
        goal: { value: ONE, most: true },
      },
      { group, what: 'report a repair, one caller, p50: embedded log', value: here.one, unit: 'ms' },
      { group, what: many, value: there.many.perSecond, unit: 'commands/s', goal: { value: COMMANDS } },
      { group, what: `${many}: embedded log`, value: here.many.perSecond, unit: 'commands/s' },
      { group, what: `${many}: p50`, value: there.many.p50, unit: 'ms' },
      { group, what: `${many}: p99`, value: there.many.p99, unit: 'ms' },
      { group, what: 'views up to date after the load', value: there.after, unit: 'ms' },
      {
        group,
        what: `every view from nothing, ${over.events} events`,
        value: rate(over),
        unit: 'events/s',
        goal: views,
      },
      {
        group,
        what: `every view from nothing, ${over.events} events: embedded log`,
        value: rate(beside),
        unit: 'events/s',
      },
    ];
  } finally {
    stop();
  }
};

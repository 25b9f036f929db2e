import { randomUUID } from 'node:crypto';
import { load, type Load } from './http-load.js';
import { median, told, type Scratch, type Sizes } from './measuring.js';
import { Program } from './program.js';
import type { Row } from './report.js';
import { aHousehold, aMeasurement, aRepair } from './requests.js';
import { measureDelivery } from './delivery.js';
import { measureHeavyQuestions } from './heavy.js';

const CONNECTIONS = 64;
const GROUP = `HTTP commands, ${CONNECTIONS} connections, all views on`;
const READERS = 4;
/** Commands a second that a service must do at least (decision 24). */
const COMMANDS = 300;
const STARTS = 3;
const HISTORY = 10;
const START = 1.5;

const within = async <T>(program: Program, work: (program: Program) => Promise<T>): Promise<T> => {
  try {
    return await work(program);
  } finally {
    await program.stop();
  }
};

const commands = (program: Program, path: string, body: object, seconds: number): Promise<Load> =>
  load(program, { method: 'POST', path: () => path, body, connections: CONNECTIONS, seconds });

/** One command first, to see how many facts follow; then as many as the service answers, and the time its views take to come after. */
const commandRows = async (program: Program, what: string, path: string, body: object, seconds: number, bare: number): Promise<readonly Row[]> => {
  told(`HTTP: ${what}`);
  const { events } = await program.post(path, body, randomUUID());
  const { perSecond, p50, p99 } = await commands(program, path, body, seconds);
  const after = await program.caughtUp();
  const facts = `${what} (${events} fact${events === 1 ? '' : 's'})`;
  return [
    { group: GROUP, what: facts, value: perSecond, unit: 'commands/s', goal: { value: COMMANDS } },
    { group: GROUP, what: `${what}: of the bare route`, value: (perSecond / bare) * 100, unit: '%' },
    { group: GROUP, what: `${what}: facts recorded`, value: perSecond * events, unit: 'events/s' },
    { group: GROUP, what: `${what}: p50`, value: p50, unit: 'ms' },
    { group: GROUP, what: `${what}: p99`, value: p99, unit: 'ms' },
    { group: GROUP, what: `${what}: views up to date after the load`, value: after, unit: 'ms' },
  ];
};

/** Commands over HTTP with every view, timer and reaction running, beside a route that only parses the same body. */
export const measureService = async (scratch: Scratch, sizes: Sizes): Promise<readonly Row[]> => {
  told('HTTP: a bare route');
  const bare = await within(await Program.bare(), (program) => commands(program, '/repairs', aRepair, sizes.load));
  told('HTTP: the service, its readers standing still');
  const still = await within(await Program.service(scratch.fresh('still'), false), (program) => commands(program, '/repairs', aRepair, sizes.load));
  return within(await Program.service(scratch.fresh('service')), async (program) => {
    const { id } = await program.post('/households', aHousehold, randomUUID());
    await program.caughtUp();
    return [
      { group: GROUP, what: 'a bare Nest + Fastify route with the same body', value: bare.perSecond, unit: 'requests/s' },
      { group: GROUP, what: 'report a repair, no view, timer or reaction running', value: still.perSecond, unit: 'commands/s' },
      ...(await commandRows(program, 'report a repair', '/repairs', aRepair, sizes.load, bare.perSecond)),
      ...(await commandRows(program, 'record a warm room', '/measurements', aMeasurement(id, 195), sizes.load, bare.perSecond)),
      ...(await commandRows(program, 'record a cold room, a reaction asks for the refund', '/measurements', aMeasurement(id, 165), sizes.load, bare.perSecond)),
      { group: GROUP, what: 'memory of the service after the load', value: await program.memory(), unit: 'MiB' },
      ...(await measureDelivery(program, scratch, sizes)),
    ];
  });
};

const startUp = async (data: string): Promise<number> => {
  const start = performance.now();
  const program = await Program.service(data);
  await program.ready();
  const seconds = (performance.now() - start) / 1000;
  await program.stop();
  return seconds;
};

/** A service over a large log: how soon it is there, and how fast it answers those who ask what happened. */
export const measureLargeService = async (data: string, complaints: readonly string[], events: number, sizes: Sizes): Promise<readonly Row[]> => {
  told('start-up');
  const starts: number[] = [];
  for (let n = 0; n < STARTS; n++) starts.push(await startUp(data));
  return within(await Program.service(data), async (program) => {
    await program.caughtUp();
    told('HTTP: history and card');
    const any = (): string => complaints[Math.floor(Math.random() * complaints.length)] ?? '';
    const read = (path: () => string): Promise<Load> => load(program, { method: 'GET', path, connections: READERS, seconds: sizes.load });
    const history = await read(() => `/cases/complaint-${any()}/history`);
    const card = await read(() => `/tickets/${any()}`);
    const group = `A service over ${events} events, ${READERS} connections`;
    return [
      { group, what: 'start to ready', value: median(starts), unit: 's', goal: { value: START, most: true } },
      { group, what: 'history of one complaint', value: history.perSecond, unit: 'requests/s' },
      { group, what: 'history of one complaint: p50', value: history.p50, unit: 'ms' },
      { group, what: 'history of one complaint: p99', value: history.p99, unit: 'ms', goal: { value: HISTORY, most: true } },
      { group, what: 'card of one ticket', value: card.perSecond, unit: 'requests/s' },
      { group, what: 'card of one ticket: p99', value: card.p99, unit: 'ms' },
      { group, what: 'memory of the service', value: await program.memory(), unit: 'MiB' },
      ...(await measureHeavyQuestions(program, data, events)),
    ];
  });
};

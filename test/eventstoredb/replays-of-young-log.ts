import {
  END,
  eventTypeFilter,
  excludeSystemEvents,
  START,
  streamNameFilter,
  type AllStreamSubscription,
  type EventStoreDBClient,
  type Filter,
  type Position,
} from '@eventstore/db-client';
import { made, until, type Replay } from './replay.js';
import type { EventStoreDbServer } from './server.js';

const EXCEPT_ITS_OWN = 'excludeSystemEvents';
const REPAIRS = 'eventTypeFilter prefixes [Repair]';
const NOTHING = 'eventTypeFilter prefixes [Nothing]';
const STREAMS = 'streamNameFilter prefixes [repair-]';

type Asked = typeof EXCEPT_ITS_OWN | typeof REPAIRS | typeof NOTHING | typeof STREAMS;
type Reached = (subscription: AllStreamSubscription, place: Position) => void;

const filterFor = (asked: Asked, maxSearchWindow: number, checkpointReached: Reached): Filter => {
  const told = { maxSearchWindow, checkpointInterval: 1, checkpointReached };
  if (asked === EXCEPT_ITS_OWN) return excludeSystemEvents(told);
  if (asked === STREAMS) return streamNameFilter({ prefixes: ['repair-'], ...told });
  return eventTypeFilter({ prefixes: [asked === REPAIRS ? 'Repair' : 'Nothing'], ...told });
};

interface Mark {
  readonly commit: { readonly $bigint: string };
  readonly prepare?: { readonly $bigint: string };
}

interface Line {
  readonly data?: string;
  readonly commit?: Mark['commit'];
  readonly checkpoint?: Mark;
}

const MINUS_ONE = '18446744073709551615';
const [MOST_SHOWN, ENDS] = [12, 5];

const isCheckpoint = (line: unknown): boolean => typeof line === 'object' && line !== null && 'checkpoint' in line;

/** The recording leaves out the middle of long lists; so does what is told here. */
const shortened = (lines: readonly unknown[]): readonly unknown[] =>
  lines.length <= MOST_SHOWN
    ? lines
    : [...lines.slice(0, ENDS), `… ${lines.length - 2 * ENDS} more …`, ...lines.slice(-ENDS)];

/**
 * Places differ from log to log; which of the events a checkpoint stands at, and whether it is no place at all, does
 * not.
 */
const comparedPlaces = (told: unknown): unknown => {
  const { untilCaughtUp, afterwards } = told as {
    readonly untilCaughtUp: readonly (string | Line)[];
    readonly afterwards?: readonly Line[];
  };
  const at = new Map<string, string>();
  const dataOf = (line: Line): string => {
    const name = line.data ?? '';
    at.set(line.commit?.$bigint ?? '', name);
    return name;
  };
  const shown = (line: string | Line): unknown => {
    if (typeof line === 'string') return line;
    if (!line.checkpoint) return dataOf(line);
    const { commit, prepare } = line.checkpoint;
    const [where, second] = [commit.$bigint, prepare?.$bigint];
    const alike = where === second ? 'twice' : `and ${second}`;
    if (where === '0' || where === MINUS_ONE) return `checkpoint ${where} ${alike}`;
    return `checkpoint of ${at.get(where) ?? 'another'} ${alike}`;
  };
  return { untilCaughtUp: untilCaughtUp.map(shown), afterwards: afterwards?.map(shown) ?? [] };
};

/**
 * What was asked of a server that nobody had written to, step by step: each step goes on with the log of the one
 * before.
 */
export const youngLogReplays = (
  server: () => EventStoreDbServer,
  client: () => EventStoreDBClient,
): Readonly<Record<string, readonly Replay[]>> => {
  let streams = 0;
  const append = (stream: string, ...types: string[]): Promise<unknown> =>
    client().appendToStream(stream, made(...types));
  const two = (): Promise<unknown> => append(`repair-${++streams}`, 'RepairReported', 'ClockStarted');
  const other = (): Promise<unknown> => append(`survey-${++streams}`, 'SurveyIssued');
  const told = async (
    asked: Asked,
    from: Position | typeof START | typeof END,
    window: number,
    then?: () => Promise<unknown>,
    more = 0,
  ) => {
    const lines: unknown[] = [];
    const place = ({ commit, prepare }: Position): object => ({
      commit: { $bigint: String(commit) },
      prepare: { $bigint: String(prepare) },
    });
    const filter = filterFor(asked, window, (_, reached) => void lines.push({ checkpoint: place(reached) }));
    const subscription = client().subscribeToAll({ fromPosition: from, filter });
    subscription.on('confirmation', () => void lines.push('confirmation'));
    subscription.on('caughtUp', () => void lines.push('caughtUp'));
    subscription.on('error', (error) => void lines.push(error.message));
    subscription.on(
      'data',
      ({ event }) => void lines.push({ data: event?.type, commit: { $bigint: String(event?.position?.commit) } }),
    );
    await until(() => lines.includes('caughtUp'));
    await new Promise((next) => setImmediate(next));
    const before = lines.splice(0);
    // the client tells of what is no event before the events that came earlier
    const untilCaughtUp = shortened(inOrder(before));
    if (!then) {
      await subscription.unsubscribe();
      return { untilCaughtUp };
    }
    await then();
    await until(() => lines.length >= more);
    await subscription.unsubscribe();
    return { untilCaughtUp, afterwards: lines.filter((line) => !isCheckpoint(line)) };
  };
  const named = (what: string, asked: Asked, from: string, window = 500): string =>
    `${what}; ${asked}; from ${from}; maxSearchWindow ${window}, checkpointInterval 1`;
  let last: Position = { commit: 0n, prepare: 0n };
  const remembered = (): void => {
    const position = server().log.records.at(-1)?.position ?? 0n;
    last = { commit: position, prepare: position };
  };
  const step = (what: string, asked: Asked, then?: () => Promise<unknown>, more?: number, window?: number): Replay => [
    named(what, asked, 'START', window),
    () => told(asked, START, window ?? 500, then, more),
    comparedPlaces,
  ];
  const fromLast = (what: string, asked: Asked, then?: () => Promise<unknown>, more?: number): Replay => [
    named(what, asked, 'the position of the last event (1913)'),
    () => told(asked, last, 500, then, more),
    comparedPlaces,
  ];
  const fromEnd = (asked: Asked, more: number): Replay => [
    named('a young log', asked, 'END'),
    () => told(asked, END, 500, two, more),
    comparedPlaces,
  ];
  const [fresh, one, again] = [
    'nobody has appended yet',
    'one append of RepairReported and ClockStarted to repair-1',
    'the same, then another append of the two to repair-2 or so',
  ];
  const [nothingAfter, others, long] = [
    'nothing after it',
    'only others after it',
    '1 200 events of others after a few of ours',
  ];
  const all = [EXCEPT_ITS_OWN, REPAIRS, NOTHING, STREAMS] as const;
  return {
    'checkpoints of a young log': [
      ...all.map((asked) => step(fresh, asked)),
      ['', two],
      ...all.map((asked) => step(one, asked)),
      step(again, EXCEPT_ITS_OWN, two, 2),
      step(again, NOTHING, two, 0),
      ['', two],
      step(again, STREAMS, two, 2),
      step('the same, then SurveyIssued to survey-N', REPAIRS, other, 0),
      ['', remembered],
      fromLast(nothingAfter, EXCEPT_ITS_OWN, two, 2),
      fromLast(nothingAfter, REPAIRS, two, 1),
      ['', other],
      fromLast(nothingAfter, STREAMS, two, 2),
      fromLast(others, NOTHING),
      fromLast(others, REPAIRS),
      fromEnd(EXCEPT_ITS_OWN, 2),
      fromEnd(REPAIRS, 1),
      [
        named('beyond the end; then an append', EXCEPT_ITS_OWN, 'a place beyond the end'),
        () =>
          told(EXCEPT_ITS_OWN, { commit: last.commit + 1_000_000n, prepare: last.commit + 1_000_000n }, 500, two, 0),
        comparedPlaces,
      ],
      ['', two],
      ['', () => append(`survey-${++streams}`, ...Array.from({ length: 1_200 }, () => 'SurveyIssued'))],
      step(long, REPAIRS, two, 1),
      step(long, NOTHING, two, 0),
      step(long, NOTHING, two, 0, 32),
    ],
  };
};

/** Events first, as far as a checkpoint or the end of the catching up was told before them. */
const inOrder = (lines: readonly unknown[]): readonly unknown[] => {
  const isEvent = (line: unknown): boolean => typeof line === 'object' && line !== null && 'data' in line;
  const [before, after] = [
    lines.filter((line) => line === 'confirmation' || isEvent(line)),
    lines.filter((line) => line !== 'confirmation' && !isEvent(line)),
  ];
  return [...before, ...after];
};

import type { EventStore, FollowOptions, Page } from '@heatledger/event-store';
import { openMemoryReadStore } from '@heatledger/read-store/memory';
import { CompanyZone, Followers } from '@heatledger/runtime';
import { ApplicationModule, readConfig } from '@heatledger/server';
import { describe, expect, it } from '@jest/globals';
import { NestFactory } from '@nestjs/core';
import { StageIds } from '../../apps/cli/src/demo/stage.js';
import { pino } from 'pino';
import { allViews, logOf, withHistory, type Played } from '../replay/history.js';
import { RelayingLog } from './relaying-log.js';
import { roundsOf, seedOf } from './rounds.js';
import { until } from './service.js';

/** Gives pages more than once to whoever follows. */
type Repetition = (page: Page, inner: EventStore) => AsyncIterable<Page>;

const PAGE = 40;

const eachEvent = (times: number): Repetition =>
  async function* (page) {
    yield { ...page, events: page.events.flatMap((event) => Array.from({ length: times }, () => event)) };
  };
const eachPage = (times: number): Repetition =>
  async function* (page) {
    for (let time = 0; time < times; time++) yield page;
  };
/** After every page the whole log up to it again, from the start. */
const wholeRange: Repetition = async function* (page, inner) {
  yield page;
  yield* inner.scan({ upTo: page.position, pageSize: PAGE });
};

/** A log whose followers are told everything more than once. */
class Repeating extends RelayingLog {
  constructor(
    inner: EventStore,
    private readonly repetition: Repetition,
  ) {
    super(inner);
  }

  override async *follow(options: FollowOptions, signal: AbortSignal): AsyncGenerator<Page> {
    for await (const page of this.inner.follow({ ...options, pageSize: PAGE }, signal)) yield* this.repetition(page, this.inner);
  }
}

/** The views of one more process that is told everything more than once, from the start of the log. */
const viewsAgain = async ({ ledger: played, directory, clock }: Played, repetition: Repetition): Promise<Readonly<Record<string, string>>> => {
  const store = new Repeating(played.store, repetition);
  const reads = await openMemoryReadStore();
  const module = ApplicationModule.of({
    config: readConfig({ data: directory, log: 'silent' }, {}),
    store,
    reads,
    clock,
    ids: new StageIds(8),
    zone: new CompanyZone('Asia/Shanghai'),
    log: pino({ level: 'silent' }),
  });
  const app = await NestFactory.createApplicationContext(module, { logger: false, abortOnError: false });
  const followers = app.get(Followers);
  try {
    await followers.start();
    const end = await played.store.position();
    await until(() => followers.status().every(({ position }) => played.store.compare(position, end) >= 0));
    await followers.stop();
    expect(followers.status().filter(({ parked, restarts }) => parked > 0 || restarts > 0)).toEqual([]);
    return await allViews({ ...played, reads });
  } finally {
    await followers.stop();
    await app.close();
  }
};

const RUNS = roundsOf(2);

describe('What followers are told more than once', () => {
  it.each<readonly [string, Repetition]>([
    ['each event twice', eachEvent(2)],
    ['each event ten times', eachEvent(10)],
    ['each page twice', eachPage(2)],
    ['each page ten times', eachPage(10)],
    ['the whole log after each page', wholeRange],
  ])(
    `changes no view and orders nothing: %s, over ${RUNS} random histories`,
    (what, repetition) =>
      withHistory({ numRuns: RUNS, seed: seedOf(`duplicates, ${what}`) }, async (played) => {
        const [views, log] = [await allViews(played.ledger), await logOf(played.ledger)];
        expect(log.length).toBeGreaterThan(0);
        expect(await viewsAgain(played, repetition)).toEqual(views);
        expect(await logOf(played.ledger)).toEqual(log);
      }),
    3_600_000,
  );
});

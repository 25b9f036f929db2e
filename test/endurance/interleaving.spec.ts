import type { Appended, EventStore, Expected, NewEvent, Page, ReadOptions, RecordedEvent, ScanOptions } from '@heatledger/event-store';
import { openMemoryEventStore } from '@heatledger/event-store/memory';
import { openMemoryReadStore } from '@heatledger/read-store/memory';
import { verifyLog } from '@heatledger/runtime';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { FeedBoiler, LightBoiler } from '../../libs/runtime/src/testing/boiler.js';
import { after, openHouse } from '../../libs/runtime/src/testing/boiler-house.js';
import { RelayingLog } from './relaying-log.js';
import { roundsOf, seedOf } from './rounds.js';

type House = Awaited<ReturnType<typeof openHouse>>;
type Delay = <T>(what: string, work: () => Promise<T>) => Promise<T>;

/** A log whose answers come when the scheduler lets them: before and after every append and look there is a moment in which others go on. */
class Scheduled extends RelayingLog {
  constructor(
    inner: EventStore,
    private readonly delay: Delay,
  ) {
    super(inner);
  }

  override async *read(stream: string, options?: ReadOptions): AsyncGenerator<RecordedEvent> {
    const events = await this.delay(`read ${stream}`, async () => {
      const list: RecordedEvent[] = [];
      for await (const event of this.inner.read(stream, options)) list.push(event);
      return list;
    });
    yield* events;
  }

  override append(stream: string, events: readonly NewEvent[], expected: Expected): Promise<Appended> {
    return this.delay(`append to ${stream}`, () => this.inner.append(stream, events, expected));
  }

  override async *scan(options?: ScanOptions): AsyncGenerator<Page> {
    for await (const page of this.inner.scan({ ...options, pageSize: 2 })) yield await this.delay('page', () => Promise.resolve(page));
  }
}

const boilers = ['A', 'B'] as const;
type Boiler = (typeof boilers)[number];

/** What a command that was accepted did, as a model without time or order knows it. */
interface Model {
  /** Kilos of each boiler that were acknowledged. */
  readonly fed: Map<Boiler, number[]>;
}

interface Real {
  readonly houses: readonly House[];
}

/** A command to one of two processes that know nothing of each other but the log. */
class Feed implements fc.AsyncCommand<Model, Real> {
  constructor(
    readonly house: number,
    readonly boiler: Boiler,
    readonly kilos: number,
    /** Sent this often at once, with one id, as callers do who hear nothing. */
    readonly times: number,
  ) {}
  check(): boolean {
    return true;
  }
  async run(model: Model, { houses }: Real): Promise<void> {
    const house = houses[this.house];
    if (!house) return;
    const id = house.ids.next();
    const command = FeedBoiler({ boilerId: this.boiler, kilos: this.kilos });
    const outcomes = await Promise.all(
      Array.from({ length: this.times }, async (_, time) => {
        // the same command is heard by either process
        const hearer = houses[(this.house + time) % houses.length] ?? house;
        for (;;) {
          const outcome = await hearer.order(command, { id, at: after(0), fingerprint: id });
          if (outcome.ok || !('conflict' in outcome)) return outcome;
        }
      }),
    );
    expect(outcomes.every(({ ok }) => ok)).toBe(true);
    model.fed.get(this.boiler)?.push(this.kilos);
  }
  toString(): string {
    return `feed ${this.boiler} ${this.kilos} kg through ${this.house}, ${this.times} times`;
  }
}

/** Lets a process take in what there is, while others write. */
class Settle implements fc.AsyncCommand<Model, Real> {
  constructor(readonly house: number) {}
  check(): boolean {
    return true;
  }
  async run(_: Model, { houses }: Real): Promise<void> {
    await houses[this.house]?.followers.settle();
  }
  toString(): string {
    return `settle ${this.house}`;
  }
}

/** Builds a view again while others write. */
class Rebuild extends Settle {
  override async run(_: Model, { houses }: Real): Promise<void> {
    await houses[this.house]?.followers.rebuild('boiler-card');
  }
  override toString(): string {
    return `rebuild ${this.house}`;
  }
}

const which = fc.nat(1);
const commands = fc.commands(
  [
    fc
      .tuple(which, fc.constantFrom(...boilers), fc.constantFrom(1, 50, 100, 250), fc.integer({ min: 1, max: 3 }))
      .map(([house, boiler, kilos, times]) => new Feed(house, boiler, kilos, times)),
    which.map((house) => new Settle(house)),
    which.map((house) => new Rebuild(house)),
  ],
  { maxCommands: 8 },
);

const RUNS = roundsOf(400);

describe('Two processes over one log', () => {
  it(`do each command once and see the same, in whatever order their answers come, over ${RUNS} schedules`, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(commands, { minLength: 2, maxLength: 3 }), fc.scheduler(), async (threads, scheduler) => {
        const log = await openMemoryEventStore();
        const first = await openHouse({ store: log, timers: [] });
        for (const boilerId of boilers) await first.order(LightBoiler({ boilerId }));
        let freed = false;
        const delay: Delay = async (what, work) => {
          if (freed) return work();
          await scheduler.schedule(Promise.resolve(), `before: ${what}`);
          const answer = await work();
          await scheduler.schedule(Promise.resolve(), `after: ${what}`);
          return answer;
        };
        const store = new Scheduled(log, delay);
        const reads = await Promise.all([openMemoryReadStore(), openMemoryReadStore()]);
        const houses = await Promise.all(reads.map((views) => openHouse({ store, reads: views, timers: [], shared: true })));
        const model: Model = { fed: new Map(boilers.map((boiler) => [boiler, []])) };
        const running = Promise.all(threads.map((thread) => fc.asyncModelRun(() => ({ model, real: { houses } }), thread)));
        await scheduler.waitFor(running);
        freed = true;
        for (const house of houses) {
          await house.followers.settle();
          for (const boiler of boilers) expect([...((await house.card(boiler)) ?? [])].sort()).toEqual([...(model.fed.get(boiler) ?? [])].sort());
        }
        // a reaction that two processes had is done once
        const inspected = (await houses[0]?.log('BoilerInspected'))?.length;
        expect(inspected).toBe([...model.fed.values()].flat().filter((kilos) => kilos >= 100).length);
        const codec = houses[0]?.codec;
        if (codec) expect((await verifyLog(log, codec)).fault).toBeNull();
      }),
      { numRuns: RUNS, seed: seedOf('interleavings of two processes') },
    );
  }, 3_600_000);
});

import { openMemoryReadStore } from '@heatledger/read-store/memory';
import { verifyLog } from '@heatledger/runtime';
import { format, millis } from '@heatledger/vocabulary';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { FeedBoiler, LightBoiler, type BoilerCommand } from '../../libs/runtime/src/testing/boiler.js';
import { MORNING, openHouse } from '../../libs/runtime/src/testing/boiler-house.js';
import { roundsOf, seedOf } from './rounds.js';

const HOUR = 60;
const HEAVY = 100;
const boilers = ['A', 'B', 'C'] as const;
type Boiler = (typeof boilers)[number];

type Step =
  | { readonly does: 'light'; readonly boiler: Boiler }
  | { readonly does: 'feed'; readonly boiler: Boiler; readonly kilos: number }
  /** The same command again, with its id and time. */
  | { readonly does: 'again' }
  /** The clock moves, back too: by minutes, an hour, a year. */
  | { readonly does: 'pass'; readonly minutes: number }
  | { readonly does: 'settle' | 'tick' | 'crash' | 'lose views' | 'twice' };

/** What a boiler must be, kept as simply as can be. */
interface Expected {
  lit: boolean;
  feeds: number[];
  due: number | null;
  burnedOut: number;
}

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ does: fc.constant('light' as const), boiler: fc.constantFrom(...boilers) }) },
  { weight: 5, arbitrary: fc.record({ does: fc.constant('feed' as const), boiler: fc.constantFrom(...boilers), kilos: fc.constantFrom(0, 1, 99, 100, 250) }) },
  { weight: 2, arbitrary: fc.constant({ does: 'again' as const }) },
  { weight: 3, arbitrary: fc.record({ does: fc.constant('pass' as const), minutes: fc.constantFrom(1, 30, 59, 60, 61, -60, 600, 525_600, -525_600) }) },
  { weight: 4, arbitrary: fc.record({ does: fc.constantFrom('settle' as const, 'tick' as const, 'crash' as const, 'lose views' as const, 'twice' as const) }) },
);

/** Plays a history on the core and on the model, and compares them. */
const play = async (steps: readonly Step[]): Promise<void> => {
  let house = await openHouse({ shared: true });
  const { store } = house;
  let now = millis(MORNING);
  const model = new Map(boilers.map((boiler): [Boiler, Expected] => [boiler, { lit: false, feeds: [], due: null, burnedOut: 0 }]));
  const of = (boiler: Boiler): Expected => model.get(boiler) ?? { lit: false, feeds: [], due: null, burnedOut: 0 };
  const instant = (): string => format(now, 480);
  let last: { readonly command: BoilerCommand; readonly id: string; readonly at: string } | undefined;

  const reopened = async (reads = house.reads): Promise<void> => {
    house = await openHouse({ store, reads, shared: true });
    house.clock.set(instant());
  };
  const ordered = async (command: BoilerCommand): Promise<void> => {
    last = { command, id: house.ids.next(), at: instant() };
    await house.order(command, last);
  };
  const take = async (one: Step): Promise<void> => {
    switch (one.does) {
      case 'light': {
        const boiler = of(one.boiler);
        await ordered(LightBoiler({ boilerId: one.boiler }));
        if (!boiler.lit) Object.assign(boiler, { lit: true, due: now + HOUR * 60_000 });
        return;
      }
      case 'feed': {
        const boiler = of(one.boiler);
        await ordered(FeedBoiler({ boilerId: one.boiler, kilos: one.kilos }));
        if (!boiler.lit || one.kilos === 0) return;
        boiler.feeds.push(one.kilos);
        boiler.due = now + HOUR * 60_000;
        return;
      }
      case 'again': {
        if (!last) return;
        const before = await store.head(`boiler-${last.command.data.boilerId}`);
        const outcome = await house.order(last.command, last);
        // whatever it is told as by a process that knows nothing of it: it does nothing again
        if (outcome.ok) expect(await store.head(`boiler-${last.command.data.boilerId}`)).toEqual(before);
        return;
      }
      case 'pass':
        now += one.minutes * 60_000;
        return house.clock.set(instant());
      case 'settle':
        return house.followers.settle();
      case 'tick': {
        await house.followers.tick(instant());
        for (const boiler of model.values()) if (boiler.lit && boiler.due !== null && boiler.due <= now) Object.assign(boiler, { lit: false, due: null, burnedOut: boiler.burnedOut + 1 });
        return;
      }
      case 'crash':
        return reopened();
      case 'lose views':
        return reopened(await openMemoryReadStore());
      case 'twice':
        // two processes that know nothing of each other's reading
        return (await openHouse({ store, shared: true })).followers.settle();
    }
  };

  for (const one of steps) {
    if (one.does === 'again' && last && !(await wasDone(store, last))) continue;
    await take(one);
  }
  await house.followers.settle();
  for (const boiler of boilers) {
    const { feeds, burnedOut } = of(boiler);
    expect({ boiler, card: (await house.card(boiler)) ?? [] }).toEqual({ boiler, card: feeds });
    const happened = async (type: string): Promise<number> => (await house.log(type)).filter(({ data }) => data['boilerId'] === boiler).length;
    expect({ boiler, inspected: await happened('BoilerInspected'), burnedOut: await happened('BoilerBurnedOut') }).toEqual({ boiler, inspected: feeds.filter((kilos) => kilos >= HEAVY).length, burnedOut });
  }
  const verified = await verifyLog(store, house.codec);
  expect(verified.fault).toBeNull();
};

/** Whether a command left events: only such a one is known again after a crash. */
const wasDone = async (store: Awaited<ReturnType<typeof openHouse>>['store'], { command, id }: { readonly command: BoilerCommand; readonly id: string }): Promise<boolean> => {
  for await (const { metadata } of store.read(`boiler-${command.data.boilerId}`)) if (metadata.command === id) return true;
  return false;
};

describe('The core against a model', () => {
  const RUNS = roundsOf(1000);
  it(`does in ${RUNS} random histories what a model of a few lines does, whatever crashes, repeats, is lost or moves the clock`, async () => {
    await fc.assert(fc.asyncProperty(fc.array(step, { maxLength: 40 }), play), { numRuns: RUNS, seed: seedOf('the core against a model') });
  }, 3_600_000);
});

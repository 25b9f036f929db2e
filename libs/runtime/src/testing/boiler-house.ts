import type { EventStore, RecordedEvent } from '@heatledger/event-store';
import { openMemoryEventStore } from '@heatledger/event-store/memory';
import { catalogueOf, type AnyProjection, type AnyReaction, type AnyTimerPlan, type CommandMeta, type Instant } from '@heatledger/kernel';
import type { ReadStore } from '@heatledger/read-store';
import { openMemoryReadStore } from '@heatledger/read-store/memory';
import { derivedUuid, format, plusMinutes } from '@heatledger/vocabulary';
import { Clock, CommandAnswered, CommandRouter, FactCodec, Followers, Ids, Ledger, operations, type LeaseOptions, type Outcome } from '../index.js';
import { boiler, boilerCards, burnOuts, inspectHeavyFeeds, type BoilerCard, type BoilerCommand } from './boiler.js';

export const MORNING = '2026-01-05T08:00:00+08:00';
export const after = (minutes: number): Instant => plusMinutes(MORNING, minutes);

/** Stands still until it is set. */
export class SetClock extends Clock {
  time = Date.parse(MORNING);
  now(): Instant {
    return format(this.time, 480);
  }
  millis(): number {
    return this.time;
  }
  set(instant: Instant): void {
    this.time = Date.parse(instant);
  }
}

/** Ids in a row; two houses on one log never give the same. */
class RowOfIds extends Ids {
  static #houses = 0;
  readonly #house = String(++RowOfIds.#houses);
  #count = 0;
  next(): string {
    return derivedUuid('boiler-house', this.#house, String(++this.#count));
  }
}

export interface HouseOptions {
  readonly store?: EventStore;
  readonly reads?: ReadStore;
  readonly projections?: readonly AnyProjection[];
  readonly reactions?: readonly AnyReaction[];
  readonly timers?: readonly AnyTimerPlan[];
  /** Among others over the same stores, under this name. */
  readonly share?: LeaseOptions;
  /** Commands that are said to be under way. */
  readonly underWay?: () => number;
  /** Told of every page of the running followers. */
  readonly seen?: (events: readonly RecordedEvent[]) => void;
  /** True where another process appends to the same log; so it is where they share the work. */
  readonly shared?: boolean;
  readonly onFault?: (follower: string, error: unknown) => void;
}

/** A process over a log and its views: opened a second time on the same stores it is the process after a restart. */
export const openHouse = async (options: HouseOptions = {}) => {
  const clock = new SetClock();
  const store = options.store ?? (await openMemoryEventStore({ now: () => clock.now() }));
  const reads = options.reads ?? (await openMemoryReadStore());
  const codec = new FactCodec(catalogueOf([...boiler.kinds, ...operations.kinds, CommandAnswered]));
  const ledger = new Ledger(store, codec, { shared: options.shared ?? options.share !== undefined });
  const router = new CommandRouter();
  const ids = new RowOfIds();
  const decide = ledger.decideOn(boiler, () => undefined);
  router.route(boiler.commands, decide as Parameters<CommandRouter['route']>[1]);
  router.route(operations.commands, ledger.decideOn(operations, () => undefined) as Parameters<CommandRouter['route']>[1]);
  const { projections = [boilerCards()], reactions = [inspectHeavyFeeds], timers = [burnOuts()], onFault, share, underWay, seen } = options;
  const followers = new Followers(store, reads, codec, router, clock, ids, { projections, reactions, timers, tickEvery: 5, ...(onFault ? { onFault } : {}), ...(share ? { share } : {}), ...(underWay ? { underWay } : {}), ...(seen ? { seen } : {}) });
  type Circumstances = Partial<Pick<CommandMeta, 'id' | 'fingerprint' | 'expected' | 'at' | 'actor' | 'channel'>>;
  const order = (command: BoilerCommand, meta: Circumstances = {}): Promise<Outcome> =>
    decide({ ...command, meta: { id: ids.next(), at: clock.now(), now: clock.now(), actor: { id: 'wang', role: 'agent' }, channel: 'field', ...meta } });
  const card = async (id: string): Promise<readonly number[] | undefined> => (await reads.get<BoilerCard>('boiler-card', id))?.doc.feeds;
  const log = async (...types: readonly string[]): Promise<readonly RecordedEvent[]> => {
    const events: RecordedEvent[] = [];
    for await (const page of store.scan(types.length > 0 ? { types } : {})) events.push(...page.events);
    return events;
  };
  const statusOf = (name: string) => followers.status().find((one) => one.name === name);
  return { clock, store, reads, codec, ledger, router, followers, ids, order, card, log, statusOf };
};

import { Cursors, EventStore } from '@heatledger/event-store';
import { catalogueOf, type AnyReaction, type BoundedContext } from '@heatledger/kernel';
import { ReadStore } from '@heatledger/read-store';
import { Global, Module, type DynamicModule, type Provider } from '@nestjs/common';
import { answersContext } from '../answered-commands.js';
import { Clock, CompanyZone, Ids, type Salts } from '../clock.js';
import { CommandRouter } from '../command-router.js';
import { FactCodec, type PersonalData } from '../fact-codec.js';
import { Followers, operations, operationsContext, type FollowersOptions } from '../followers/index.js';
import { Ledger } from '../ledger.js';
import { Naming, PlainNaming } from '../naming.js';
import { Surroundings } from '../surroundings.js';
import { WrittenHere } from '../written-here.js';

export interface RuntimeOptions {
  readonly store: EventStore;
  readonly reads: ReadStore;
  readonly contexts: readonly BoundedContext[];
  readonly reactions: readonly AnyReaction[];
  readonly surroundings: Surroundings;
  /** Tells by the beginning of ids when absent. */
  readonly naming?: Naming;
  readonly clock: Clock;
  readonly ids: Ids;
  /** Chance nobody can guess when absent. */
  readonly salts?: Salts | undefined;
  /** Zone in which days count and everything is told. */
  readonly zone: CompanyZone;
  readonly personal?: PersonalData;
  /** True when other processes append to the same log. */
  readonly shared?: boolean;
  readonly followers?: Pick<FollowersOptions, 'tickEvery' | 'onFault' | 'share'>;
}

/** The log, the views and what runs between them, for every module of the process. */
@Global()
@Module({})
export class RuntimeModule {
  static register(options: RuntimeOptions): DynamicModule {
    const { store, reads, reactions, surroundings, clock, ids, zone } = options;
    const ours = [operationsContext, answersContext];
    const contexts = [...options.contexts.filter((context) => !ours.includes(context)), ...ours];
    const codec = new FactCodec(catalogueOf(contexts.flatMap(({ deciders }) => deciders.flatMap(({ kinds }) => kinds))), options.personal);
    const written = new WrittenHere((a, b) => store.compare(a, b));
    const ledger = new Ledger(store, codec, { shared: options.shared ?? false, written, ...(options.salts ? { salts: options.salts } : {}) });
    const router = new CommandRouter();
    router.route(operations.commands, ledger.decideOn(operations, () => undefined) as Parameters<CommandRouter['route']>[1]);
    const followers = new Followers(store, reads, codec, router, clock, ids, {
      zone: zone.name,
      projections: contexts.flatMap(({ projections }) => projections),
      timers: contexts.flatMap(({ timers }) => timers),
      reactions,
      underWay: () => ledger.underWay,
      seen: (events) => ledger.seen(events),
      yearKnown: async (year) => (await surroundings.known()).years[String(year)] !== undefined,
      ...options.followers,
    });
    const providers: Provider[] = [
      { provide: EventStore, useValue: store },
      { provide: Cursors, useFactory: () => Cursors.over(store) },
      { provide: ReadStore, useValue: reads },
      { provide: Surroundings, useValue: surroundings },
      { provide: Naming, useValue: options.naming ?? new PlainNaming(zone.name) },
      { provide: Clock, useValue: clock },
      { provide: Ids, useValue: ids },
      { provide: CompanyZone, useValue: zone },
      { provide: FactCodec, useValue: codec },
      { provide: WrittenHere, useValue: written },
      { provide: Ledger, useValue: ledger },
      { provide: CommandRouter, useValue: router },
      { provide: Followers, useValue: followers },
    ];
    return { module: RuntimeModule, providers, exports: providers };
  }
}

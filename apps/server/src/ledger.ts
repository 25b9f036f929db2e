import 'reflect-metadata';
import type { CloseOptions, EventStore } from '@heatledger/event-store';
import type { ReadStore } from '@heatledger/read-store';
import { Clock, CommandRouter, FactCodec, Followers, Ids, Ledger, requireLogAhead, Surroundings, type Salts } from '@heatledger/runtime';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ApplicationModule } from './application.module.js';
import { CompanyClock, RandomIds } from './company-clock.js';
import { companyZone } from './company-zone.js';
import type { Config } from './config.js';
import { frameworkLog, openLog } from './log.js';
import { openStores } from './stores.js';

export interface OpenOptions {
  readonly clock?: Clock;
  readonly ids?: Ids;
  /** What personal values are committed to with; chance when absent. */
  readonly salts?: Salts;
  /** Looks, and writes nothing. */
  readonly readOnly?: boolean;
  /** A made-up log that can be played again: durable once it is closed, not after each command. */
  readonly played?: boolean;
  /** Sets the company's zone where the log knows none: what begins a ledger. */
  readonly setsZone?: boolean;
  /** Takes part in the readers' work where other processes do it too; otherwise it waits for them. */
  readonly works?: boolean;
  /** Writes views, and talks to a log on a server, by threads of their own, as a running service does. */
  readonly beside?: boolean;
}

/** The whole ledger without HTTP, for the command line: no follower runs until it is told to. */
export interface OpenLedger {
  readonly app: INestApplicationContext;
  readonly store: EventStore;
  readonly reads: ReadStore;
  readonly ledger: Ledger;
  readonly router: CommandRouter;
  readonly followers: Followers;
  readonly codec: FactCodec;
  readonly surroundings: Surroundings;
  readonly clock: Clock;
  readonly ids: Ids;
  /** The company's zone, in which everything is told. */
  readonly zone: string;
  close(): Promise<void>;
}

/** Opens the stores and plugs everything together; a clock given here is also the store's. Throws EventStoreError or ReadStoreError with a clear sentence. */
export const openLedger = async (config: Config, { clock: given, ids = new RandomIds(), salts, readOnly, played, setsZone = false, works = false, beside = false }: OpenOptions = {}): Promise<OpenLedger> => {
  const log = openLog(config.log);
  const stores = await openStores(config, { readOnly, played, beside, now: given === undefined ? undefined : () => given.now(), waiting: (reason) => log.warn({ reason }, 'waiting') });
  const closeStores = async (options: CloseOptions = {}): Promise<void> => {
    await stores.reads.close();
    await stores.store.close(options);
  };
  try {
    await requireLogAhead(stores.store, stores.reads);
    const zone = await companyZone(stores.store, config, { sets: setsZone, now: given?.millis() ?? Date.now() });
    const clock = given ?? new CompanyClock(zone.name);
    const module = ApplicationModule.of({ config, ...stores, clock, ids, salts, zone, log, works });
    const app = await NestFactory.createApplicationContext(module, { logger: frameworkLog(log), abortOnError: false });
    const followers = app.get(Followers);
    if (!readOnly) await followers.open();
    const close = (): Promise<void> => followers.stop().then(() => app.close()).then(() => closeStores());
    const found = { ledger: app.get(Ledger), router: app.get(CommandRouter), codec: app.get(FactCodec), surroundings: app.get(Surroundings) };
    return { app, ...stores, ...found, followers, clock, ids, zone: zone.name, close };
  } catch (error) {
    await closeStores({ asItWas: true });
    throw error;
  }
};

import 'reflect-metadata';
import { untilLeft } from '@heatledger/edge';
import type { ForwardedQuestion } from '@heatledger/edge/nest';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ApplicationModule } from '../application.module.js';
import { companyZone } from '../company-zone.js';
import { CompanyClock, RandomIds } from '../company-clock.js';
import type { Config } from '../config.js';
import { fastifyAdapter } from '../http/adapter.js';
import { frameworkLog, openLog } from '../log.js';
import { openStores } from '../stores.js';

/** Whose log and views they are. */
export interface Company {
  readonly config: Config;
}

/** What was answered: the status, what the headers say, and the bytes. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** The service over connections of its own that only read, without a port. */
export interface Answering {
  ask(question: ForwardedQuestion, signal: AbortSignal): Promise<Answer>;
}

/** Headers of a connection, which is not the one that the answer goes out on. */
const OF_THE_CONNECTION = new Set(['connection', 'content-length', 'date', 'keep-alive', 'transfer-encoding']);

/** Opens log and views to read only, and every route over them. */
export const openAnswering = async ({ config }: Company): Promise<Answering> => {
  const log = openLog(config.log);
  const stores = await openStores(config, { readOnly: true });
  const zone = await companyZone(stores.store, config, { sets: false, now: 0 });
  const module = ApplicationModule.of({
    config,
    ...stores,
    clock: new CompanyClock(zone.name),
    ids: new RandomIds(),
    zone,
    log,
    works: false,
  });
  const options = { logger: frameworkLog(log), bodyParser: false, abortOnError: false } as const;
  const app = await NestFactory.create<NestFastifyApplication>(module, fastifyAdapter(), options);
  await app.init();
  return {
    async ask({ method, url, headers, body }, signal) {
      const asked = { method: method as 'GET', url, headers, ...(body === undefined ? {} : { payload: body }) };
      const answer = await untilLeft(signal, async () => app.inject(asked));
      const said = Object.entries(answer.headers).filter(([name, value]) => value !== undefined && !OF_THE_CONNECTION.has(name));
      return {
        status: answer.statusCode,
        headers: Object.fromEntries(said.map(([name, value]) => [name, String(value)])),
        body: new Uint8Array(answer.rawPayload),
      };
    },
  };
};

import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { OpenAPIObject } from '@nestjs/swagger';
import { ApplicationModule } from '../application.module.js';
import { CompanyZone } from '@heatledger/runtime';
import { DEFAULT_ZONE } from '@heatledger/vocabulary';
import { CompanyClock, RandomIds } from '../company-clock.js';
import { readConfig } from '../config.js';
import { openLog } from '../log.js';
import { openStores } from '../stores.js';
import { fastifyAdapter } from './adapter.js';
import { apiDocument } from './document.js';

/** The API document without a running service: nothing is opened, written or listened on. */
export const describeApi = async (): Promise<OpenAPIObject> => {
  const config = readConfig({ stores: 'memory', log: 'silent' }, {});
  const stores = await openStores(config);
  const module = ApplicationModule.of({ config, ...stores, clock: new CompanyClock(DEFAULT_ZONE), ids: new RandomIds(), zone: new CompanyZone(DEFAULT_ZONE), log: openLog('silent') });
  const app = await NestFactory.create<NestFastifyApplication>(module, fastifyAdapter(), { logger: false, bodyParser: false, abortOnError: false });
  const document = apiDocument(app);
  await app.close();
  return document;
};

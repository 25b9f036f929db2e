import { EdgeModule, type HeavyQuestions } from '@heatledger/edge/nest';
import type { IssuerOptions } from '@heatledger/edge';
import { FeedModule } from '@heatledger/feed/nest';
import { RuntimeModule } from '@heatledger/runtime/nest';
import type { Clock, CompanyZone, Ids, Salts } from '@heatledger/runtime';
import { Module, type DynamicModule } from '@nestjs/common';
import type { Logger } from 'pino';
import { keyFileOf, type Config } from './config.js';
import { contextModules, contexts, reactions } from './contexts.js';
import { DocumentController } from './http/document.controller.js';
import { ServedDocument } from './http/document.js';
import { HealthController } from './http/health.controller.js';
import { LandingController } from './http/landing.controller.js';
import { Metrics } from './http/metrics.js';
import { MetricsController } from './http/metrics.controller.js';
import { ProjectionsController } from './http/projections.controller.js';
import { Readiness } from './http/readiness.js';
import { Rebuilds } from './http/rebuilds.js';
import { Warnings } from './http/warnings.js';
import { ProjectedNaming } from './projected-naming.js';
import { ProjectedSurroundings } from './projected-surroundings.js';
import { isShared, shareOf, type Stores } from './stores.js';

export interface Parts extends Stores {
  readonly config: Config;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly salts?: Salts | undefined;
  /** The company's zone. */
  readonly zone: CompanyZone;
  readonly log: Logger;
  /** False for one that leaves the readers' work to others; by the configured role when absent. */
  readonly works?: boolean | undefined;
  /** How questions whose work grows with the log are taken; without turns when absent. */
  readonly heavy?: HeavyQuestions | undefined;
}

const issuerOf = (config: Config): IssuerOptions => {
  const { issuer, jwks, audience, rolesClaim, classesClaim } = config;
  return issuer !== undefined && jwks !== undefined ? { issuer, jwksUri: jwks, audience, rolesClaim, classesClaim } : { keyFile: keyFileOf(config) };
};

/** For who asks nobody but itself. */
const alone: HeavyQuestions = { turns: null, elsewhere: null };

const told = (error: unknown): string => (error instanceof Error ? `${error.name}: ${error.message}` : String(error));

/** Every lib plugged together. */
@Module({})
export class ApplicationModule {
  static of({ config, store, reads, clock, ids, salts, zone, log, works, heavy = alone }: Parts): DynamicModule {
    const surroundings = new ProjectedSurroundings(reads, zone.name);
    const naming = new ProjectedNaming(reads, zone.name);
    const onFault = (where: string, error: unknown): void => log.error({ where, fault: told(error), stack: error instanceof Error ? error.stack : undefined }, 'fault');
    const share = shareOf(config, { store, reads }, works);
    return {
      module: ApplicationModule,
      imports: [
        RuntimeModule.register({ store, reads, contexts, reactions, surroundings, naming, clock, ids, salts, zone, shared: isShared(config), followers: { onFault, ...(share ? { share } : {}) } }),
        EdgeModule.register({ contexts, issuer: issuerOf(config), mostCommands: config.mostCommands, heavy, onFault }),
        FeedModule.register({ source: config.source, heartbeatMs: config.heartbeat * 1000, mostStreams: config.mostStreams, mostOwnStreams: config.mostOwnStreams }),
        ...contextModules,
      ],
      controllers: [LandingController, DocumentController, HealthController, MetricsController, ProjectionsController],
      providers: [Metrics, Rebuilds, Warnings, ServedDocument, { provide: Readiness, useValue: { mostBehind: config.mostBehind } satisfies Readiness }],
    };
  }
}

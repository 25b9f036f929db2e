import { Module, type DynamicModule } from '@nestjs/common';
import { FeedController } from './feed.controller.js';
import { FeedOptions } from './feed-options.js';

export { FeedOptions } from './feed-options.js';

const HEARTBEAT_MS = 15_000;
const MOST_STREAMS = 64;
const MOST_OWN_STREAMS = 8;

/** The feed over HTTP; needs EventStore and FactCodec from the runtime and access from the edge. */
@Module({})
export class FeedModule {
  static register({ source = 'urn:heatledger:local', heartbeatMs = HEARTBEAT_MS, mostStreams = MOST_STREAMS, mostOwnStreams = MOST_OWN_STREAMS }: Partial<FeedOptions> = {}): DynamicModule {
    const options: FeedOptions = { source, heartbeatMs, mostStreams, mostOwnStreams };
    return { module: FeedModule, controllers: [FeedController], providers: [{ provide: FeedOptions, useValue: options }] };
  }
}

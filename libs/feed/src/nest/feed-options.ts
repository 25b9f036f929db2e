/** How the feed presents itself. */
export abstract class FeedOptions {
  /** `source` of every CloudEvent: names this installation. */
  abstract readonly source: string;
  abstract readonly heartbeatMs: number;
  /** Streams open at once; more are asked to come back. */
  abstract readonly mostStreams: number;
  /** Of these, how many one account may hold. */
  abstract readonly mostOwnStreams: number;
}

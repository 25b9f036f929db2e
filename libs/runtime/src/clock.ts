import type { Instant } from '@heatledger/kernel';

/** What time it is, as an argument to everything that needs it. */
export abstract class Clock {
  /** The company's local time with offset (+08:00 unless configured). */
  abstract now(): Instant;
  /** Milliseconds since 1970 UTC. */
  abstract millis(): number;
}

/** Chance: ids that nobody can guess and nobody chose. */
export abstract class Ids {
  /** A fresh UUIDv7. */
  abstract next(): string;
}

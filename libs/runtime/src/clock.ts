import type { Instant } from '@heatledger/kernel';

/** What time it is, as an argument to everything that needs it. */
export abstract class Clock {
  /** The company's local time with offset. */
  abstract now(): Instant;
  /** Milliseconds since 1970 UTC. */
  abstract millis(): number;
}

/** The zone of the company: whose days, months and hours count and are told. */
export class CompanyZone {
  /** `Asia/Shanghai`, or a fixed one, `UTC+08:00`; and where and when the log came to know it, where it does. */
  constructor(
    readonly name: string,
    readonly known?: { readonly recordedAt: Instant; readonly position: string },
  ) {}
}

/** Chance: what personal values are committed to with, so that nobody can try out what they may be. */
export abstract class Salts {
  /** 16 bytes, hex, for one personal value of one event. */
  abstract of(eventId: string, path: string): string;
}

/** Chance: ids that nobody can guess and nobody chose. */
export abstract class Ids {
  /** A fresh UUIDv7. */
  abstract next(): string;
}

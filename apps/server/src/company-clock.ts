import type { Instant } from '@heatledger/kernel';
import { Clock, Ids } from '@heatledger/runtime';
import { format } from '@heatledger/vocabulary';
import { v7 as uuidV7 } from 'uuid';

const minutesOf = (offset: string): number => {
  const [hours = 0, minutes = 0] = offset.slice(1).split(':').map(Number);
  return (offset.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
};

/** The machine's clock, read as the company's local time. */
export class CompanyClock extends Clock {
  readonly #offset: number;

  /** `offset` such as `+08:00`. */
  constructor(offset: string) {
    super();
    this.#offset = minutesOf(offset);
  }

  now(): Instant {
    return format(Date.now(), this.#offset);
  }

  millis(): number {
    return Date.now();
  }
}

/** Ids nobody can guess. */
export class RandomIds extends Ids {
  next(): string {
    return uuidV7();
  }
}

import type { Instant } from '@heatledger/kernel';
import { Clock, Ids } from '@heatledger/runtime';
import { instantIn } from '@heatledger/vocabulary';
import { v7 as uuidV7 } from 'uuid';

/** The machine's clock, read as the company's local time. */
export class CompanyClock extends Clock {
  /** `zone` such as `Asia/Shanghai`. */
  constructor(private readonly zone: string) {
    super();
  }

  now(): Instant {
    return instantIn(this.zone, Date.now());
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

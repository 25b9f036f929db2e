import type { Instant, Telling } from '@heatledger/kernel';
import { tellingIn } from '@heatledger/vocabulary';

/** How a fact that happened at an instant is told. */
export type TellingAt = (at: Instant) => Telling;

/** Looks up what people call the things that facts mention by ids and codes. */
export abstract class Naming {
  /** Ids of inspections, measurements and so on by the number that people say; `null` where nobody knows it. */
  abstract idOf(number: string): Promise<{ readonly id: string; readonly stream: string } | null>;
  /** How facts, or sentences that were kept, are told, from everything that they mention. */
  abstract about(mentioned: unknown): Promise<TellingAt>;
}

/** Knows no number and no name. */
export class PlainNaming extends Naming {
  constructor(private readonly zone: string) {
    super();
  }

  idOf(): Promise<null> {
    return Promise.resolve(null);
  }

  about(): Promise<TellingAt> {
    return Promise.resolve(() => tellingIn(this.zone));
  }
}

import { CommandRouter, Clock, Ids, Salts, type Followers } from '@heatledger/runtime';
import type { Instant, Message } from '@heatledger/kernel';
import { derivedUuid, format, millis, type RoleName } from '@heatledger/vocabulary';

const CHINA = 480;
const HOUR = 3_600_000;

/** Time as the play tells it. */
export class StageClock extends Clock {
  #now: number;

  constructor(start: Instant) {
    super();
    this.#now = millis(start);
  }
  now(): Instant {
    return format(this.#now, CHINA);
  }
  millis(): number {
    return this.#now;
  }
  /** Time goes forward only. */
  moveTo(time: number): void {
    this.#now = Math.max(this.#now, time);
  }
}

/** Ids that follow from the seed. */
export class StageIds extends Ids {
  #count = 0;

  constructor(private readonly seed: number) {
    super();
  }
  next(): string {
    return derivedUuid('demo', String(this.seed), 'id', String(++this.#count));
  }
}

/** Salts that follow from the seed, so that the same play is written in the same bytes. */
export class StageSalts extends Salts {
  constructor(private readonly seed: number) {
    super();
  }
  of(eventId: string, path: string): string {
    return derivedUuid('demo', String(this.seed), 'salt', eventId, path).replaceAll('-', '');
  }
}

/** Who does something in the play. */
export interface Player {
  readonly id: string;
  readonly role: RoleName;
  readonly channel?: 'hotline' | '12345' | 'counter' | 'web' | 'field' | 'import';
}

/** One act of the play; `entered` is when it was recorded, for late entries. */
export interface Act {
  readonly at: number;
  readonly entered?: number;
  readonly by: Player;
  /** What is ordered; of an act before it, where it needs the id that act went by. */
  readonly command: Message | ((idOf: (act: Act) => string) => Message);
  readonly correlation?: string;
}

/** Plays acts in the order of their entry, lets what falls due in between fall due, and stops at the first refusal, since a play has none. */
export class Stage {
  #count = 0;
  readonly #ids = new Map<Act, string>();

  constructor(
    private readonly router: CommandRouter,
    private readonly followers: Followers,
    private readonly clock: StageClock,
    private readonly seed: number,
  ) {}

  async play(acts: readonly Act[], onProgress: (done: number) => void): Promise<void> {
    const order = acts.map((act, index) => ({ act, index, when: act.entered ?? act.at })).sort((a, b) => a.when - b.when || a.index - b.index);
    let lastHour = 0;
    for (const [done, { act, when }] of order.entries()) {
      const hour = Math.floor(when / HOUR);
      if (hour !== lastHour) {
        lastHour = hour;
        this.clock.moveTo(hour * HOUR);
        await this.followers.tick(this.clock.now());
        onProgress(done);
      }
      this.clock.moveTo(when);
      await this.#order(act);
    }
    await this.followers.settle();
  }

  /** Lets time pass until an instant. */
  async wait(until: number): Promise<void> {
    this.clock.moveTo(until);
    await this.followers.tick(this.clock.now());
  }

  readonly #idOf = (act: Act): string => {
    const id = this.#ids.get(act);
    if (id === undefined) throw new Error('demo: an act refers to one that was not played yet');
    return id;
  };

  async #order(act: Act): Promise<void> {
    const { at, by, correlation } = act;
    const id = derivedUuid('demo', String(this.seed), String(++this.#count));
    this.#ids.set(act, id);
    const command = typeof act.command === 'function' ? act.command(this.#idOf) : act.command;
    const outcome = await this.router.submit({
      ...command,
      meta: {
        id,
        at: format(at, CHINA),
        now: this.clock.now(),
        actor: { id: by.id, role: by.role },
        channel: by.channel ?? 'hotline',
        correlation,
      },
    });
    if (!outcome.ok) throw new Error(`demo: ${command.type} of ${JSON.stringify(command.data)} at ${format(at, CHINA)} was refused: ${JSON.stringify(outcome)}`);
  }
}

import type { Logger } from 'pino';
import type { Warnings } from './warnings.js';

const EVERY_MS = 60_000;

/** Writes what is warned of into the log: at the start, and once on each day of the company. */
export class WarningLog {
  #timer: NodeJS.Timeout | undefined;
  #told = '';

  constructor(
    private readonly warnings: Pick<Warnings, 'list'>,
    private readonly today: () => string,
    private readonly log: Logger,
  ) {}

  start(): void {
    void this.tell();
    this.#timer = setInterval(() => void this.tell(), EVERY_MS).unref();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** Told once a day; a store that does not answer is told by others, and asked again a minute later. */
  async tell(): Promise<void> {
    const today = this.today();
    if (today === this.#told) return;
    this.#told = today;
    try {
      for (const { code, count, zh, en } of await this.warnings.list()) this.log.warn({ code, count, zh }, en);
    } catch {
      this.#told = '';
    }
  }
}

import type { EventStore, Position, RecordedEvent } from '@heatledger/event-store';
import type { Clock } from '../clock.js';
import { storeTroubleOf } from '../store-trouble.js';
import type { Hub } from './hub.js';
import { anotherTurn, pauseAfter, resting, waitAfter } from './resting.js';
import type { TimerFollower } from './timer-follower.js';
import type { Turns } from './turns.js';

/**
 * Milliseconds. At the end of the log the followers rest as long as their page took, so that under load what is appended meanwhile makes one
 * larger page, which costs less.
 */
const LONGEST_BREATH = 100;
/**
 * Milliseconds between two looks whether commands are still under way at the end of the log, and how many there may be:
 * what they append meanwhile makes one page.
 */
const [GATHER, MOST_LOOKS] = [5, 10];
const MEND_EVERY = 100;
/** Milliseconds between two looks for work while other processes do it all. */
export const IDLE_LOOK = 50;

export interface FollowLoopOptions {
  /** Milliseconds between two looks at what falls due. */
  readonly tickEvery: number;
  readonly onFault: (follower: string, error: unknown) => void;
  /** Takes up what was parked without need. */
  readonly free: () => Promise<unknown>;
  readonly underWay: () => number;
  readonly seen: (events: readonly RecordedEvent[]) => void;
}

/** What goes on in the background while a service runs: the log is followed, what falls due is ordered, and who fell is helped up. */
export class FollowLoop {
  /** The end of the log as last seen. */
  end: Position = '';

  constructor(
    private readonly store: EventStore,
    private readonly hub: Hub,
    private readonly timers: TimerFollower,
    private readonly turns: Turns,
    private readonly clock: Clock,
    private readonly options: FollowLoopOptions,
  ) {}

  /** Goes on until the signal. */
  async run(signal: AbortSignal): Promise<void> {
    await Promise.all([this.#follow(signal), this.#ring(signal), this.#mend(signal)]);
  }

  async #follow(signal: AbortSignal): Promise<void> {
    let falls = 0;
    while (!signal.aborted) {
      if (this.hub.idle) {
        await resting(IDLE_LOOK, signal);
        continue;
      }
      try {
        const after = await this.turns.take(() => Promise.resolve(this.hub.begin()));
        for await (const page of this.store.follow({ after }, signal)) {
          this.options.seen(page.events);
          await anotherTurn();
          const began = performance.now();
          await this.turns.take(() => this.hub.feed(page, true));
          falls = 0;
          if (page.atEnd) await this.#breathe(performance.now() - began, signal);
        }
      } catch (error) {
        if (signal.aborted) return;
        this.options.onFault('log', error);
        this.hub.lost(error);
        falls += 1;
        await resting((storeTroubleOf(error) ? waitAfter : pauseAfter)(falls, Math.random()), signal);
      }
    }
  }

  /** Rests as long as the page took, and a little longer while commands are under way: they go first. */
  async #breathe(took: number, signal: AbortSignal): Promise<void> {
    await resting(Math.min(LONGEST_BREATH, took), signal);
    for (let looks = 0; looks < MOST_LOOKS && this.options.underWay() > 0 && !signal.aborted; looks++)
      await resting(GATHER, signal);
  }

  async #ring(signal: AbortSignal): Promise<void> {
    let falls = 0;
    while (!signal.aborted) {
      try {
        this.end = await this.store.position();
        if (this.hub.works(this.timers.name)) {
          await this.turns.take(() => this.timers.ring(this.clock.now()));
          await this.turns.take(() => this.timers.ringAwaited(this.clock.now()));
        }
        falls = 0;
        this.hub.held(this.timers.name, null);
      } catch (error) {
        if (signal.aborted) return;
        this.options.onFault('timers', error);
        this.hub.held(this.timers.name, error);
        falls += 1;
      }
      await resting(Math.max(this.options.tickEvery, falls === 0 ? 0 : waitAfter(falls, Math.random())), signal);
    }
  }

  /** Looks after followers that fell, beside those that did not. */
  async #mend(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await resting(MEND_EVERY, signal);
      if (signal.aborted) return;
      // what could not be freed keeps nobody from being helped up
      await this.#tried(signal, () => this.options.free());
      if (this.hub.fallen) await this.#tried(signal, () => this.turns.take(() => this.hub.revive(signal, Math.random)));
    }
  }

  async #tried(signal: AbortSignal, work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!signal.aborted) this.options.onFault('log', error);
    }
  }
}

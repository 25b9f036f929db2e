import { breather } from '@heatledger/edge';
import { START, type EventStore, type Position } from '@heatledger/event-store';
import type { Instant } from '@heatledger/kernel';
import type { Clock } from '@heatledger/runtime';
import { isAfter, millis } from '@heatledger/vocabulary';

/** How long after an instant what was recorded by then may still be on its way into the log, ms. */
export const SETTLED = 5_000;

/** How far the log came with all that it had recorded until then. */
interface Mark {
  readonly position: Position;
  /** The latest time up to here. */
  readonly latest: Instant;
}

const pauseFor = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/**
 * Where the log stood at an instant: before the first event that was recorded later. Times may run back in old logs and, by little, between programs over one server; an
 * event behind a later time was not known before that time. So an answer as of an instant never changes once it was given.
 */
export class RecordedBy {
  /** A page's end each; the log is walked once, as far as it is asked for. */
  readonly #marks: Mark[] = [];
  /** The latest moment that was waited for, ms. */
  #settled = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly store: EventStore,
    private readonly clock: Clock,
    private readonly pause: (ms: number) => Promise<void> = pauseFor,
  ) {}

  /** The last position that was known at an instant; one younger than five seconds is waited for, one to come is not. */
  async position(instant: Instant): Promise<Position> {
    await this.#settles(millis(instant));
    const passed = this.#marks.findLast(({ latest }) => !isAfter(latest, instant));
    let known: Position = passed?.position ?? START;
    for await (const { events, position } of this.store.scan(known === START ? {} : { after: known })) {
      for (const event of events) {
        if (isAfter(event.recordedAt, instant)) return known;
        known = event.position;
      }
      this.#mark(position, events.at(-1)?.position, events.reduce((most, { recordedAt }) => (most === '' || isAfter(recordedAt, most) ? recordedAt : most), ''));
      await breather();
    }
    return known;
  }

  /** Waits until what was recorded by a moment has arrived; once for all that ask of it, though the clock may stand still. */
  async #settles(moment: number): Promise<void> {
    const age = this.clock.millis() - moment;
    if (age < 0 || age >= SETTLED || moment <= this.#settled) return;
    await this.pause(SETTLED - age);
    this.#settled = Math.max(this.#settled, moment);
  }

  #mark(end: Position, last: Position | undefined, latest: Instant): void {
    const before = this.#marks.at(-1);
    if (last === undefined || (before && this.store.compare(end, before.position) <= 0)) return;
    this.#marks.push({ position: last, latest: before && isAfter(before.latest, latest) ? before.latest : latest });
  }
}

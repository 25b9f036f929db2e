/**
 * The time of what is recorded next, ms since 1970: the machine's, never before any that was given out before. Where the
 * machine's clock was set back it goes on by what really passed, so that nothing is recorded as of a moment that was
 * already answered for. A clock of the caller's own is taken as it stands.
 */
export class RecordingClock {
  #given = 0;
  #since = performance.now();

  constructor(private readonly own?: () => number) {}

  /** Not before `floor`, ms. */
  next(floor = 0): number {
    const since = performance.now();
    const gone = this.own || this.#given === 0 ? 0 : since - this.#since;
    this.#since = since;
    this.#given = Math.max((this.own ?? Date.now)(), this.#given + gone, floor);
    return Math.floor(this.#given);
  }
}

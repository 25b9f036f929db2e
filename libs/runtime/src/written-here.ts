import type { Position } from '@heatledger/event-store';

/** Where in the log this process last wrote facts of each type, so that whoever looks something up in a view can wait for what was written just before. */
export class WrittenHere {
  readonly #last = new Map<string, Position>();

  /** `compare` orders positions as the log does. */
  constructor(private readonly compare: (a: Position, b: Position) => number) {}

  note(types: Iterable<string>, position: Position): void {
    for (const type of types) {
      const before = this.#last.get(type);
      if (before === undefined || this.compare(before, position) < 0) this.#last.set(type, position);
    }
  }

  /** The last of them; nothing where none was written since the start. */
  lastOf(types: Iterable<string>): Position | undefined {
    let last: Position | undefined;
    for (const type of types) {
      const position = this.#last.get(type);
      if (position !== undefined && (last === undefined || this.compare(last, position) < 0)) last = position;
    }
    return last;
  }
}

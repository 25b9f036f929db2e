import { EventStoreError, START, type EventStore, type Position } from './event-store.js';

/** The epoch of a log that was never restored; positions without an epoch are of this one. */
export const FIRST_EPOCH = '1';
/** Where the log itself says which epochs began: `data.epoch` of the facts of this type. */
export const EPOCHS = { stream: 'operations-log', type: 'EpochBegun' } as const;

interface Epoch {
  readonly name: string;
  /** Place of the fact that began it: what stands before is common to it and the epoch before. */
  readonly began: Position;
}

/** A cursor that leads nowhere: beyond the end of the log, or into what a restore took away. */
export class CursorGone extends EventStoreError {
  constructor(
    cursor: string,
    /** Cursor of the log's end, to go on from. */
    readonly end: string,
  ) {
    super('gone', `position ${cursor.slice(0, 80)} lies beyond what this log holds; it ends at ${end === '' ? 'its beginning' : end}`, {
      zh: `位置 ${cursor.slice(0, 80)} 超出本账本所有；账本现止于 ${end === '' ? '起点' : end}`,
    });
  }
}

/** Where a cursor leads: to a place of the log, beyond its end, or into an epoch that a restore cut off before it. */
export interface Placed {
  readonly position: Position;
  readonly stands: 'here' | 'ahead' | 'gone';
}

const NAME = /^[1-9]\d{0,11}$/;

/**
 * Positions as they leave the house: `<epoch>.<position>`. A log that was put back from a backup is another log from there on, so a
 * restore begins a new epoch; nothing else parses or writes a cursor.
 */
export class Cursors {
  #epochs: readonly Epoch[] = [{ name: FIRST_EPOCH, began: START }];

  private constructor(private readonly store: Pick<EventStore, 'read' | 'position' | 'compare' | 'hasReached'>) {}

  static async over(store: Pick<EventStore, 'read' | 'position' | 'compare' | 'hasReached'>): Promise<Cursors> {
    const cursors = new Cursors(store);
    await cursors.#learn();
    return cursors;
  }

  /** Name of the epoch in which this log is written now. */
  get epoch(): string {
    return this.#epochs.at(-1)?.name ?? FIRST_EPOCH;
  }

  /** A position as it is handed out, in the epoch in which it was written; the start of the log stays empty. */
  write(position: Position): string {
    return position === START ? START : `${this.#epochAt(position)}.${position}`;
  }

  #epochAt(position: Position): string {
    return this.#epochs.findLast(({ began }) => this.store.compare(position, began) >= 0)?.name ?? FIRST_EPOCH;
  }

  /** The end of the log, as it is handed out. */
  async end(): Promise<string> {
    return this.write(await this.store.position());
  }

  /** Where a cursor leads; refuses what no log of this kind gave out. */
  async placed(cursor: string): Promise<Placed> {
    const dot = cursor.indexOf('.');
    const name = dot < 0 ? FIRST_EPOCH : cursor.slice(0, dot);
    const position = cursor.slice(dot + 1);
    if (!NAME.test(name)) throw new EventStoreError('bad-position', `position ${JSON.stringify(cursor.slice(0, 60))} was not given out by this log`);
    this.store.compare(position, position);
    if (position === START) return { position, stands: 'here' };
    if (!this.#knows(name)) await this.#learn();
    const next = this.#epochs[this.#epochs.findIndex((epoch) => epoch.name === name) + 1];
    if (!this.#knows(name) || (next && this.store.compare(position, next.began) >= 0)) return { position, stands: 'gone' };
    return { position, stands: (await this.store.hasReached(position)) ? 'here' : 'ahead' };
  }

  /** The position behind a cursor; throws CursorGone where the log does not reach or no longer goes there. */
  async read(cursor: string): Promise<Position> {
    const { position, stands } = await this.placed(cursor);
    if (stands !== 'here') throw new CursorGone(cursor, await this.end());
    return position;
  }

  #knows(name: string): boolean {
    return this.#epochs.some((epoch) => epoch.name === name);
  }

  async #learn(): Promise<void> {
    const epochs: Epoch[] = [{ name: FIRST_EPOCH, began: START }];
    for await (const { type, data, position } of this.store.read(EPOCHS.stream))
      if (type === EPOCHS.type) epochs.push({ name: String(data['epoch']), began: position });
    this.#epochs = epochs;
  }
}

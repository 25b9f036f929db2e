import type Database from 'libsql';

/** A row to insert: position, stream, revision, type, name of the stream with its first event, id, recorded, data, metadata. */
export type NewRow = readonly [position: number, stream: number, revision: number, type: number, name: string | null, id: string, recorded: number, data: string, metadata: string];

type Cell = NewRow[number];

const SIZES = [100, 10, 1] as const;
const COLUMNS = 9;

/** The cells of so many rows, one after another. */
const cellsOf = (rows: readonly NewRow[], from: number, size: number): readonly Cell[] => {
  const cells: Cell[] = [];
  for (let i = from; i < from + size; i++) {
    const row = rows[i] as NewRow;
    cells.push(row[0], row[1], row[2], row[3], row[4], row[5], row[6], row[7], row[8]);
  }
  return cells;
};

/** Inserts rows many at a time, which costs a fraction of one at a time. */
export class Inserts {
  readonly #statements: readonly (readonly [size: number, statement: Database.Statement])[];

  constructor(database: Database.Database) {
    const one = `(${Array.from({ length: COLUMNS }, () => '?').join(',')})`;
    this.#statements = SIZES.map((size) => [
      size,
      database.prepare(`INSERT INTO events (position, stream, revision, type, name, id, recorded, data, metadata) VALUES ${Array.from({ length: size }, () => one).join(',')}`),
    ]);
  }

  run(rows: readonly NewRow[]): void {
    let from = 0;
    for (const [size, statement] of this.#statements)
      for (; rows.length - from >= size; from += size) statement.run(size === 1 ? rows[from] : cellsOf(rows, from, size));
  }
}

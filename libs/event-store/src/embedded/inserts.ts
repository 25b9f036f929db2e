import type Database from 'libsql';

/** A row to insert: position, stream, revision, type, name of the stream with its first event, id, recorded, data, metadata. */
export type NewRow = readonly [position: number, stream: number, revision: number, type: number, name: string | null, id: string, recorded: number, data: string, metadata: string];

type Cell = NewRow[number];

const SIZES = [100, 10, 1] as const;

/** So many rows that follow on each other in the log; what follows from the first is not said again. */
interface Shape {
  /** SQL of the row so far behind the first. */
  row(behind: number): string;
  cells(rows: readonly NewRow[], from: number, size: number): readonly Cell[];
}

/** Parameters that stand for themselves, `count` of them after the first `before`. */
const numbered = (before: number, count: number): readonly string[] => Array.from({ length: count }, (_, i) => `?${before + i + 1}`);

const ofAnyStreams: Shape = {
  row: (behind) => `(?1 + ${behind}, ${numbered(1 + 8 * behind, 8).join(', ')})`,
  cells(rows, from, size) {
    const cells: Cell[] = [(rows[from] as NewRow)[0]];
    for (let i = from; i < from + size; i++) {
      const row = rows[i] as NewRow;
      cells.push(row[1], row[2], row[3], row[4], row[5], row[6], row[7], row[8]);
    }
    return cells;
  },
};

const areOfOneStream = (rows: readonly NewRow[], from: number, size: number): boolean => {
  const [, stream, , , , , recorded] = rows[from] as NewRow;
  for (let i = from + size - 1; i > from; i--) {
    const row = rows[i] as NewRow;
    if (row[1] !== stream || row[6] !== recorded) return false;
  }
  return size > 1;
};

/** A stream's rows that stand side by side are its next ones, and only the first of them may be the one that names it. */
const ofOneStream: Shape = {
  row(behind) {
    const [type, id, data, metadata] = numbered(5 + 4 * behind, 4);
    return `(?1 + ${behind}, ?2, ?3 + ${behind}, ${type}, ${behind === 0 ? '?4' : 'NULL'}, ${id}, ?5, ${data}, ${metadata})`;
  },
  cells(rows, from, size) {
    const [position, stream, revision, , name, , recorded] = rows[from] as NewRow;
    const cells: Cell[] = [position, stream, revision, name, recorded];
    for (let i = from; i < from + size; i++) {
      const row = rows[i] as NewRow;
      cells.push(row[3], row[5], row[7], row[8]);
    }
    return cells;
  },
};

interface Statements {
  readonly size: number;
  readonly oneStream: Database.Statement;
  readonly anyStreams: Database.Statement;
}

/** Inserts rows many at a time, which costs a fraction of one at a time. */
export class Inserts {
  readonly #statements: readonly Statements[];

  constructor(database: Database.Database) {
    const of = (shape: Shape, size: number): Database.Statement =>
      database.prepare(`INSERT INTO events (position, stream, revision, type, name, id, recorded, data, metadata) VALUES ${Array.from({ length: size }, (_, behind) => shape.row(behind)).join(', ')}`);
    this.#statements = SIZES.map((size) => ({ size, oneStream: of(ofOneStream, size), anyStreams: of(ofAnyStreams, size) }));
  }

  run(rows: readonly NewRow[]): void {
    let from = 0;
    for (const { size, oneStream, anyStreams } of this.#statements)
      for (; rows.length - from >= size; from += size) {
        if (areOfOneStream(rows, from, size)) oneStream.run(ofOneStream.cells(rows, from, size));
        else anyStreams.run(ofAnyStreams.cells(rows, from, size));
      }
  }
}

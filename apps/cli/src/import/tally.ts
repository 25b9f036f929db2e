/** How many rows say something, by column. */
export interface Counted {
  readonly column: string;
  readonly value: string;
  readonly rows: number;
}

/** Values of a column that are told apart; a column with more of them was not meant to be a list of words. */
const MOST = 200;
/** Stands for the values beyond them. */
const OTHERS = '…';

/** Counts values by column, in bounded memory. */
export class Tally {
  readonly #columns = new Map<string, Map<string, number>>();

  add(column: string, value: string): void {
    const values = this.#columns.get(column) ?? new Map<string, number>();
    this.#columns.set(column, values);
    const name = values.has(value) || values.size < MOST ? value : OTHERS;
    values.set(name, (values.get(name) ?? 0) + 1);
  }

  /** What was counted, most first within each column. */
  list(): readonly Counted[] {
    return [...this.#columns].flatMap(([column, values]) =>
      [...values]
        .sort(([a, many], [b, more]) => more - many || (a < b ? -1 : 1))
        .map(([value, rows]) => ({ column, value, rows })),
    );
  }
}

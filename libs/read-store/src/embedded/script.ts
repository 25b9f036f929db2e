export type Cell = string | number;

/** A statement, by its place in the script, with its cells; the second one runs where the first changed nothing. */
export type Step = readonly [statement: number, cells: readonly Cell[], otherwise?: number, otherwiseCells?: readonly Cell[]];

/** What one transaction does: plain data, so that another thread can run it. */
export interface Script {
  readonly statements: readonly string[];
  readonly steps: readonly Step[];
}

/** Writes a script down, each statement once. */
export class ScriptWriter implements Script {
  readonly statements: string[] = [];
  readonly steps: Step[] = [];
  readonly #places = new Map<string, number>();

  #placeOf(sql: string): number {
    const known = this.#places.get(sql);
    if (known !== undefined) return known;
    this.#places.set(sql, this.statements.length);
    return this.statements.push(sql) - 1;
  }

  add(sql: string, cells: readonly Cell[]): void {
    this.steps.push([this.#placeOf(sql), cells]);
  }

  /** Runs `otherwise` where the first statement finds nothing to change. */
  addEither(sql: string, cells: readonly Cell[], otherwise: string, otherwiseCells: readonly Cell[]): void {
    this.steps.push([this.#placeOf(sql), cells, this.#placeOf(otherwise), otherwiseCells]);
  }

  get script(): Script {
    return { statements: this.statements, steps: this.steps };
  }
}

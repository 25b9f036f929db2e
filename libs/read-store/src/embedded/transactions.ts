import type Database from 'libsql';
import type { Script } from './script.js';

/** Statements kept prepared; the names of collections that were dropped stand in some of them. */
const MOST_STATEMENTS = 1000;

/** Runs work on the views' file in transactions: all of it or nothing. */
export class Transactions {
  readonly #begin: Database.Statement;
  readonly #end: Database.Statement;
  readonly #prepared = new Map<string, Database.Statement>();

  constructor(private readonly database: Database.Database) {
    this.#begin = database.prepare('BEGIN IMMEDIATE');
    this.#end = database.prepare('COMMIT');
  }

  together(work: () => void): void {
    this.#begin.run();
    try {
      work();
      this.#end.run();
    } catch (error) {
      this.#undo();
      throw error;
    }
  }

  run({ statements, steps }: Script): void {
    const prepared = statements.map((sql) => this.#statement(sql));
    const changed = (place: number, cells: readonly unknown[]): number => (prepared[place] as Database.Statement).run(cells).changes;
    this.together(() => {
      for (const [statement, cells, otherwise, otherwiseCells = []] of steps)
        if (changed(statement, cells) === 0 && otherwise !== undefined) changed(otherwise, otherwiseCells);
    });
  }

  #statement(sql: string): Database.Statement {
    const known = this.#prepared.get(sql);
    if (known) return known;
    if (this.#prepared.size >= MOST_STATEMENTS) this.#prepared.clear();
    const statement = this.database.prepare(sql);
    this.#prepared.set(sql, statement);
    return statement;
  }

  #undo(): void {
    try {
      this.database.exec('ROLLBACK');
    } catch {
      // the engine has rolled back by itself
    }
  }
}

import type Database from 'libsql';

/** The names behind the numbers of event types; there are some hundreds at most, and none is ever taken away. */
export class TypeNames {
  readonly #all: Database.Statement;
  readonly #names = new Map<number, string>();
  readonly #numbers = new Map<string, number>();

  constructor(database: Database.Database) {
    this.#all = database.prepare('SELECT id, name FROM types').raw(true);
  }

  nameOf(number: number): string {
    if (!this.#names.has(number)) this.#learn();
    return this.#names.get(number) ?? '';
  }

  /** Numbers of those names that occur in the log so far. */
  numbersOf(names: readonly string[]): readonly number[] {
    if (names.some((name) => !this.#numbers.has(name))) this.#learn();
    return names.flatMap((name) => this.#numbers.get(name) ?? []);
  }

  #learn(): void {
    for (const [number, name] of this.#all.all() as unknown[] as [number, string][]) {
      this.#names.set(number, name);
      this.#numbers.set(name, number);
    }
  }
}

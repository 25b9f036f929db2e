import type Database from 'libsql';

/** The names behind the numbers of event types; there are some hundreds at most, and none is ever taken away. */
export class TypeNames {
  readonly #all: Database.Statement;
  readonly #add: Database.Statement;
  readonly #names = new Map<number, string>();
  readonly #numbers = new Map<string, number>();

  constructor(database: Database.Database) {
    this.#all = database.prepare('SELECT id, name FROM types').raw(true);
    this.#add = database.prepare('INSERT INTO types (id, name) VALUES (?, ?)');
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

  /** The number of a name, given to it now where it has none; for the one who writes. */
  numberFor(name: string): number {
    if (!this.#numbers.has(name)) this.#learn();
    const known = this.#numbers.get(name);
    if (known !== undefined) return known;
    const number = this.#numbers.size + 1;
    this.#add.run(number, name);
    this.#know(number, name);
    return number;
  }

  /** After a transaction that came to nothing. */
  forget(): void {
    this.#names.clear();
    this.#numbers.clear();
  }

  #learn(): void {
    for (const [number, name] of this.#all.all() as unknown[] as [number, string][]) this.#know(number, name);
  }

  #know(number: number, name: string): void {
    this.#names.set(number, name);
    this.#numbers.set(name, number);
  }
}

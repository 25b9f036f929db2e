import type Database from 'libsql';
import { cursorAfter, indexedFields, indexValueOf, planOf, type Plan } from '../query.js';
import type { CollectionSpec, FindQuery, Found, IndexValue, Stored, VersionState, Write } from '../read-store.js';

/** Stands for "nothing" in a column: before every number and text, and equal to itself. */
const NOTHING = -Infinity;
type Cell = string | number;
const cellOf = (value: IndexValue): Cell => (value === null ? NOTHING : typeof value === 'boolean' ? Number(value) : value);

type DocRow = readonly [key: string, position: string, doc: string];
const SIZES = [32, 1] as const;

const storedOf = <D>([key, position, doc]: DocRow): Stored<D> => ({ key, doc: JSON.parse(doc) as D, position });

/** One build of a collection: a table with a column for every field that some index orders by. */
export class Collection {
  readonly #columns: ReadonlyMap<string, string>;
  readonly #statements = new Map<string, Database.Statement>();
  bookmark: string;
  live: boolean;

  constructor(
    private readonly database: Database.Database,
    readonly spec: CollectionSpec,
    readonly build: number,
    state: { readonly live: boolean; readonly bookmark: string },
  ) {
    this.#columns = new Map([['key', 'key'], ...indexedFields(spec).map((field, i): [string, string] => [field, `f${i}`])]);
    this.bookmark = state.bookmark;
    this.live = state.live;
  }

  get state(): VersionState {
    return { name: this.spec.name, version: this.spec.version, build: this.build, live: this.live, bookmark: this.bookmark };
  }

  get #table(): string {
    return `docs_${this.build}`;
  }

  createTable(): void {
    const columns = [...this.#columns.values()].slice(1);
    this.database.exec(`CREATE TABLE ${this.#table} (key TEXT PRIMARY KEY, position TEXT NOT NULL, doc TEXT NOT NULL${columns.map((column) => `, ${column}`).join('')}) WITHOUT ROWID`);
    Object.values(this.spec.indexes).forEach((fields, i) =>
      this.database.exec(`CREATE INDEX ${this.#table}_${i} ON ${this.#table} (${[...fields, 'key'].map((field) => this.#columns.get(field)).join(', ')})`),
    );
  }

  dropTable(): void {
    this.#statements.clear();
    this.database.exec(`DROP TABLE IF EXISTS ${this.#table}`);
  }

  #prepared(sql: string): Database.Statement {
    const known = this.#statements.get(sql);
    if (known) return known;
    const statement = this.database.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }

  #rows(sql: string, ...values: readonly Cell[]): readonly DocRow[] {
    return this.#prepared(sql).raw(true).all(...values) as unknown[] as DocRow[];
  }

  get<D>(key: string): Stored<D> | null {
    const [row] = this.#rows(`SELECT key, position, doc FROM ${this.#table} WHERE key = ?`, key);
    return row ? storedOf(row) : null;
  }

  getMany<D>(keys: readonly string[]): readonly Stored<D>[] {
    if (keys.length === 0) return [];
    return this.#rows(`SELECT key, position, doc FROM ${this.#table} WHERE key IN (SELECT value FROM json_each(?))`, JSON.stringify(keys)).map((row) => storedOf<D>(row));
  }

  find<D>(query: FindQuery): Found<D> {
    const plan = planOf(this.spec, query);
    const { where, values } = this.#where(plan);
    const direction = plan.descending ? 'DESC' : 'ASC';
    const order = [...plan.order.filter((field) => field !== 'key'), 'key'].map((field) => `${this.#columns.get(field)} ${direction}`).join(', ');
    const rows = this.#rows(`SELECT key, position, doc FROM ${this.#table} WHERE ${where} ORDER BY ${order} LIMIT ?`, ...values, plan.limit + 1);
    const docs = rows.slice(0, plan.limit).map((row) => storedOf<D>(row));
    const last = docs.at(-1);
    if (rows.length <= plan.limit || !last) return { docs };
    const ends = plan.order.map((field) => (field === 'key' ? last.key : indexValueOf(last.doc as object, field)));
    return { docs, cursor: cursorAfter(plan, ends, last.key) };
  }

  count(query: Pick<FindQuery, 'index' | 'equals' | 'range'>): number {
    const { where, values } = this.#where(planOf(this.spec, query));
    const [count] = this.#prepared(`SELECT count(*) FROM ${this.#table} WHERE ${where}`).raw(true).get(...values) as unknown as [number];
    return count;
  }

  #where({ equals, order, bounds, after, descending }: Plan): { where: string; values: readonly Cell[] } {
    const terms: string[] = [];
    const values: Cell[] = [];
    const add = (term: string, ...cells: readonly Cell[]): void => void (terms.push(term), values.push(...cells));
    for (const [field, value] of equals) add(`${this.#columns.get(field)} = ?`, cellOf(value));
    const ranged = order[0] === undefined ? undefined : this.#columns.get(order[0]);
    if (ranged && bounds.length > 0) {
      add(`${ranged} > ?`, ranged === 'key' ? '' : NOTHING);
      for (const { op, value } of bounds) add(`${ranged} ${op} ?`, cellOf(value));
    }
    if (after) {
      const columns = [...order.filter((field) => field !== 'key'), 'key'].map((field) => this.#columns.get(field));
      const cells = [...order.flatMap((field, i) => (field === 'key' ? [] : [cellOf(after.values[i] ?? null)])), after.key];
      const [first, start] = [columns[0], cells[0]];
      if (first !== undefined && start !== undefined) add(`${first} ${descending ? '<=' : '>='} ?`, start);
      add(`(${columns.join(', ')}) ${descending ? '<' : '>'} (${columns.map(() => '?').join(', ')})`, ...cells);
    }
    return { where: terms.length === 0 ? '1' : terms.join(' AND '), values };
  }

  /** Upserts and removals, inside the caller's transaction. */
  write(writes: readonly Write[]): void {
    const last = new Map(writes.map((write) => [write.key, write]));
    const rows: (readonly Cell[])[] = [];
    const fields = [...this.#columns.keys()].slice(1);
    for (const { key, doc, position } of last.values()) {
      if (doc === null) this.#prepared(`DELETE FROM ${this.#table} WHERE key = ?`).run(key);
      else rows.push([key, position, JSON.stringify(doc), ...fields.map((field) => cellOf(indexValueOf(doc, field)))]);
    }
    const one = `(${Array.from({ length: fields.length + 3 }, () => '?').join(',')})`;
    let from = 0;
    for (const size of SIZES)
      for (; rows.length - from >= size; from += size)
        this.#prepared(`INSERT OR REPLACE INTO ${this.#table} VALUES ${Array.from({ length: size }, () => one).join(',')}`).run(...rows.slice(from, from + size).flat());
  }
}

import type Database from 'libsql';
import { cursorAfter, indexedFields, indexValueOf, planOf, type Plan } from '../query.js';
import type { CollectionSpec, FindQuery, Found, IndexValue, Stored, VersionState, Write } from '../read-store.js';
import type { Cell, ScriptWriter } from './script.js';

/** Stands for "nothing" in a column: before every number and text, and equal to itself. */
const NOTHING = -Infinity;
const cellOf = (value: IndexValue): Cell => (value === null ? NOTHING : typeof value === 'boolean' ? Number(value) : value);

/** New documents in one statement. */
const TOGETHER = 20;

type DocRow = readonly [key: string, position: string, doc: string];

const storedOf = <D>([key, position, doc]: DocRow): Stored<D> => ({ key, doc: JSON.parse(doc) as D, position });

/** One build of a collection: a table with a column for every field that some index orders by. */
export class Collection {
  readonly #columns: ReadonlyMap<string, string>;
  readonly #statements = new Map<string, Database.Statement>();
  /** Fields that some index orders by, in the order of their columns. */
  readonly #fields: readonly string[];
  readonly #sql: ReturnType<typeof sqlOf>;
  /** Keys that were there when they were last asked for together: a hint which way of writing to try first. */
  #there: ReadonlySet<string> = new Set();
  #indexed = false;
  bookmark: string;
  live: boolean;

  constructor(
    private readonly database: Database.Database,
    readonly spec: CollectionSpec,
    readonly build: number,
    state: { readonly live: boolean; readonly bookmark: string },
  ) {
    this.#fields = indexedFields(spec);
    this.#columns = new Map([['key', 'key'], ...this.#fields.map((field, i): [string, string] => [field, `f${i}`])]);
    this.#sql = sqlOf(this.#table, this.#fields.map((_, i) => `f${i}`));
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
    // documents lie in the order they came in, so that new ones fill pages one after another; only the indexes are in the order of their keys
    const columns = this.#fields.map((_, i) => `, f${i}`).join('');
    this.database.exec(`CREATE TABLE ${this.#table} (key TEXT NOT NULL UNIQUE, position TEXT NOT NULL, doc TEXT NOT NULL${columns})`);
  }

  /** Makes the indexes: sorted once over many documents they cost a fraction of what they cost one document after another. */
  get indexing(): readonly string[] {
    return Object.values(this.spec.indexes).map(
      (fields, i) => `CREATE INDEX IF NOT EXISTS ${this.#table}_${i} ON ${this.#table} (${[...fields, 'key'].map((field) => this.#columns.get(field)).join(', ')})`,
    );
  }

  /** True once its indexes are there, whoever made them. */
  get indexed(): boolean {
    if (this.#indexed) return true;
    const made = this.#number("SELECT count(*) FROM sqlite_schema WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL", this.#table);
    this.#indexed = made === Object.keys(this.spec.indexes).length;
    return this.#indexed;
  }

  /** Forgets its statements and says how its table is dropped. */
  dropping(): string {
    this.#statements.clear();
    return `DROP TABLE IF EXISTS ${this.#table}`;
  }

  #prepared(sql: string): Database.Statement {
    const known = this.#statements.get(sql);
    if (known) return known;
    const statement = this.database.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }

  /** The one number that a statement answers. */
  #number(sql: string, ...values: readonly Cell[]): number {
    const [number] = this.#prepared(sql).raw(true).get(...values) as unknown as [number];
    return number;
  }

  #rows(sql: string, ...values: readonly Cell[]): readonly DocRow[] {
    return this.#prepared(sql).raw(true).all(...values) as unknown[] as DocRow[];
  }

  get<D>(key: string): Stored<D> | null {
    const [row] = this.#rows(this.#sql.get, key);
    return row ? storedOf(row) : null;
  }

  getMany<D>(keys: readonly string[]): readonly Stored<D>[] {
    if (keys.length === 0) return [];
    const rows = this.#rows(this.#sql.getMany, JSON.stringify(keys));
    this.#there = new Set(rows.map(([key]) => key));
    return rows.map((row) => storedOf<D>(row));
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
    return this.#number(`SELECT count(*) FROM ${this.#table} WHERE ${where}`, ...values);
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

  /** Upserts and removals, for a script; what is new is written many documents at a time. */
  script(writes: readonly Write[], script: ScriptWriter): void {
    const fresh: (readonly Cell[])[] = [];
    for (const { key, doc, position } of new Map(writes.map((write) => [write.key, write])).values()) {
      if (doc === null) script.add(this.#sql.remove, [key]);
      else if (!this.#there.has(key)) fresh.push([key, position, JSON.stringify(doc), ...this.#cellsOf(doc)]);
      else this.#touch(key, position, doc, script);
    }
    let from = 0;
    for (; fresh.length - from >= TOGETHER; from += TOGETHER) script.add(this.#sql.putMany, fresh.slice(from, from + TOGETHER).flat());
    for (const row of fresh.slice(from)) script.add(this.#sql.put, row);
  }

  /** A document that stands in its indexes as before leaves them alone. */
  #touch(key: string, position: string, doc: object, script: ScriptWriter): void {
    const [text, cells] = [JSON.stringify(doc), this.#cellsOf(doc)];
    script.addEither(this.#sql.touch, [position, text, key, ...cells], this.#sql.put, [key, position, text, ...cells]);
  }

  #cellsOf(doc: object): readonly Cell[] {
    return this.#fields.map((field) => cellOf(indexValueOf(doc, field)));
  }
}

const sqlOf = (table: string, columns: readonly string[]) => {
  const all = ['key', 'position', 'doc', ...columns];
  const values = `(${all.map(() => '?').join(', ')})`;
  const changes = all.slice(1).map((column) => `${column} = excluded.${column}`).join(', ');
  const put = (rows: number): string => `INSERT INTO ${table} (${all.join(', ')}) VALUES ${Array.from({ length: rows }, () => values).join(', ')} ON CONFLICT (key) DO UPDATE SET ${changes}`;
  return {
    get: `SELECT key, position, doc FROM ${table} WHERE key = ?`,
    getMany: `SELECT key, position, doc FROM ${table} WHERE key IN (SELECT value FROM json_each(?))`,
    put: put(1),
    putMany: put(TOGETHER),
    touch: `UPDATE ${table} SET position = ?, doc = ? WHERE key = ?${columns.map((column) => ` AND ${column} IS ?`).join('')}`,
    remove: `DELETE FROM ${table} WHERE key = ?`,
  };
};

import Database from 'libsql';
import type { Flaw } from '../event-store.js';
import { positionOf } from '../positions.js';
import { LAYOUT, SCHEMA } from './layout.js';
import { logEndOf } from './log-end.js';
import { instantOf } from './rows.js';
import { oddText } from './written-form.js';

type RawRow = readonly [position: number, stream: unknown, revision: unknown, type: unknown, name: unknown, id: unknown, recorded: unknown, data: unknown, metadata: unknown];

const PAGE = 2000;
const ROWS = 'SELECT position, stream, revision, type, name, id, recorded, data, metadata FROM events WHERE position > ? ORDER BY position LIMIT ?';

const all = <R>(database: Database.Database, sql: string, ...values: readonly unknown[]): readonly R[] => database.prepare(sql).raw(true).all(...values) as unknown[] as R[];

/** Tables, indexes, triggers and views of a file, with the words they were made by. */
const shapeOf = (database: Database.Database): ReadonlyMap<string, string> =>
  new Map(all<readonly [string, string, string | null]>(database, 'SELECT type, name, sql FROM sqlite_schema').map(([type, name, sql]) => [`${type} ${name}`, (sql ?? '').replaceAll(/\s+/g, ' ')]));

const expectedShape = (): ReadonlyMap<string, string> => {
  const model = new Database(':memory:');
  try {
    model.exec(SCHEMA);
    return shapeOf(model);
  } finally {
    model.close();
  }
};

function* flawsOfShape(database: Database.Database, layout: number): Generator<Flaw> {
  const [found, expected] = [shapeOf(database), expectedShape()];
  for (const [thing, sql] of found) if (expected.get(thing) !== sql) yield { position: null, zh: `日志文件中有并非本程序所建的对象：${thing}`, en: `the log's file holds ${thing}, which this program did not make` };
  for (const thing of expected.keys())
    if (!found.has(thing) && !(layout < LAYOUT && thing.endsWith('log_end'))) yield { position: null, zh: `日志文件中缺少 ${thing}`, en: `the log's file lacks ${thing}` };
  const [said] = all<readonly [string]>(database, 'PRAGMA integrity_check(1)');
  if (said?.[0] !== 'ok') yield { position: null, zh: `日志文件的页面或索引已损坏：${said?.[0] ?? ''}`, en: `pages or indexes of the log's file are damaged: ${said?.[0] ?? ''}` };
}

const typesIn = (database: Database.Database): ReadonlyMap<number, string> => new Map(all<readonly [number, string]>(database, 'SELECT id, name FROM types'));

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

/** What the rows before have shown. */
interface Seen {
  last: number;
  latest: number;
  /** Positions of first events. */
  readonly streams: Set<number>;
  readonly types: Set<number>;
}

const flawOfRow = (row: RawRow, seen: Seen, isNamed: (type: number) => boolean): Omit<Flaw, 'position'> | null => {
  const [position, stream, revision, type, name, id, recorded, data, metadata] = row;
  if (position !== seen.last + 1) return { zh: `位置 ${seen.last + 1} 至 ${position - 1} 的事件缺失`, en: `events at positions ${seen.last + 1} to ${position - 1} are missing` };
  if (!isCount(stream) || !isCount(revision) || !isCount(type) || !Number.isSafeInteger(recorded) || typeof id !== 'string') return { zh: '该行的列不是本程序写入的类型', en: 'columns of its row are not of the kind this program writes' };
  if (revision === 0 ? stream !== position || typeof name !== 'string' : name !== null) return { zh: '事件流名称不在其第一条事件上', en: 'the name of its stream does not stand with its first event' };
  if (revision > 0 && !seen.streams.has(stream)) return { zh: '所属事件流的第一条事件不存在', en: 'the first event of its stream is not there' };
  if (!isNamed(type)) return { zh: '事件类型没有名称', en: 'its type has no name' };
  const odd = oddText(data, metadata);
  if (odd) return { zh: `${odd === 'data' ? '内容' : '元数据'}的存储文本不是本程序写入的形式（空格、重复键或次序）`, en: `the text of its ${odd} is not as this program writes it (spacing, a key twice, or order)` };
  const told = (JSON.parse(metadata as string) as { readonly recordedAt?: unknown }).recordedAt;
  if (told !== undefined && told !== instantOf(recorded as number)) return { zh: `存储的记录时间 ${instantOf(recorded as number)} 与摘要覆盖的 ${String(told)} 不同`, en: `it stands as recorded at ${instantOf(recorded as number)}, its metadata says ${String(told)}` };
  return null;
};

const passed = ([position, stream, , type, , , recorded]: RawRow, seen: Seen): void => {
  seen.last = position;
  seen.latest = Math.max(seen.latest, recorded as number);
  if (stream === position) seen.streams.add(position);
  seen.types.add(type as number);
};

/** Everything in the file that reading by streams passes over: what is missing, what belongs to nothing, and how it is written down. */
export async function* examined(database: Database.Database, layout: number): AsyncGenerator<Flaw> {
  yield* flawsOfShape(database, layout);
  const types = typesIn(database);
  const end = logEndOf(database);
  const seen: Seen = { last: 0, latest: 0, streams: new Set(), types: new Set() };
  // a type may be new since
  const isNamed = (type: number): boolean => types.has(type) || typesIn(database).has(type);
  for (let rows = all<RawRow>(database, ROWS, 0, PAGE); rows.length > 0; rows = all<RawRow>(database, ROWS, seen.last, PAGE)) {
    for (const row of rows) {
      const flaw = flawOfRow(row, seen, isNamed);
      if (flaw) yield { ...flaw, position: positionOf(row[0]) };
      passed(row, seen);
    }
    // whoever writes meanwhile is seen as far as the log said it went when this began
    if (end && seen.last >= end.found) break;
    await new Promise((next) => setImmediate(next));
  }
  if (end && end.said !== end.found) yield { position: null, zh: `日志记载其末尾在位置 ${end.said}，事件却止于 ${end.found}`, en: `the log says that it ends at position ${end.said}, its events end at ${end.found}` };
  if (end && end.recorded < seen.latest && end.found === seen.last) yield { position: null, zh: '日志记载的最晚记录时间早于其事件', en: 'the log says that nothing was recorded as late as its events are' };
  if (!end) yield { told: true, position: null, zh: '旧格式的日志不记载其末尾：末尾的事件被删去无从发现', en: 'a log of this older layout does not say where it ends: events cut off its end are not found' };
  const idle = [...types].find(([id, name]) => !seen.types.has(id) && name !== '');
  if (idle && end && end.found === seen.last) yield { position: null, zh: `类型 ${idle[1]} 没有任何事件`, en: `type ${idle[1]} has no event` };
}

import { randomUUID } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { digestOf } from '@heatledger/runtime';
import { openLedger, readConfig } from '@heatledger/server';
import { ReportRepair } from '@heatledger/ticket';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import Database from 'libsql';
import { heatledger, heatledgerUnder, json, scratch, type Ran } from './program.js';

interface Verified {
  readonly streams: number;
  readonly events: number;
  readonly fault: object | null;
  readonly notes?: readonly { readonly en: string }[];
}
type Attack = string | ((database: Database.Database) => void);

const files = scratch();

/** A log of these events, each a line. */
const logOf = async (name: string, lines: readonly string[]): Promise<string> => {
  writeFileSync(files.path(`${name}.ndjson`), `${lines.join('\n')}\n`);
  expect(await heatledger('import', files.path(`${name}.ndjson`), '--events', '--data', files.path(name))).toMatchObject({ code: 0, err: '' });
  return files.path(name);
};

const ENOUGH = 1200;
beforeAll(async () => {
  expect((await heatledger('demo', '--data', files.path('demo'), '--seed', '5', '--households', '50')).code).toBe(0);
  const { out } = await heatledger('export', '--events', '--data', files.path('demo'));
  await logOf('whole', out.split('\n').slice(0, ENOUGH));
}, 120_000);
afterAll(() => files.remove());

let attacked = 0;
/** What `verify` says of the log after somebody was at its file. */
const verifiedAfter = async (attack: Attack, verify: (data: string) => Promise<Ran> = (data) => heatledger('verify', '--data', data)): Promise<Ran> => {
  const data = files.path(`attacked-${(attacked += 1)}`);
  cpSync(files.path('whole'), data, { recursive: true });
  const database = new Database(`${data}/events.db`);
  if (typeof attack === 'string') database.exec(attack);
  else attack(database);
  database.close();
  return verify(data);
};

interface Row {
  readonly position: number;
  readonly data: string;
  readonly metadata: string;
  readonly type: string;
}
const rowsOf = (database: Database.Database, where: string): readonly Row[] =>
  database.prepare(`SELECT e.position, e.data, e.metadata, t.name AS type FROM events e JOIN types t ON t.id = e.type WHERE ${where} ORDER BY e.position`).all() as Row[];
const put = (database: Database.Database, { position, data, metadata }: Omit<Row, 'type'>): void => void database.prepare('UPDATE events SET data = ?, metadata = ? WHERE position = ?').run(data, metadata, position);

/** The same fields in another order: what they say is the same. */
const turnedRound = (database: Database.Database): void => {
  const [row] = rowsOf(database, 'e.position = 120') as [Row];
  put(database, { ...row, data: JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(row.data) as object).reverse())) });
};

/** The last fact of a stream of two, chained anew as the first version did it, its time another. */
const asBefore = (database: Database.Database): void => {
  const [first, last] = rowsOf(database, 'e.stream = (SELECT stream FROM events GROUP BY stream HAVING count(*) = 2 LIMIT 1)') as [Row, Row];
  const { digest: _, chain: _chain, recordedAt: _recordedAt, commitments: _commitments, salts: _salts, ...metadata } = JSON.parse(last.metadata) as Parameters<typeof digestOf>[2] & { digest: string };
  const digest = digestOf(last.type, JSON.parse(last.data) as Parameters<typeof digestOf>[1], metadata, (JSON.parse(first.metadata) as { digest: string }).digest);
  put(database, { ...last, metadata: JSON.stringify({ ...metadata, digest }) });
};

const NEXT = '(SELECT max(position) + 1 FROM events)';
const ORPHAN = `INSERT INTO events SELECT ${NEXT}, 999999999, 5, type, NULL, '00000000-0000-5000-8000-00000000beef', recorded, data, metadata FROM events ORDER BY position DESC LIMIT 1;`;
const END = 'UPDATE log_end SET position = (SELECT max(position) FROM events);';
/** A stream of one event in the middle, and what closes the gap behind it. */
const CLOSED_UP = `CREATE TEMP TABLE gone AS SELECT stream AS at FROM events GROUP BY stream HAVING count(*) = 1 AND stream > 50 LIMIT 1;
  DELETE FROM events WHERE position = (SELECT at FROM gone);
  UPDATE events SET stream = 1 - stream WHERE stream > (SELECT at FROM gone); UPDATE events SET stream = -stream WHERE stream < 0;
  UPDATE events SET position = position - 1 WHERE position > (SELECT at FROM gone); DROP TABLE gone;`;
const PERSONAL = "position = (SELECT position FROM events WHERE metadata LIKE '%\"salts\"%' LIMIT 1)";

const attacks: readonly (readonly [string, Attack, RegExp])[] = [
  ['the time of recording', 'UPDATE events SET recorded = recorded + 1000 WHERE position = 100', /stands as recorded at/],
  ['the time of recording, and what is said of it', "UPDATE events SET recorded = 1700000000000, metadata = json_set(metadata, '$.recordedAt', '2023-11-14T22:13:20.000Z') WHERE position = 100", /digest does not follow/],
  ['an event id', "UPDATE events SET id = '00000000-0000-5000-8000-00000000beef' WHERE position = 100", /id does not follow from its command/],
  ['a dropped tail', 'DELETE FROM events WHERE position > (SELECT max(position) - 5 FROM events)', /says that it ends at position \d+, its events end at/],
  ['one event put on at the end', `INSERT INTO events SELECT ${NEXT}, stream, revision + 1, type, NULL, id, recorded, data, metadata FROM events ORDER BY position DESC LIMIT 1`, /id does not follow|says that it ends/],
  ['a deleted stream', 'DELETE FROM events WHERE stream = (SELECT stream FROM events WHERE position = 100)', /events at positions \d+ to \d+ are missing/],
  ['a deleted first event', 'DELETE FROM events WHERE position = (SELECT stream FROM events WHERE revision = 3 LIMIT 1)', /events at positions \d+ to \d+ are missing|first event of its stream is not there/],
  ['a deleted stream and the gap closed', CLOSED_UP, /says that it ends at position/],
  ['a row that belongs to no stream', ORPHAN, /first event of its stream is not there/],
  ['a row that belongs to no stream, and the end moved behind it', ORPHAN + END, /first event of its stream is not there/],
  ['a gap', `UPDATE events SET position = position + 3 WHERE position = (SELECT max(position) FROM events); ${END}`, /are missing|does not stand with its first event/],
  ['a key that stands twice', "UPDATE events SET data = '{\"zone\":\"x\",' || substr(data, 2) WHERE position = 100", /text of its data is not as this program writes it/],
  ['other spacing', "UPDATE events SET metadata = replace(metadata, '\":', '\": ') WHERE position = 100", /text of its metadata is not as this program writes it/],
  ['other escapes', "UPDATE events SET data = replace(data, '城', '\\u57ce') WHERE position = 120", /text of its data is not as this program writes it/],
  ['fields in another order', turnedRound, /text of its data is not as this program writes it/],
  ['what is no JSON', "UPDATE events SET data = 'x' WHERE position = 100", /text of its data is not as this program writes it/],
  ['bytes in place of text', 'UPDATE events SET data = CAST(data AS BLOB) WHERE position = 100', /text of its data is not as this program writes it/],
  ['a time that is no whole number', 'UPDATE events SET recorded = recorded + 0.5 WHERE position = 100', /columns of its row/],
  ['a personal value', `UPDATE events SET data = replace(data, '8', '9') WHERE ${PERSONAL}`, /not what was committed to|digest does not follow/],
  ['a salt', `UPDATE events SET metadata = json_remove(metadata, '$.salts') WHERE ${PERSONAL}`, /not what was committed to/],
  ['the name of a stream', "UPDATE events SET name = name || 'x' WHERE position = (SELECT stream FROM events WHERE position = 100)", /digest does not follow/],
  ['a second name of a stream', "UPDATE events SET name = 'repair-other' WHERE position = (SELECT position FROM events WHERE revision = 1 LIMIT 1)", /name of its stream does not stand with its first event/],
  ['the name of a kind', "UPDATE types SET name = 'RefundPaid2' WHERE id = 1", /digest does not follow/],
  ['a kind without events', "INSERT INTO types VALUES (9999, 'NothingHappened')", /type NothingHappened has no event/],
  ['two revisions changed for each other', 'UPDATE events SET revision = CASE revision WHEN 0 THEN 1000 ELSE 0 END WHERE stream = (SELECT stream FROM events WHERE revision = 1 LIMIT 1) AND revision < 2', /does not stand with its first event|first event of its stream|follows/],
  ['a trigger', 'CREATE TRIGGER quietly AFTER INSERT ON events BEGIN UPDATE events SET recorded = 0 WHERE position = NEW.position; END', /holds trigger quietly/],
  ['a dropped index', 'DROP INDEX by_name', /lacks index by_name/],
  ['the latest time', 'UPDATE log_end SET recorded = 0', /nothing was recorded as late/],
  ['a digest of the first version after one of the second', asBefore, /version 1 follows one of version 2/],
];

describe('A log that somebody was at', () => {
  it('S4: is sound before', async () => {
    const { out, code } = await verifiedAfter('SELECT 1');
    expect([code, out]).toEqual([0, expect.stringMatching(/^sound: \d+ streams, \d+ events\.\n$/)]);
  }, 60_000);

  it.each(attacks)('S4: is not called sound: %s', async (_, attack, said) => {
    const { code, out, err } = await verifiedAfter(attack);
    expect([code, out]).toEqual([1, '']);
    expect(err).toMatch(said);
  }, 60_000);

  it('S4: is told in Chinese first', async () => {
    const { code, err } = await verifiedAfter('UPDATE events SET recorded = recorded + 1000 WHERE position = 100', (data) => heatledgerUnder({ HEATLEDGER_LANG: 'zh' }, 'verify', '--data', data));
    expect([code, err]).toEqual([1, expect.stringMatching(/^第一条有误的事件：.*：存储的记录时间 .* 不同\n$/)]);
  }, 60_000);

  it('T6: of the first version stays sound, and is told that its times are not covered', async () => {
    const history = readFileSync('test/golden/0.1.0/history.ndjson', 'utf8').trimEnd().split('\n');
    const data = await logOf('older', history.map((line) => JSON.stringify({ ...(JSON.parse(line) as object), recordedAt: new Date((JSON.parse(line) as { recordedAt: string }).recordedAt).toISOString() })));
    const { events, fault, notes } = await json<Verified>('verify', '--data', data);
    expect({ fault, notes }).toEqual({ fault: null, notes: [expect.objectContaining({ en: expect.stringContaining(`time not covered: ${events} events are of version 1`) })] });
    const told = await heatledger('verify', '--data', data);
    expect([told.code, told.err]).toEqual([0, expect.stringMatching(/^note: time not covered/)]);
  }, 60_000);

  it('T6: of the first version and the layout before goes on in the second', async () => {
    mkdirSync(files.path('kept'));
    writeFileSync(files.path('kept/events.db'), gunzipSync(readFileSync('test/golden/demo/seed-7.events.db.gz')));
    const before = await json<Verified>('verify', '--data', files.path('kept'));
    expect(before).toMatchObject({ fault: null, notes: [{ en: expect.stringContaining('events cut off its end are not found') }, { en: expect.stringContaining('time not covered') }] });
    const ledger = await openLedger(readConfig({ data: files.path('kept'), log: 'silent' }, {}));
    const at = ledger.clock.now();
    const meta = { id: randomUUID(), at, now: at, actor: { id: 'agent-1', role: 'agent' }, channel: 'hotline' as const };
    const ticketId = randomUUID();
    expect(await ledger.router.submit({ ...ReportRepair({ ticketId, caseNumber: 'R-1', zone: '城东', category: 'LEAK', description: '厨房漏水。' }), meta })).toMatchObject({ ok: true });
    await ledger.close();
    const { streams, events, fault, notes } = await json<Verified>('verify', '--data', files.path('kept'));
    expect([events > before.events, streams > before.streams, fault, notes]).toEqual([true, true, null, [expect.objectContaining({ en: expect.stringContaining(`time not covered: ${before.events} events`) })]]);
  }, 120_000);
});

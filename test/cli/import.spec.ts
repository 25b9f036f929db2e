import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { heatledger, json, scratch } from './program.js';

const FILE = 'docs/data/boston-311-heat-2011-2014.csv';
const AT = '2018-01-15T00:00:00-05:00';

interface Imported {
  readonly rows: number;
  readonly imported: number;
  readonly known: number;
  readonly refused: number;
  readonly events: number;
  readonly rejects: string | null;
}
interface Row {
  readonly group: string;
  readonly met: number;
  readonly breached: number;
  readonly running: number;
  readonly noDue: number;
}
interface Compliance {
  readonly clock: string;
  readonly at: string;
  readonly rows: readonly Row[];
  readonly total: Omit<Row, 'group'>;
}
type Request = Readonly<Record<'CASE_ENQUIRY_ID' | 'open_dt' | 'target_dt' | 'closed_dt' | 'OnTime_Status' | 'neighborhood', string>>;

const { path, remove } = scratch();
afterAll(remove);

describe('Importing the real requests', () => {
  const data = path('boston');
  const requests = parse(readFileSync(FILE), { columns: true }) as Request[];
  let first: Imported;

  beforeAll(async () => {
    first = await json<Imported>('import', FILE, '--mapping', 'boston-311', '--data', data);
  }, 120_000);

  it('takes over every row', () => {
    expect(first).toMatchObject({ rows: 3869, imported: 3869, known: 0, refused: 0, rejects: null });
  });

  it('appends nothing the second time', async () => {
    expect(await json<Imported>('import', FILE, '--mapping', 'boston-311', '--data', data)).toMatchObject({ rows: 3869, imported: 0, known: 3869, events: 0 });
  });

  it('counts what an independent count gives, in total and by zone', async () => {
    const counted = await json<Compliance>('compliance', '--clock', 'resolve', '--by', 'zone', '--at', AT, '--data', data);
    expect(counted).toMatchObject({ clock: 'resolve', at: AT, total: { met: 1683, breached: 2118, running: 0, noDue: 68 } });
    const zones = new Map<string, Omit<Row, 'group'>>();
    for (const { neighborhood, target_dt: target, closed_dt: closed } of requests) {
      const zone = neighborhood === 'NA' ? '' : neighborhood;
      const before = zones.get(zone) ?? { met: 0, breached: 0, running: 0, noDue: 0 };
      const standing = target === 'NA' ? 'noDue' : closed !== 'NA' && closed <= target ? 'met' : 'breached';
      zones.set(zone, { ...before, [standing]: before[standing] + 1 });
    }
    expect(Object.fromEntries(counted.rows.map(({ group, ...counts }) => [group, counts]))).toEqual(Object.fromEntries(zones));
    expect(counted.rows.find(({ group }) => group === 'Dorchester')).toMatchObject({ met: 372, breached: 471 });
  });

  it("agrees with the city's own verdict row for row", async () => {
    const { code, out } = await heatledger('export', '--types', 'ComplaintReceived,ClockMet,ClockBreached', '--data', data);
    expect(code).toBe(0);
    const external = new Map<string, string>();
    const verdicts = new Map<string, string>();
    for (const line of out.trim().split('\n')) {
      const { type, data: fact } = JSON.parse(line) as { type: string; data: { ticketId: string; externalId?: string } };
      if (type === 'heatledger.ComplaintReceived') external.set(fact.externalId ?? '', fact.ticketId);
      else verdicts.set(fact.ticketId, type === 'heatledger.ClockMet' ? 'ONTIME' : 'OVERDUE');
    }
    const closed = requests.filter(({ target_dt: target, closed_dt: end }) => target !== 'NA' && end !== 'NA');
    expect(closed.length).toBeGreaterThan(2000);
    for (const { CASE_ENQUIRY_ID: id, OnTime_Status: verdict } of closed) expect([id, verdicts.get(external.get(id) ?? '')]).toEqual([id, verdict]);
  });

  it('tells what fell due by an instant from what was met early, as an independent count does, and says what each column counts', async () => {
    const asked = ['compliance', '--clock', 'resolve', '--by', 'year', '--at', '2013-01-01T00:00:00-05:00', '--data', data, '--full'] as const;
    const counts = { metInTime: 0, metEarly: 0, metLate: 0, openOverdue: 0, running: 0, noDue: 0 };
    const at = '2013-01-01 00:00:00';
    for (const { target_dt: target, closed_dt: closed } of requests.filter(({ open_dt: open }) => open <= at)) {
      const isClosed = closed !== 'NA' && closed <= at;
      const outcome = target === 'NA' ? 'noDue' : isClosed ? (closed > target ? 'metLate' : target > at ? 'metEarly' : 'metInTime') : target < at ? 'openOverdue' : 'running';
      counts[outcome] += 1;
    }
    const { total } = await json<{ total: Readonly<Record<string, number>> }>(...asked);
    expect(total).toMatchObject({ ...counts, fellDue: counts.metInTime + counts.metLate + counts.openOverdue, met: counts.metInTime + counts.metEarly, stoppedLate: 0 });
    expect(counts.metEarly).toBeGreaterThan(0);
    const { out } = await heatledger(...asked, '--lang', 'zh');
    for (const said of ['已到期', '提前办结', '到期时刻尚未到']) expect(out).toContain(said);
  });

  it('sees what was running, and what had not been received, at an earlier instant', async () => {
    const { total } = await json<Compliance>('compliance', '--clock', 'resolve', '--by', 'year', '--at', '2013-01-01T00:00:00-05:00', '--data', data);
    expect(total.running).toBeGreaterThan(0);
    expect(total.met + total.breached + total.running + total.noDue).toBeLessThan(3869);
  });

  it('knows nothing as of a date before the import', async () => {
    const { total } = await json<Compliance>('compliance', '--clock', 'resolve', '--by', 'year', '--at', AT, '--as-of', '2018-01-15T00:00:00-05:00', '--data', data);
    expect(total).toEqual({ met: 0, breached: 0, running: 0, noDue: 0 });
  });

  it('invents nothing: no arrival, no satisfaction, and the times of the source', async () => {
    const { total } = await json<{ total: readonly unknown[] }>('satisfaction', '--by', 'zone', '--data', data);
    expect(total).toEqual([]);
    const { out } = await heatledger('export', '--data', data);
    const types = new Set(out.trim().split('\n').map((line) => (JSON.parse(line) as { type: string }).type));
    expect([...types].sort()).toEqual(['ClockBreached', 'ClockFinishedLate', 'ClockMet', 'ClockStarted', 'CompanyZoneSet', 'ComplaintClosed', 'ComplaintReceived'].map((type) => `heatledger.${type}`));
  });

  it('leaves a log in which every stream is chained', async () => {
    expect(await json('verify', '--data', data)).toMatchObject({ streams: 3870, fault: null });
  });
});

describe('Importing bad rows', () => {
  it('writes them to the rejects with row, field and reason, and nothing of them to the log', async () => {
    const file = path('bad.csv');
    writeFileSync(
      file,
      [
        'CASE_ENQUIRY_ID,open_dt,target_dt,closed_dt,CLOSURE_REASON,CASE_TITLE,TYPE,neighborhood',
        '1,2012-01-01 10:00:00,NA,NA,NA,Heat,x,Roxbury',
        '2,yesterday,NA,NA,NA,Heat,x,Roxbury',
        ',2012-01-01 10:00:00,NA,NA,NA,Heat,x,Roxbury',
        '4,2012-01-02 10:00:00,NA,2012-01-01 10:00:00,NA,Heat,x,Roxbury',
        '5,2012-01-02 10:00:00,NA,NA,NA,Heat,x,Rox\u0007bury',
        '6,2012-01-02 10:00:00,NA,NA',
        '',
      ].join('\n'),
    );
    const ran = await heatledger('import', file, '--mapping', 'boston-311', '--data', path('bad'), '--rejects', path('rejects.csv'), '--json');
    expect(ran.code).toBe(1);
    const result = JSON.parse(ran.out) as Imported;
    expect(result).toMatchObject({ rows: 6, imported: 1, refused: 5, rejects: path('rejects.csv') });
    const rejects = readFileSync(path('rejects.csv'), 'utf8');
    for (const said of ['2,"open_dt","yesterday"', '3,"CASE_ENQUIRY_ID","","a value is needed"', '4,"closed_dt"', '5,"neighborhood"']) expect(rejects).toContain(said);
    expect(await json('verify', '--data', path('bad'))).toMatchObject({ streams: 2 });
  });

  it('reads NDJSON by a mapping of its own', async () => {
    const file = path('requests.ndjson');
    writeFileSync(file, `${JSON.stringify({ no: 'A-1', when: '2025-12-01T08:00:00+08:00', what: 'leak' })}\n[1]\n`);
    const mapping = path('mapping.json');
    writeFileSync(mapping, JSON.stringify({ source: 'old-desk', timeZone: 'Asia/Shanghai', columns: { externalId: 'no', receivedAt: 'when' }, category: { column: 'what', values: { leak: 'LEAK' } } }));
    const ran = await heatledger('import', file, '--mapping', mapping, '--data', path('nd'), '--rejects', path('nd.csv'), '--json');
    expect(ran.code).toBe(1);
    expect(JSON.parse(ran.out)).toMatchObject({ rows: 2, imported: 1, refused: 1 });
  });

  it.each([
    [['import', 'no-such-file.csv', '--mapping', 'boston-311'], 1, /no-such-file.csv: no such file/],
    [['import', FILE, '--mapping', 'nobody'], 1, /nobody: neither a file nor one of boston-311/],
    [['import', FILE], 2, /--mapping/],
    [['compliance', '--by', 'colour'], 2, /zone/],
    [['compliance', '--at', 'yesterday'], 2, /an instant with offset/],
    [['nonsense'], 2, /nonsense/],
  ] as const)('answers %j in one clear sentence', async (args, code, said) => {
    const ran = await heatledger(...args, '--data', path('none'));
    expect(ran.code).toBe(code);
    expect(ran.err).toMatch(said);
    expect(ran.err).not.toMatch(/\n\s+at /);
  });
});

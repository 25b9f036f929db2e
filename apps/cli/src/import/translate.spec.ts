import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { csvRow } from '../csv-cells.js';
import { sayIn } from '../language.js';
import { mappingSchema, type MappingInput } from './mapping.js';
import { readMoment } from './moments.js';
import { translate, type Row } from './translate.js';

const say = sayIn('en');
const now = '2018-01-01T00:00:00Z';
const minimal: MappingInput = {
  source: 'old-desk',
  timeZone: 'America/New_York',
  columns: { externalId: 'id', receivedAt: 'at' },
};
const read = (row: Row, more: Partial<MappingInput> = {}) =>
  translate(
    { id: '1', at: '2017-01-03T08:00:00Z', ...row },
    { mapping: mappingSchema.parse({ ...minimal, ...more }), now, say },
  );
const requestOf = (row: Row, more?: Partial<MappingInput>): object => {
  const translated = read(row, more);
  if (!translated.ok) throw new Error(JSON.stringify(translated.faults));
  return translated.request;
};
const faultsOf = (row: Row, more?: Partial<MappingInput>): readonly object[] => {
  const translated = read(row, more);
  return translated.ok ? [] : translated.faults;
};

describe('A time of another system', () => {
  const autumn = (repeatedHour: 'earlier' | 'later') =>
    readMoment('2012-11-04 01:30:00', { zone: 'America/New_York', patterns: ['yyyy-MM-dd HH:mm:ss'], repeatedHour });

  it('I6: in the hour that comes twice is the one that the mapping says, in summer as in winter', () => {
    expect(autumn('earlier')).toEqual({ ok: true, at: '2012-11-04T01:30:00-04:00' });
    expect(autumn('later')).toEqual({ ok: true, at: '2012-11-04T01:30:00-05:00' });
  });

  it('I6: in the hour that is left out is refused', () => {
    expect(faultsOf({ at: '2012-03-11T02:30:00' })).toMatchObject([
      { field: 'at', reason: expect.stringContaining('leapt over') },
    ]);
  });

  it('I6: is read by the first pattern that fits, and its own offset goes before the zone', () => {
    const timeFormat = ['yyyy/M/d H:mm', 'yyyy年M月d日 H时m分'];
    expect(requestOf({ at: '2017/1/3 8:05' }, { timeFormat, timeZone: 'Asia/Shanghai' })).toMatchObject({
      receivedAt: '2017-01-03T08:05:00+08:00',
    });
    expect(requestOf({ at: '2017年1月3日 18时5分' }, { timeFormat, timeZone: 'Asia/Shanghai' })).toMatchObject({
      receivedAt: '2017-01-03T18:05:00+08:00',
    });
    expect(requestOf({ at: '2017-01-03T08:00:00Z' }, { timeZone: 'Asia/Shanghai' })).toMatchObject({
      receivedAt: '2017-01-03T16:00:00+08:00',
    });
    expect(requestOf({ at: '2017-01-02T24:00:00+08:00' }, { timeZone: 'Asia/Shanghai' })).toMatchObject({
      receivedAt: '2017-01-03T00:00:00+08:00',
    });
  });

  it('T5: before 1990, in the future or at the end of time is refused', () => {
    const columns = { ...minimal.columns, closedAt: 'end', dueAt: 'due' };
    expect(faultsOf({ at: '0001-01-01T00:00:00Z', end: null, due: null }, { columns })).toMatchObject([
      { field: 'at', reason: 'not before 1990' },
    ]);
    expect(faultsOf({ end: '9999-12-31T00:00:00Z', due: '9999-12-31T00:00:00Z' }, { columns })).toMatchObject([
      { field: 'due', reason: expect.stringContaining('before 2100') },
      { field: 'end', reason: `not later than now, ${now}` },
    ]);
  });

  it('I6: law: a time with an offset is that moment, whatever the zone of the mapping', () => {
    const zone = fc.constantFrom('America/New_York', 'Asia/Shanghai', 'Europe/Berlin', 'UTC');
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1990-01-02'), max: new Date('2017-12-31'), noInvalidDate: true }),
        zone,
        (date, timeZone) => {
          expect(
            Date.parse((requestOf({ at: date.toISOString() }, { timeZone }) as { receivedAt: string }).receivedAt),
          ).toBe(date.getTime());
        },
      ),
    );
  });
});

describe('A row of another system', () => {
  it('I5: words are read without blanks around, full-width ones too; those that nobody mapped are named', () => {
    const category = { column: 'what', values: { 漏水: 'LEAK' } } as const;
    expect(requestOf({ what: ' 漏水　' }, { category })).toMatchObject({ category: 'LEAK' });
    expect(read({ what: '暖气不热' }, { category })).toMatchObject({
      ok: true,
      unknown: [{ column: 'what', value: '暖气不热' }],
    });
  });

  const status = { column: 'state', values: { 已办结: 'closed', 处理中: 'open' } } as const;
  it('I6: is open or closed as its status says', () => {
    const columns = { ...minimal.columns, closedAt: 'end', changedAt: 'changed' };
    const end = '2017-01-04T08:00:00Z';
    expect(requestOf({ state: '处理中', end, changed: null }, { columns, status })).not.toHaveProperty('closedAt');
    expect(requestOf({ state: '已办结', end: '', changed: end }, { columns, status })).toMatchObject({
      closedAt: '2017-01-04T03:00:00-05:00',
    });
    expect(faultsOf({ state: '已办结', end: '', changed: '' }, { columns, status })).toMatchObject([
      { field: 'state', reason: expect.stringContaining('not when') },
    ]);
  });

  it('I6: has constants, and columns that may be absent', () => {
    const columns = { ...minimal.columns, zone: 'area' };
    expect(requestOf({}, { constants: { zone: '城东', station: '城东一站' } })).toMatchObject({
      zone: '城东',
      station: '城东一站',
    });
    expect(faultsOf({}, { columns })).toMatchObject([{ field: 'area', reason: 'the row has no such column' }]);
    expect(requestOf({}, { columns, mayBeAbsent: ['zone'] })).not.toHaveProperty('zone');
  });

  it('I6: keeps the code of who handles it there', () => {
    expect(requestOf({ crew: '抢修三班' }, { columns: { ...minimal.columns, handledBy: 'crew' } })).toMatchObject({
      handledBy: '抢修三班',
    });
  });
});

describe('A file that people open in a spreadsheet', () => {
  it('I9: holds no formula: what begins as one is text', () => {
    expect(csvRow(['=1+1', '+86', '-5', '@x', '\tx', '\rx', '＝1', 'a=1'])).toBe(
      `"'=1+1","'+86","'-5","'@x","'\tx","'\rx","'＝1","a=1"\n`,
    );
    expect(csvRow([-5, 3, 'say "x"'])).toBe('-5,3,"say ""x"""\n');
  });
});

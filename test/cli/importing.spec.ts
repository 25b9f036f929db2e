import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from '@jest/globals';
import type { Imported } from '../../apps/cli/src/import/importer.js';
import { columns, HEADING, oldDesk } from './old-desk.js';
import { heatledger, json } from './program.js';

const CITY = 'docs/data/yunling-heat-2024.csv';

const { path, remove, mapping, file, csv, imported, factsIn } = oldDesk();
afterAll(remove);

describe('A file of another system', () => {
  it('I1: is read in the encoding it is in, or refused with encoding and place', async () => {
    // 片区 and 漏水 in GBK, under headings in ASCII
    const gbk = Buffer.concat([
      Buffer.from(`${HEADING}\n1,2024-12-01 08:00,,,`),
      Buffer.from('c6acc7f8', 'hex'),
      Buffer.from(','),
      Buffer.from('c2a9cbae', 'hex'),
      Buffer.from('\n'),
    ]);
    expect(await imported(file('gbk.csv', gbk), 'gbk')).toMatchObject({
      code: 0,
      rows: 1,
      imported: 1,
      encoding: 'gb18030',
    });
    expect((await factsIn('gbk', 'ComplaintReceived'))[0]?.data).toMatchObject({ zone: '片区', category: 'LEAK' });
    const broken = file(
      'broken.csv',
      Buffer.concat([gbk, Buffer.from('2,2024-12-01 08:00,,,'), Buffer.from('ff', 'hex'), Buffer.from(',\n')]),
    );
    const refused = await heatledger('import', broken, '--mapping', mapping, '--data', path('none'));
    expect([refused.code, refused.err]).toEqual([
      1,
      expect.stringMatching(/neither UTF-8 .* nor GB18030 \(line 3, byte 22\)/),
    ]);
    const asked = await heatledger(
      'import',
      broken,
      '--mapping',
      mapping,
      '--data',
      path('none'),
      '--encoding',
      'ebcdic',
    );
    expect([asked.code, asked.err]).toEqual([2, expect.stringContaining('utf-8, utf-16le')]);
  });

  it('I2: with one quote that is never closed gives up that row alone, tells its line, and ends with 1', async () => {
    const rows = Array.from({ length: 99 }, (_, n) => `${n + 2},2024-12-01 08:00,,,城东,不热`);
    const result = await imported(csv('quote.csv', '1,2024-12-01 08:00,,,"城东,不热', ...rows), 'quote');
    expect(result).toMatchObject({ code: 1, rows: 100, imported: 99, refused: 1 });
    expect(readFileSync(result.rejects ?? '', 'utf8')).toMatch(
      /1,"",".*","a quote that is opened in line 2 is never closed",2/,
    );
  });

  it('I3: keeps case numbers to the last digit', async () => {
    const row = (id: string): string =>
      `{"id":${id},"received":"2024-12-01 08:00","due":null,"closed":null,"zone":null,"what":"不热"}`;
    expect(
      await imported(file('ids.ndjson', `${row('350202412010000001')}\n${row('350202412010000002')}\n`), 'ids'),
    ).toMatchObject({ imported: 2 });
    expect((await factsIn('ids', 'ComplaintReceived')).map(({ data }) => data['externalId'])).toEqual([
      '350202412010000001',
      '350202412010000002',
    ]);
  });

  it('I5: refuses two columns of one name, reads words without blanks around, and counts those that nobody mapped', async () => {
    const twice = await heatledger(
      'import',
      file('twice.csv', `${HEADING},zone\n`),
      '--mapping',
      mapping,
      '--data',
      path('none'),
    );
    expect([twice.code, twice.err]).toEqual([1, expect.stringContaining('more than one column zone')]);
    const result = await imported(
      csv(
        'words.csv',
        '1,2024-12-01 08:00,,,城东,漏水 ',
        '2,2024-12-01 08:00,,,城东,参观',
        '3,2024-12-01 08:00,,,城东,参观',
      ),
      'words',
    );
    expect(result).toMatchObject({ imported: 3, unmapped: [{ column: 'what', value: '参观', rows: 2 }] });
    expect((await factsIn('words', 'ComplaintReceived')).map(({ data }) => data['category'])).toEqual([
      'LEAK',
      'OTHER',
      'OTHER',
    ]);
  });

  it('I9: that was refused is written down without a formula in it', async () => {
    const { rejects } = await imported(csv('formula.csv', '1,=cmd|x!A1,,,城东,不热'), 'formula');
    expect(readFileSync(rejects ?? '', 'utf8')).toContain(`1,"received","'=cmd|x!A1"`);
  });
});

describe('A file of few rows', () => {
  it('I6: one date that is none costs no column its meaning, and is told with its row', async () => {
    const file = path('few.csv');
    const rows = ['1,2025-12-01 08:00,2025-12-01 09:00,已取消', '2,昨天,2025-12-02 09:00,已办结', '3,2025-12-03 08:00,,处理中'];
    writeFileSync(file, `编号,受理时间,到达时间,状态\n${rows.join('\n')}\n`);
    const { out, err, code } = await heatledger('import', file, '--explain');
    expect([code, JSON.parse(out)]).toMatchObject([
      0,
      { columns: { externalId: '编号', receivedAt: '受理时间' }, status: { values: { 已取消: 'closed', 处理中: 'open' } } },
    ]);
    expect(err.split('\n').filter((line) => /^row .*受理时间/.test(line))).toEqual([expect.stringMatching(/^row 2, 受理时间 昨天: /)]);
  });
});

describe('An unknown city', () => {
  const proposed = path('yunling.json');

  it('I6: is imported by what --explain proposes, after a look at --dry-run', async () => {
    const explained = await heatledger('import', CITY, '--explain');
    expect([explained.code, explained.err]).toEqual([
      0,
      expect.stringContaining('of 48 rows looked at, this mapping reads 48'),
    ]);
    for (const said of ['gb18030', '来电人姓名', '联系电话', '锅炉房参观']) expect(explained.err).toContain(said);
    writeFileSync(proposed, explained.out);
    expect(JSON.parse(explained.out)).toMatchObject({
      encoding: 'gb18030',
      timeZone: 'Asia/Shanghai',
      columns: {
        externalId: '工单编号',
        receivedAt: '受理时间',
        dueAt: '办结期限',
        closedAt: '办结时间',
        zone: '所属片区',
        station: '换热站',
        closureReason: '处理结果',
        handledBy: '承办单位',
      },
      category: { column: '诉求类别', values: { 漏水: 'LEAK', 暖气不热: 'TEMP', 收费问题: 'BILLING' } },
      status: { column: '状态', values: { 已办结: 'closed', 处理中: 'open', 待派单: 'open' } },
    });
    const tried = await heatledger(
      'import',
      CITY,
      '--mapping',
      proposed,
      '--dry-run',
      '--data',
      path('city'),
      '--lang',
      'zh',
    );
    expect([tried.code, tried.out]).toEqual([0, expect.stringContaining('350202412010000001')]);
    expect(tried.out).toMatch(/受理投诉 T-\d{8}-\w{4}：室温不达标。/);
    const none = await heatledger('verify', '--data', path('city'));
    expect([none.code, none.err]).toEqual([1, expect.stringContaining('no log yet')]);
    const result = await json<Imported>('import', CITY, '--mapping', proposed, '--data', path('city'));
    expect(result).toMatchObject({
      rows: 48,
      imported: 48,
      refused: 0,
      unmapped: [{ column: '诉求类别', value: '锅炉房参观', rows: 1 }],
    });
    expect((await factsIn('city', 'ComplaintClosed')).length).toBe(32);
    expect(await json('import', CITY, '--mapping', proposed, '--dry-run', '--data', path('city'))).toMatchObject({
      rows: 48,
      known: 48,
      events: 0,
    });
  });

  it.each([
    [{ colums: {} }, 'colums is not known; allowed: source, encoding'],
    [{ columns: { externalId: 'id' } }, 'columns.receivedAt: is needed'],
    [{ timeZone: 'Peking' }, 'timeZone: an IANA time zone such as Asia/Shanghai is allowed'],
    [{ timeFormat: 'YYYY-MM-DD hh:mm' }, 'a pattern with year, month and day such as'],
    [{ category: { values: { 漏水: 'WATER' } } }, 'allowed: "TEMP", "LEAK"'],
    [{ constants: { zone: '城东' } }, 'constants.zone: zone has a column'],
    [{ encoding: 'gb' }, 'encoding: allowed: "utf-8"'],
  ])('I6: a mapping with %j is refused with what is allowed', async (fault, said) => {
    const wrong = path('wrong.json');
    writeFileSync(wrong, JSON.stringify({ source: 'old-desk', timeZone: 'Asia/Shanghai', columns, ...fault }));
    const { code, err } = await heatledger('import', csv('any.csv'), '--mapping', wrong, '--data', path('none'));
    expect([code, err]).toEqual([1, expect.stringContaining(said)]);
  });
});

describe('A log that moves', () => {
  it('I8: arrives whole where texts hold line separators of other kinds', async () => {
    const odd = 'a\u2028b\u2029c';
    await imported(csv('odd.csv', `1,2024-12-01 08:00,,,${odd},不热`), 'odd');
    const exported = await heatledger('export', '--events', '--data', path('odd'));
    const events = file('odd.ndjson', exported.out);
    expect(exported.out).toContain(odd);
    expect(await json('import', events, '--events', '--data', path('moved'))).toMatchObject({
      events: exported.out.trimEnd().split('\n').length,
    });
    const back = await heatledger('export', '--events', '--data', path('moved'));
    expect(back.out).toBe(exported.out);
  });
});

import { writeFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from '@jest/globals';
import { heatledger, json, scratch } from './program.js';

const place = scratch();
afterAll(place.remove);

const file = (name: string, content: unknown): string => {
  const path = place.path(name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
};

const linyi = ['rules', 'refund', '--pack', '临沂', '--fee', '2300.00', '--season', '2025-11-10..2026-03-20'];
const qingdao = ['rules', 'deadline', '--pack', '青岛', '--category', 'TEMP', '--kind', 'complaint', '--clock', 'arrive', '--at', '2025-11-18T22:30:00+08:00'];

interface Refunded {
  readonly fen: number;
  readonly trace: readonly { readonly zh: string }[];
}

describe('heatledger rules', () => {
  it('lists and shows packs by place or pinyin, in the version of a day', async () => {
    const listed = await json<{ id: string }[]>('rules', 'packs');
    expect(new Set(listed.map(({ id }) => id)).size).toBe(16);
    expect(await json('rules', 'show', '北京@2020-01-01')).toMatchObject({ id: 'beijing', version: 'before-2022' });
    const { out } = await heatledger('rules', 'show', 'linyi', '--lang', 'zh');
    expect(out).toContain('室温 14 ℃（含）至 16 ℃：50 %');
    expect(out).toContain('《临沂市供热条例》第32、34条');
  });

  it('computes a refund step by step, in both languages', async () => {
    const refund = await json<Refunded>(...linyi, '--celsius', '15.2', '--days', '6');
    expect(Object.keys(refund)).toEqual(['fen', 'days', 'band', 'factors', 'trace', 'rule']);
    expect(refund).toMatchObject({ fen: 5267, days: 6, band: '14≤t<16', rule: { pack: 'linyi', version: '2017' } });
    expect(refund.trace.at(-1)?.zh).toContain('2300.00 ÷ 131 × 50% × 6 = 52.67 元');
    expect((await heatledger(...linyi, '--celsius', '15.2', '--days', '6', '--lang', 'zh')).out).toContain('应退 52.67 元');
  });

  it('reads a case from a file, the command line on top', async () => {
    const beijing = file('beijing.json', { fee: '3000.00', season: '2025-11-15..2026-03-15', celsius: 15.8, agreedCelsius: 18, area: 100, failingArea: 32, days: 4 });
    expect(await json('rules', 'refund', '--pack', 'beijing', '--case', beijing)).toMatchObject({ fen: 1904 });
    expect(await json('rules', 'refund', '--pack', 'beijing', '--case', beijing, '--days', '8')).toMatchObject({ fen: 3808 });
    expect(await json('rules', 'compare', '临沂', '泰安', '--case', beijing)).toMatchObject({ results: [{ refund: { fen: 4959 } }, { differenceFen: 0 }] });
  });

  it('computes a deadline with its segments, paused where a file says so', async () => {
    const free = await json<object>(...qingdao);
    expect(free).toMatchObject({ due: '2025-11-19T03:30:00+08:00', segments: [{ state: 'running', minutes: 300 }], rule: { pack: 'qingdao' } });
    const pauses = file('pauses.json', [{ from: '2025-11-19T00:00:00+08:00', to: '2025-11-19T08:00:00+08:00', reason: 'user-absent' }]);
    expect(await json(...qingdao, '--pauses', pauses)).toMatchObject({ due: '2025-11-19T11:30:00+08:00' });
    expect((await heatledger(...qingdao, '--pauses', pauses, '--lang', 'zh')).out).toContain('暂停：约定时间用户不在家');
  });

  it('checks a pack file and names every faulty field', async () => {
    const pack = await json<object>('rules', 'show', 'linyi');
    expect(await json('rules', 'check', file('pack.json', pack))).toMatchObject({ id: 'linyi', sound: true });
    const bad = await heatledger('rules', 'check', file('bad.json', { ...pack, effectiveTo: '2001-01-01' }));
    expect([bad.code, bad.err]).toEqual([1, expect.stringContaining('effectiveTo')]);
  });

  it('M1: pays for days of the season that are over, the same as over HTTP', async () => {
    const span = ['--from', '2025-11-05T09:00:00+08:00', '--to', '2025-11-12T09:00:00+08:00'];
    expect(await json(...linyi, '--celsius', '17', ...span)).toMatchObject({ fen: 1053, days: 3 });
    const july = await heatledger(...linyi, '--celsius', '17', '--from', '2025-07-01T09:00:00+08:00', '--to', '2025-07-05T09:00:00+08:00');
    expect(july).toMatchObject({ code: 1, out: '', err: expect.stringContaining('2025-11-10..2026-03-20') });
    const year = new Date().getUTCFullYear() + 1;
    const next = ['rules', 'refund', '--pack', '临沂', '--fee', '2300.00', '--season', `${year}-11-10..${year + 1}-03-20`];
    const ahead = await heatledger(...next, '--celsius', '13', '--from', `${year}-12-01T09:00:00+08:00`, '--to', `${year + 1}-03-03T09:00:00+08:00`);
    expect(ahead).toMatchObject({ code: 1, out: '', err: expect.stringContaining('to') });
  });

  it('M3: pays one day for an outage of exactly 24 h, and shows what a version changed', async () => {
    const outage = [...linyi, '--outage', '--from', '2026-01-05T10:00:00+08:00', '--to', '2026-01-06T10:00:00+08:00'];
    expect(await json(...outage)).toMatchObject({ fen: 1756, days: 1 });
    expect((await heatledger('rules', 'show', '临沂@2026-12-01', '--lang', 'zh')).out).toContain('停热每满 24 小时计 1 天');
    expect((await heatledger('rules', 'show', '临沂@2026-11-30', '--lang', 'zh')).out).toContain('linyi@2017');
    const compared = await json<{ results: unknown[] }>(...['rules', 'compare', '临沂@2026-11-30', '临沂@2026-12-01'], ...outage.slice(4));
    expect(compared.results).toMatchObject([{ refund: { fen: 1756, rule: { version: '2017' } } }, { differenceFen: 0, refund: { rule: { version: '2026-12' } } }]);
  });

  it('M5: answers complaints of 西安 by the default limit from the mended version on', async () => {
    const asked = ['rules', 'deadline', '--category', 'TEMP', '--kind', 'complaint', '--clock', 'written-answer', '--at', '2026-01-05T10:00:00+08:00', '--pack'];
    expect(await json(...asked, '西安')).toMatchObject({ due: '2026-01-13T00:00:00+08:00', rule: { pack: 'xian', version: '2018' } });
    const later = asked.map((word) => (word === '2026-01-05T10:00:00+08:00' ? '2026-12-07T10:00:00+08:00' : word));
    expect(await json(...later, '西安')).toMatchObject({ due: '2026-12-10T10:00:00+08:00', rule: { pack: 'default', version: '2026-12' } });
  });

  it.each([
    [[...linyi, '--celsius', '15.2', '--days', '-1'], 1, 'days'],
    [[...linyi, '--celsius', '61', '--days', '6'], 1, 'celsius'],
    [[...linyi, '--celsius', '15.2', '--days', '6', '--fee', '2300.005'], 1, 'fee'],
    [[...linyi, '--celsius', '15.2', '--days', '6', '--season', '2026-03-20..2025-11-10'], 1, 'season'],
    [[...linyi, '--celsius', '15.2', '--days', '6', '--pack', '巴黎'], 1, 'pack'],
    [[...linyi, '--celsius', '15.2', '--days', '6', '--pack', '徐州@2019-01-01'], 1, 'date'],
    [['rules', 'refund', '--pack', '乌鲁木齐', ...linyi.slice(4), '--celsius', '15.2', '--days', '6'], 1, 'refund'],
    [[...linyi, '--case', '/nowhere/case.json'], 2, '--case'],
    [['rules', 'refund'], 2, '--pack'],
    [[...qingdao, '--at', 'tomorrow'], 1, 'at'],
    [[...qingdao, '--clock', 'lunch'], 2, '--clock'],
  ])('refuses %# with one sentence that names the field', async (args, code, field) => {
    const said = await heatledger(...args);
    expect(said).toMatchObject({ code, out: '', err: expect.stringContaining(field) });
    expect(said.err).not.toMatch(/\n\s+at /);
  });
});

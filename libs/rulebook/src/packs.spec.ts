import { describe, expect, it } from '@jest/globals';
import { defaultPack, defaultRules, faultsAmong, faultsIn, packFor, packFrom, packNamed, packs, packText, type RulePack } from './index.js';
import { under } from './testing/under.js';

const linyi = under('linyi').pack;
const written = (more: object): unknown => JSON.parse(JSON.stringify({ ...linyi, ...more }));

describe('the packs', () => {
  it('are sixteen places, each version sound, each found by id and by place, none on a day of another', () => {
    expect(new Set(packs().map(({ id }) => id)).size).toBe(16);
    expect(faultsAmong(packs())).toEqual([]);
    for (const pack of packs()) {
      expect(faultsIn(pack)).toEqual([]);
      expect(packFrom(JSON.parse(JSON.stringify(pack)))).toEqual({ ok: true, value: pack });
      expect(packNamed(pack.name.zh, pack.effectiveFrom)).toEqual({ ok: true, value: pack });
    }
  });
  it('are refused by an unknown name, a date that is none or a day on which they do not hold', () => {
    expect(packNamed('巴黎')).toMatchObject({ code: 'rulebook/unknown-pack' });
    expect(packNamed('linyi', '2010-01-01')).toMatchObject({ code: 'rulebook/wrong-date', detail: { field: 'date' } });
    expect(packFor('linyi@2026-02-30')).toMatchObject({ code: 'rulebook/wrong-date', detail: { field: 'pack' } });
    expect(packFor('北京@2019-01-01', ['2026-01-05'])).toMatchObject({ code: 'rulebook/wrong-date', detail: { field: 'pack' } });
  });
  it('live side by side in two versions, the one of the day in force', () => {
    const old: RulePack = { ...defaultPack, version: 'old', effectiveTo: '2025-12-31' };
    const among: readonly RulePack[] = [old, { ...defaultPack, version: 'new', effectiveFrom: '2026-01-01' }];
    expect(packNamed('default', '2025-12-31', among)).toMatchObject({ value: { version: 'old' } });
    expect(packNamed('default', '2026-01-01', among)).toMatchObject({ value: { version: 'new' } });
    expect(packFor('北京', ['2021-12-31'])).toMatchObject({ value: { version: 'before-2022' } });
    expect(packFor('北京', ['2022-01-01'])).toMatchObject({ value: { version: 'BF-2022-0501' } });
    expect(faultsAmong([old, { ...defaultRules.pack, effectiveFrom: '2025-12-31' }])).toMatchObject([{ field: 'default@2025-1.effectiveFrom' }]);
  });
  it('M5: say what a city prepares before its season, from the version of December 2026 on, and end the one before', () => {
    const on = (place: string, day: string) => packFor(place, [day]);
    expect(on('潍坊', '2026-12-01')).toMatchObject({ value: { usualSeason: { fromTime: '12:00', toTime: '12:00' }, filling: { noticeDays: 7 }, trialRun: { daysBefore: 5 } } });
    expect(on('青岛', '2026-12-01')).toMatchObject({ value: { filling: { noticeDays: 7 }, trialRun: { daysBefore: 5 } } });
    expect(on('滨州', '2026-12-01')).toMatchObject({ value: { filling: { noticeDays: 5 }, trialRun: { daysBefore: 7 } } });
    expect(on('菏泽', '2026-12-01')).toMatchObject({ value: { filling: { noticeDays: 5 }, trialRun: { daysBefore: 5 } } });
    expect(on('洛阳', '2026-12-01')).toMatchObject({ value: { filling: { noticeDays: 5 }, readiness: { daysBefore: 15 } } });
    expect(on('临沂', '2026-12-01')).toMatchObject({ value: { trialRun: { daysBefore: 5 } } });
    expect(on('徐州', '2026-12-01')).toMatchObject({ value: { trialRun: { daysBefore: 3 } } });
    expect(on('潍坊', '2026-11-30')).toMatchObject({ value: { version: '2021', effectiveTo: '2026-11-30' } });
    const shown = packText(under('潍坊').pack, 'zh').flatMap(({ rows }) => rows);
    expect(shown).toContainEqual(['充水试压通知', '提前 7 天', '《潍坊市供热条例》']);
    expect(shown).toContainEqual(['试供热', '采暖期前 5 天', '《潍坊市供热条例》']);
    expect(shown).toContainEqual(['通常采暖期', '11-14 12:00 … 03-15 12:00', '《潍坊市供热条例》']);
  });
  it('mark every rule with its source, and call law only what was read', () => {
    for (const pack of packs()) for (const { rows } of packText(pack, 'en')) for (const [, , cited] of rows) expect(cited === '' || /\[[VPMD]\]$/.test(cited)).toBe(true);
    for (const pack of packs()) for (const { rows } of packText(pack, 'zh')) for (const row of rows) expect(row.join('')).not.toMatch(/\[[VPMD]\]|°C/);
  });
});

describe('a bad pack', () => {
  const bands = (tenths: number, included: boolean) => ({ refund: { ...linyi.refund, bands: [{ name: 'a', to: { tenths, included }, percent: 50 }, { name: 'b', from: { tenths: 160, included: true }, percent: 20 }] } });
  it.each([
    ['bands that overlap', bands(160, true), 'refund.bands[b]'],
    ['bands with a gap', bands(150, false), 'refund.bands[b]'],
    ['a share beyond the fee', { refund: { ...linyi.refund, bands: [{ name: 'a', percent: 101 }] } }, 'refund.bands[0].percent'],
    ['no band', { refund: { ...linyi.refund, bands: [] } }, 'refund.bands'],
    ['days in halves', { limits: [{ ...linyi.limits[0], minutes: 1.5 }] }, 'limits[0].minutes'],
    ['an unknown unit', { limits: [{ ...linyi.limits[0], hours: 24 }] }, 'limits[0].hours'],
    ['an unknown calendar', { limits: [{ ...linyi.limits[0], calendar: 'moon-days' }] }, 'limits[0].calendar'],
    ['a rule without a source', { outage: { afterHours: { hours: 24, included: true } } }, 'outage.source'],
    ['a mark that is none', { suspension: { demandDays: 7, source: { mark: 'X', text: 't' } } }, 'suspension.source.mark'],
    ['a day that does not exist', { effectiveFrom: '2026-02-30' }, 'effectiveFrom'],
    ['an end before its begin', { effectiveTo: '2016-01-01' }, 'effectiveTo'],
    ['a parent that is itself', { parent: 'linyi' }, 'parent'],
    ['counting from a grace it has not', { refund: { ...linyi.refund, countFrom: 'end-of-grace' } }, 'refund.graceHours'],
    ['weights that do not sum', { scoring: { ...defaultPack.scoring, weights: { 供热质量: 99 } } }, 'scoring.weights'],
    ['grades out of order', { scoring: { ...defaultPack.scoring, grades: [...(defaultPack.scoring?.grades ?? [])].reverse() } }, 'scoring.grades'],
    ['hours that run backwards', { limits: [{ ...linyi.limits[0], calendar: { fromHour: 21, toHour: 6 } }] }, 'limits[measure].calendar.toHour'],
    ['a field nobody knows', { colour: 'red' }, 'colour'],
  ])('with %s names the field', (_, more, field) => {
    expect(packFrom(written(more))).toMatchObject({ ok: false, code: 'rulebook/bad-pack', detail: { field } });
  });
  it('that is no record is refused, and every fault is named at once', () => {
    expect(packFrom('临沂')).toMatchObject({ code: 'rulebook/bad-pack' });
    expect(packFrom(written({ id: 'LINYI', version: '', limits: 3 }))).toMatchObject({ detail: { field: 'id; version; limits' } });
  });
});

import { describe, expect, it } from '@jest/globals';
import { faultsIn, packFrom, packs, payOut } from './index.js';
import { at, under } from './testing/under.js';

const basisAt = at('2026-01-05');
const approved = (day: string) => ({ approvedAt: at(day, '10:00'), basisAt });
const season = (endsAt: string) => ({ seasonId: 's', name: '2025-2026', startsAt: '2025-11-10T00:00:00+08:00', endsAt, days: 131 });

describe('a refund is paid', () => {
  it.each([
    ['青岛', '2026-06-30T23:59:59+08:00', 'qingdao'],
    ['临沂', '2026-06-30T23:59:59+08:00', 'linyi'],
    ['徐州', '2026-05-31T23:59:59+08:00', 'xuzhou'],
    ['滨州', '2026-05-31T23:59:59+08:00', 'binzhou'],
    ['菏泽', '2026-05-31T23:59:59+08:00', 'heze'],
    ['潍坊', '2026-05-15T23:59:59+08:00', 'weifang'],
    ['洛阳', '2026-05-15T23:59:59+08:00', 'luoyang'],
    ['泰安', '2026-03-03T10:00:00+08:00', 'default'],
    ['北京', '2026-03-03T10:00:00+08:00', 'default'],
    ['default', '2026-03-03T10:00:00+08:00', 'default'],
  ])('in %s by %s, by the rule of %s', (place, due, pack) =>
    expect(payOut(under(place), approved('2026-02-01'))).toMatchObject({ value: { due, rule: { pack } } }),
  );

  it('by the day of the year in which the declared season ends, wherever in it the cold room was', () => {
    const rules = { ...under('临沂'), season: season('2026-03-25T23:59:59+08:00') };
    expect(payOut(rules, { approvedAt: at('2025-12-20'), basisAt: at('2025-12-01') })).toMatchObject({ value: { due: '2026-06-30T23:59:59+08:00' } });
    expect(payOut({ ...under('临沂') }, { approvedAt: at('2025-12-20'), basisAt: at('2025-12-01') })).toMatchObject({
      value: { due: '2026-06-30T23:59:59+08:00' },
    });
  });

  it('two months after the last heated day: an end at midnight belongs to the day before, and a short month gives its last day', () => {
    expect(payOut({ ...under('潍坊'), season: season('2026-03-16T00:00:00+08:00') }, approved('2026-02-01'))).toMatchObject({
      value: { due: '2026-05-15T23:59:59+08:00' },
    });
    expect(payOut({ ...under('潍坊'), season: season('2025-12-31T23:59:59+08:00') }, approved('2026-01-10'))).toMatchObject({
      value: { due: '2026-02-28T23:59:59+08:00' },
    });
  });

  it('in time on the very day, and thirty days after an approval that comes later', () => {
    expect(payOut(under('临沂'), { approvedAt: '2026-06-30T23:59:59+08:00', basisAt })).toMatchObject({
      value: { due: '2026-06-30T23:59:59+08:00', why: [{}] },
    });
    const late = payOut(under('临沂'), { approvedAt: '2026-07-01T00:00:00+08:00', basisAt });
    expect(late).toMatchObject({
      value: {
        due: '2026-07-31T00:00:00+08:00',
        rule: { pack: 'linyi' },
        why: [{}, { zh: expect.stringContaining('已过'), en: expect.stringContaining('30 days') }],
      },
    });
  });

  it('in days from the approval where the sum belongs to no season, or the season is not known', () => {
    const { approvedAt } = approved('2026-02-01');
    expect(payOut(under('临沂'), { approvedAt })).toMatchObject({
      value: { due: '2026-03-03T10:00:00+08:00', rule: { pack: 'default' }, why: [{}, { en: expect.stringContaining('default') }] },
    });
    expect(payOut(under('西安'), approved('2026-02-01'))).toMatchObject({ value: { rule: { pack: 'default' } } });
  });

  it('under no pack that names no term in its whole line', () => {
    const { refund: _, parent: __, ...pack } = under('临沂').pack;
    expect(payOut({ pack, season: null }, approved('2026-02-01'))).toMatchObject({
      code: 'rulebook/rule-missing',
      detail: { field: 'refund.payBy.term' },
    });
  });
});

describe('a pay-out term in a pack', () => {
  const { pack } = under('临沂');
  const written = (payBy: object): unknown =>
    JSON.parse(JSON.stringify({ ...pack, refund: { ...pack.refund, payBy: { ...pack.refund?.payBy, ...payBy } } }));
  it.each([
    [{ term: { monthDay: '02-29' } }, 'refund.payBy.term.monthDay'],
    [{ term: { monthDay: '13-01' } }, 'refund.payBy.term.monthDay'],
    [{ term: { monthDay: '06-30', monthsAfterSeason: 2 } }, 'refund.payBy.term'],
    [{ term: {} }, 'refund.payBy.term'],
    [{ term: { weeksAfterApproval: 2 } }, 'refund.payBy.term.weeksAfterApproval'],
    [{ daysWhenPast: undefined }, 'refund.payBy.daysWhenPast'],
    [{ source: undefined }, 'refund.payBy.source'],
  ])('of %j is refused by its field', (payBy, field) =>
    expect(packFrom(written(payBy))).toMatchObject({ code: 'rulebook/bad-pack', detail: { field } }),
  );

  it('is sound in every shipped pack', () => expect(packs().flatMap(faultsIn)).toEqual([]));
});

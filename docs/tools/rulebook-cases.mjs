// One refund case and one clock per pack: the examples of the rules officer's page, in the form that `--case` and the HTTP doors read.
const winter = { fee: '2300.00', season: '2025-11-15..2026-03-15' };
const from = '2026-01-05T09:00:00+08:00';
const to = '2026-01-10T16:00:00+08:00';

export const cases = {
  默认规则: { ...winter, celsius: 17.2, days: 6 },
  山东省: { ...winter, basis: 'outage', from, to: '2026-01-06T09:00:00+08:00' },
  青岛: { fee: '2300.00', season: '2025-11-16..2026-04-05', celsius: 16, from, to },
  临沂: { fee: '2300.00', season: '2025-11-10..2026-03-20', celsius: 15.2, days: 6 },
  泰安: { ...winter, from, to, readings: [{ on: '2026-01-05', celsius: 17.1 }, { on: '2026-01-08', celsius: 15.2, by: 'retest' }] },
  潍坊: { ...winter, season: '2025-11-14..2026-03-15', celsius: 15.9, from, to },
  滨州: { ...winter, season: '2025-11-15..2026-03-20', from, to, readings: [{ on: '2026-01-05', celsius: 16 }, { on: '2026-01-07', outcome: 'user-refused' }, { on: '2026-01-08', outcome: 'company-failed' }] },
  菏泽: { ...winter, basis: 'outage', days: 8, from, to: '2026-01-05T20:00:00+08:00' },
  洛阳: { ...winter, celsius: 17.9, from, to },
  徐州: { fee: '2000.00', season: '2025-11-21..2026-03-10', celsius: 17.1, from, to: '2026-01-09T09:00:00+08:00' },
  北京: { fee: '3000.00', season: '2025-11-15..2026-03-15', celsius: 15.8, agreedCelsius: 18, area: 100, failingArea: 32, days: 4 },
  黑龙江: { fee: '3600.00', season: '2025-10-20..2026-04-20', celsius: 19, days: 10 },
  天津: { ...winter, celsius: 16, agreedCelsius: 18, area: 90, failingArea: 20.5, from, to },
  西安: { ...winter, celsius: 15, days: 6, basicFee: '690.00' },
  乌鲁木齐: { ...winter, season: '2025-10-10..2026-04-10', celsius: 19, days: 6 },
  沈阳: { ...winter, season: '2025-11-01..2026-03-31', celsius: 13, days: 6 },
};

const cold = { category: 'TEMP', kind: 'complaint', clock: 'arrive', at: '2025-11-18T22:30:00+08:00' };
const away = { from: '2025-11-18T23:00:00+08:00', to: '2025-11-19T08:00:00+08:00', reason: 'user-absent', by: 'crew-7', evidence: 'photo-12' };

export const clockCases = [
  ['默认规则', { ...cold, clock: 'written-answer', channel: '12345', at: '2026-02-12T10:00:00+08:00' }],
  ['山东省', { ...cold, clock: 'written-answer' }],
  ['青岛', cold],
  ['临沂', { ...cold, pauses: [away] }],
  ['泰安', { ...cold, clock: 'measure' }],
  ['潍坊', { ...cold, at: '2025-11-24T12:00:00+08:00' }],
  ['滨州', { ...cold, category: 'LEAK', kind: 'repair' }],
  ['菏泽', { ...cold, pauses: [away], extensions: [{ at: '2025-11-19T09:00:00+08:00', due: '2025-11-19T15:00:00+08:00', reason: '管网抢修', approvedBy: 'manager-1' }] }],
  ['洛阳', { ...cold, clock: 'measure' }],
  ['徐州', { ...cold, clock: 'resolve' }],
  ['北京', { ...cold, season: '2025-11-15..2026-03-15' }],
  ['黑龙江', { ...cold, category: 'OUTAGE', kind: 'repair', clock: 'resolve' }],
  ['天津', { ...cold, category: 'LEAK', kind: 'repair' }],
  ['西安', { ...cold, clock: 'written-answer', at: '2026-01-05T10:00:00+08:00' }],
  ['乌鲁木齐', { ...cold, clock: 'first-result' }],
  ['沈阳', { ...cold, clock: 'measure', at: '2026-01-05T20:30:00+08:00' }],
];

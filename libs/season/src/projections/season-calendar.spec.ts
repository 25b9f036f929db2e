import { describe, expect, it } from '@jest/globals';
import { recorded, viewFor } from '@heatledger/testing';
import { SeasonAdvanced, SeasonDeclared, SeasonEnded, SeasonExtended } from '../domain/season.events.js';
import { lastSeasonAt, seasonAt } from './season-at.js';
import { seasonCalendar } from './season-calendar.projection.js';

const seasonId = '018f0000-0000-7000-8000-000000000001';
const startsAt = '2025-11-15T00:00:00+08:00';
const early = '2025-11-10T00:00:00+08:00';
const endsAt = '2026-03-15T23:59:59+08:00';
const late = '2026-03-18T23:59:59+08:00';
const facts = [
  recorded(SeasonDeclared({ seasonId, name: '2025-2026', area: '北京', startsAt, endsAt, days: 121, packId: 'default' }), {
    at: '2025-09-01T09:00:00+08:00',
    recordedAt: '2025-09-01T09:00:00+08:00',
    revision: 0,
  }),
  recorded(SeasonAdvanced({ seasonId, previousStartsAt: startsAt, startsAt: early, days: 126, reason: '寒潮' }), {
    at: '2025-11-08T09:00:00+08:00',
    recordedAt: '2025-11-12T09:00:00+08:00',
    revision: 1,
  }),
  recorded(SeasonExtended({ seasonId, previousEndsAt: endsAt, endsAt: late, days: 129, reason: '倒春寒' }), {
    at: '2026-03-13T09:00:00+08:00',
    recordedAt: '2026-03-13T09:00:00+08:00',
    revision: 2,
  }),
  recorded(SeasonEnded({ seasonId, endsAt: late, days: 129 }), {
    at: '2026-03-19T09:00:00+08:00',
    recordedAt: '2026-03-19T09:00:00+08:00',
    revision: 3,
  }),
];
const docs = [
  ...viewFor(seasonCalendar)
    .after(...facts)
    .docs.values(),
];

describe('the season calendar', () => {
  it('keeps every decision about a season', () => {
    expect(docs[0]).toMatchObject({ phase: 'ended', startsAt: early, endsAt: late, days: 129, packId: 'default', revision: 3 });
    expect(docs[0]?.versions.map(({ change, days }) => [change, days])).toEqual([
      ['SeasonDeclared', 121],
      ['SeasonAdvanced', 126],
      ['SeasonExtended', 129],
      ['SeasonEnded', 129],
    ]);
  });
  it('answers with the season as it was decided at the instant asked for', () => {
    expect(seasonAt(docs, '2025-11-11T08:00:00+08:00')).toMatchObject({ startsAt: early, days: 126, packId: 'default', area: '北京' });
    expect(seasonAt(docs, '2026-01-05T08:00:00+08:00')).toMatchObject({ startsAt: early, endsAt, days: 126 });
    expect(seasonAt(docs, '2026-03-17T08:00:00+08:00')).toMatchObject({ endsAt: late, days: 129 });
  });
  it('leaves out what was recorded after the instant it is asked to forget', () =>
    expect(seasonAt(docs, '2025-11-11T08:00:00+08:00', { asOf: '2025-11-11T09:00:00+08:00' })).toBeNull());
  it('knows no season between seasons, but the one heated last', () => {
    expect(seasonAt(docs, '2026-05-01T08:00:00+08:00')).toBeNull();
    expect(lastSeasonAt(docs, '2026-05-01T08:00:00+08:00')).toMatchObject({ days: 129 });
    expect(lastSeasonAt(docs, '2025-10-01T08:00:00+08:00')).toBeNull();
  });
  it('knows a season from its start also where it was entered late', () => {
    const late = recorded(SeasonDeclared({ seasonId, name: '2025-2026', area: '北京', startsAt, endsAt, days: 121, packId: 'default' }), {
      at: '2026-01-05T12:00:00+08:00',
      revision: 0,
    });
    const calendar = [...viewFor(seasonCalendar).after(late).docs.values()];
    expect(seasonAt(calendar, '2025-12-01T08:00:00+08:00')).toMatchObject({ days: 121 });
    expect(seasonAt(calendar, '2025-12-01T08:00:00+08:00', { asOf: '2026-01-01T00:00:00+08:00' })).toBeNull();
  });
  it('tells areas apart', () => expect(seasonAt(docs, '2026-01-05T08:00:00+08:00', { area: '青岛' })).toBeNull());
});

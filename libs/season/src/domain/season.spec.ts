import { describe, it } from '@jest/globals';
import { packs } from '@heatledger/rulebook';
import { ordered, specFor } from '@heatledger/testing';
import { AdvanceSeason, DeclareSeason, EndSeason, ExtendSeason } from './season.commands.js';
import { SeasonAdvanced, SeasonDeclared, SeasonEnded, SeasonExtended } from './season.events.js';
import { season } from './season.js';

const seasonId = '018f0000-0000-7000-8000-000000000001';
const declaration = {
  seasonId,
  name: '2025-2026',
  area: '临沂',
  startsAt: '2025-11-10T00:00:00+08:00',
  endsAt: '2026-03-20T23:59:59+08:00',
  packId: 'linyi',
};
const declared = SeasonDeclared({ ...declaration, days: 131 });
const ended = SeasonEnded({ seasonId, endsAt: '2026-03-20T23:59:59+08:00', days: 131 });
const { given } = specFor(season, { known: packs() });
const later = (endsAt: string) => ordered(EndSeason({ seasonId, endsAt }), { at: '2026-04-01T09:00:00+08:00' });

describe('a season is declared', () => {
  it('with both ends counted', () => given().when(DeclareSeason(declaration)).then(declared));
  it('with an end at midnight counted to the day before', () =>
    given()
      .when(DeclareSeason({ ...declaration, endsAt: '2026-03-21T00:00:00+08:00' }))
      .thenAmong('SeasonDeclared', { days: 131 }));
  it('with the days of the notice where they differ by one', () =>
    given()
      .when(DeclareSeason({ ...declaration, days: 130 }))
      .thenAmong('SeasonDeclared', { days: 130 }));
  it('but not with days that contradict its dates', () =>
    given()
      .when(DeclareSeason({ ...declaration, days: 12 }))
      .thenRejected('season/wrong-dates', { field: 'days', value: 12 }));
  it('but not ending before it starts, nor lasting years', () => {
    given()
      .when(DeclareSeason({ ...declaration, endsAt: declaration.startsAt }))
      .thenRejected('season/wrong-dates', { field: 'endsAt' });
    given()
      .when(DeclareSeason({ ...declaration, endsAt: '2027-03-20T00:00:00+08:00' }))
      .thenRejected('season/wrong-dates', { field: 'endsAt' });
  });
  it('but not under a pack that nobody knows, or that does not hold yet', () => {
    given()
      .when(DeclareSeason({ ...declaration, packId: 'atlantis' }))
      .thenRejected('season/unknown-pack', { field: 'packId', value: 'atlantis' });
    given()
      .when(DeclareSeason({ ...declaration, packId: 'xuzhou', startsAt: '2019-11-10T00:00:00+08:00', endsAt: '2020-03-20T00:00:00+08:00' }))
      .thenRejected('season/unknown-pack', { field: 'packId', value: 'xuzhou' });
  });
  it('once: the same again changes nothing, another content is refused', () => {
    given(declared).when(DeclareSeason(declaration)).thenNothing();
    given(declared)
      .when(DeclareSeason({ ...declaration, area: '青岛' }))
      .thenRejected('season/known');
  });
});

describe('a season is moved', () => {
  const startsAt = '2025-11-05T00:00:00+08:00';
  const endsAt = '2026-03-25T23:59:59+08:00';
  it('to an earlier start', () => {
    const advanced = SeasonAdvanced({ seasonId, previousStartsAt: declaration.startsAt, startsAt, days: 136, reason: '寒潮' });
    given(declared)
      .when(AdvanceSeason({ seasonId, startsAt, reason: '寒潮' }))
      .then(advanced);
    given(declared, advanced)
      .when(AdvanceSeason({ seasonId, startsAt, reason: '寒潮' }))
      .thenNothing();
  });
  it('to a later end', () => {
    const extended = SeasonExtended({ seasonId, previousEndsAt: declaration.endsAt, endsAt, days: 136, reason: '倒春寒' });
    given(declared)
      .when(ExtendSeason({ seasonId, endsAt, reason: '倒春寒' }))
      .then(extended);
    given(declared, extended)
      .when(ExtendSeason({ seasonId, endsAt, reason: '倒春寒' }))
      .thenNothing();
  });
  it('never to a late start or an early end', () => {
    given(declared)
      .when(AdvanceSeason({ seasonId, startsAt: '2025-11-12T00:00:00+08:00', reason: 'x' }))
      .thenRejected('season/not-earlier', { field: 'startsAt' });
    given(declared)
      .when(ExtendSeason({ seasonId, endsAt: '2026-03-01T00:00:00+08:00', reason: 'x' }))
      .thenRejected('season/not-later', { field: 'endsAt' });
  });
  it('never by months, never when it is unknown or over', () => {
    given(declared)
      .when(AdvanceSeason({ seasonId, startsAt: '2025-06-01T00:00:00+08:00', reason: 'x' }))
      .thenRejected('season/wrong-dates');
    given(declared)
      .when(ExtendSeason({ seasonId, endsAt: '2026-09-01T00:00:00+08:00', reason: 'x' }))
      .thenRejected('season/wrong-dates');
    given()
      .when(AdvanceSeason({ seasonId, startsAt, reason: 'x' }))
      .thenRejected('season/unknown');
    given()
      .when(ExtendSeason({ seasonId, endsAt, reason: 'x' }))
      .thenRejected('season/unknown');
    given(declared, ended)
      .when(AdvanceSeason({ seasonId, startsAt, reason: 'x' }))
      .thenRejected('season/ended');
    given(declared, ended)
      .when(ExtendSeason({ seasonId, endsAt, reason: 'x' }))
      .thenRejected('season/ended');
  });
});

describe('a season ends', () => {
  it('at its declared end, or later with the days that were heated', () => {
    given(declared).when(later(declaration.endsAt)).then(ended);
    given(declared).when(later('2026-03-22T12:00:00+08:00')).thenAmong('SeasonEnded', { days: 133 });
  });
  it('T3: early as what it is, with the days lost, and never in the future', () => {
    given(declared).when(later('2026-03-01T00:00:00+08:00')).thenAmong('SeasonEnded', { previousEndsAt: declaration.endsAt, daysLost: 20 });
    given(declared).when(later('2026-05-01T00:00:00+08:00')).thenRejected('season/in-the-future', { field: 'endsAt' });
    given().when(later(declaration.endsAt)).thenRejected('season/unknown');
  });
  it('once', () => {
    given(declared, ended).when(later(declaration.endsAt)).thenNothing();
    given(declared, ended).when(later('2026-03-22T12:00:00+08:00')).thenRejected('season/ended');
  });
});

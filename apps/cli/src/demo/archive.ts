import { AgreeContractTemperature, ChangeHeatingState, CorrectHouseholdArchive } from '@heatledger/customer';
import type { Message } from '@heatledger/kernel';
import { InvalidateMeasurement, MeasureRoom, RecordFailedTest } from '@heatledger/quality';
import { AdvanceSeason, EndSeason, ExtendSeason } from '@heatledger/season';
import { derivedUuid, millis } from '@heatledger/vocabulary';
import { lastWinterStory } from './last-winter.js';
import type { Act, Player } from './stage.js';
import { crewOf, staff, type Home } from './town.js';

const on = (day: string, by: Player, command: Message): Act => ({ at: millis(`${day}T10:00:00+08:00`), by, command });

/** The home whose heating is stopped during the winter. */
export const stoppedOf = ([, , , stopped]: readonly Home[]): Home | undefined => stopped;

/** What changes in the archive and the calendar while the season goes on. */
export const archiveStory = (seed: number, [refunded, corrected, warmer, stopped, sampled]: readonly Home[]): readonly Act[] => {
  if (!refunded || !corrected || !warmer || !stopped || !sampled) return [];
  const seasonId = derivedUuid('demo', String(seed), 'season');
  const measurementId = derivedUuid('demo', String(seed), 'sample');
  const { householdId, zone, station, crew } = sampled;
  const sample = MeasureRoom({ measurementId, householdId, zone, station, basis: 'survey', room: 'living-room', roomTenths: 205, contractTenths: 180, closedMinutes: 60, heightCentimetres: 100, instrument: 'T-0388', instrumentValidUntil: '2026-12-31', signedByUser: 'signed', signedByCompany: true, userCaused: false });
  const absent = RecordFailedTest({ measurementId: derivedUuid('demo', String(seed), 'failed-test'), householdId, zone, station, basis: 'survey', contractTenths: 180, failure: 'user-absent', note: '按约上门，无人应门', evidence: ['photo-door'] });
  return [
    ...lastWinterStory(seed, refunded),
    on('2025-11-05', staff.chief, AdvanceSeason({ seasonId, startsAt: '2025-11-08T00:00:00+08:00', reason: '寒潮提前', document: '供热〔2025〕12号' })),
    on('2025-11-20', staff.chief, CorrectHouseholdArchive({ householdId: corrected.householdId, areaTenths: corrected.areaTenths - 20, reason: '与房产证核对' })),
    on('2025-11-28', staff.chief, AgreeContractTemperature({ householdId: warmer.householdId, contractTenths: 200, from: '2025-12-01' })),
    on('2025-12-10', staff.chief, ChangeHeatingState({ householdId: stopped.householdId, heating: 'stopped', from: '2025-12-11', reason: '用户长期外出' })),
    on('2026-01-10', crewOf(crew), sample),
    on('2026-01-11', crewOf(crew), absent),
    on('2026-01-12', staff.inspector, InvalidateMeasurement({ measurementId, reason: '仪器检定证书为伪' })),
    on('2026-03-15', staff.chief, ExtendSeason({ seasonId, endsAt: '2026-03-25T23:59:59+08:00', reason: '气温偏低', document: '供热〔2026〕3号' })),
    on('2026-03-26', staff.chief, EndSeason({ seasonId, endsAt: '2026-03-25T23:59:59+08:00' })),
  ];
};

import * as fee from '@heatledger/fee';
import type { Message } from '@heatledger/kernel';
import { lateRefundPenalty, packFor, rulebook, type RefundCase } from '@heatledger/rulebook';
import { DeclareSeason } from '@heatledger/season';
import { derivedUuid, millis } from '@heatledger/vocabulary';
import type { Act, Player } from './stage.js';
import { staff, type Home } from './town.js';

const PACK = 'heze';
const SEASON = { name: '2024-2025', startsAt: '2024-11-15T00:00:00+08:00', endsAt: '2025-03-15T23:59:59+08:00', days: 121 };
/** Two cold days, one on which nobody came to measure, then a retest that passed. */
const cold: Pick<RefundCase, 'from' | 'to' | 'readings' | 'contractTenths'> = {
  from: '2025-01-10T09:00:00+08:00',
  to: '2025-01-13T09:00:00+08:00',
  contractTenths: 180,
  readings: [
    { on: '2025-01-10', by: 'test', measuredTenths: 152 },
    { on: '2025-01-12', by: 'test', outcome: 'company-failed' },
    { on: '2025-01-13', by: 'retest', measuredTenths: 184 },
  ],
};

/** What was owed for last winter under the rules of last winter, fen. */
const owedFen = (home: Home): { readonly refund: number; readonly penalty: number } => {
  const pack = packFor(PACK);
  if (!pack.ok) return { refund: 0, penalty: 0 };
  const rules = { pack: pack.value, season: null };
  const refund = rulebook.refund(rules, { basis: 'cold-rooms', seasonFeeFen: home.feeFen, seasonDays: SEASON.days, ...cold });
  const lateFen = refund.ok ? refund.value.fen : 0;
  const penalty = lateRefundPenalty(rules, { owedFen: lateFen, dueOn: '2025-11-22', paidOn: '2025-12-22' });
  return { refund: lateFen, penalty: penalty.ok ? penalty.value.fen : 0 };
};

/** A refund of the winter before, claimed after its day, approved, left lying until the term from the approval ended, and paid with what that costs. */
export const lastWinterStory = (seed: number, home: Home): readonly Act[] => {
  const adjustmentId = derivedUuid('demo', String(seed), 'last-winter');
  const { householdId, zone, station, feeFen } = home;
  const correlation = `feeAdjustment-${adjustmentId}`;
  const on = (day: string, by: Player, command: Message): Act => ({ at: millis(`${day}T10:00:00+08:00`), by, command, correlation });
  const { refund, penalty } = owedFen(home);
  const season = {
    seasonId: derivedUuid('demo', String(seed), 'season', SEASON.name),
    area: '全市',
    packId: PACK,
    outdoorDesignTenths: -70,
    ...SEASON,
  };
  return [
    { ...on('2025-10-21', staff.chief, DeclareSeason(season)), correlation: `season-${season.seasonId}` },
    on(
      '2025-10-22',
      staff.fee,
      fee.RequestAdjustment({ adjustmentId, basis: 'cold-rooms', householdId, zone, station, reason: '上一采暖季室温不达标，补办退费' }),
    ),
    on('2025-10-22', staff.fee, fee.CalculateAdjustment({ adjustmentId, seasonFeeFen: feeFen, seasonDays: SEASON.days, ...cold })),
    on('2025-10-22', staff.fee, fee.SubmitAdjustment({ adjustmentId })),
    on('2025-10-23', staff.fee2, fee.ApproveAdjustment({ adjustmentId, version: 1 })),
    on('2025-10-24', staff.fee, fee.NotifyAdjustment({ adjustmentId, way: 'phone' })),
    on('2025-12-22', staff.fee, fee.PayAdjustment({ adjustmentId, amountFen: refund, reference: 'L-1' })),
    on('2025-12-23', staff.fee, fee.PayLateRefundPenalty({ adjustmentId, amountFen: penalty, reference: 'L-2' })),
    on('2025-12-24', staff.fee, fee.SettleAdjustment({ adjustmentId })),
  ];
};

import { packFor, type RulesInForce } from '@heatledger/rulebook';
import type { CalculateAdjustmentData } from '../domain/adjustment.commands.js';
import { AdjustmentApproved, AdjustmentCalculated, AdjustmentRequested, AdjustmentSubmitted } from '../domain/adjustment.events.js';
import type { FeeWorld } from '../domain/adjustment.world.js';
import { about as bill, adjustmentId, by, world } from './corrected-bill.js';

export const about = { ...bill, basis: 'cold-rooms' as const };
export const season = {
  seasonId: '018f0000-0000-7000-8000-000000000001',
  name: '2025-2026',
  startsAt: '2025-11-10T00:00:00+08:00',
  endsAt: '2026-03-20T23:59:59+08:00',
  days: 131,
};

/** The rules of a place in the season of the cold rooms; an unknown name fails the test that uses it. */
export const underPack = (name: string): FeeWorld & { readonly rules: RulesInForce } => {
  const pack = packFor(name);
   
  if (!pack.ok) throw new Error(`no pack ${name}`);
  return { ...world, rules: { pack: pack.value, season } };
};

/** Six cold days in January. */
export const inputs: CalculateAdjustmentData = {
  adjustmentId,
  seasonFeeFen: 230_000,
  from: '2026-01-05T09:00:00+08:00',
  to: '2026-01-10T09:00:00+08:00',
  measuredTenths: 152,
};

const { from, to, seasonFeeFen, measuredTenths } = inputs;
const figures = {
  ...about,
  version: 1,
  method: 'ruled' as const,
  amountFen: 5267,
  seasonFeeFen,
  from,
  to,
  measuredTenths,
  trace: [{ zh: '按日退费', en: 'by the day' }],
  traceId: '018f0000-0000-8000-8000-0000000000b1',
};
export const payBy = '2026-05-31T23:59:59+08:00';
export const requested = by('li', 1, AdjustmentRequested({ ...about, reason: '室温不达标' }));
export const calculated = by('li', 2, AdjustmentCalculated(figures));
export const submitted = by('li', 3, AdjustmentSubmitted({ ...about, version: 1, amountFen: 5267 }));
export const approved = by('zhao', 4, AdjustmentApproved({ ...about, version: 1, amountFen: 5267, payFen: 5267, payBy }));

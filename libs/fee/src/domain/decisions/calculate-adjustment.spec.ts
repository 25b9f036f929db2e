import { describe, expect, it } from '@jest/globals';
import { defaultRules } from '@heatledger/rulebook';
import { specFor } from '@heatledger/testing';
import { about, adjustmentId, by, calculated, grounds, requested, says, submitted, world } from '../../testing/corrected-bill.js';
import { CalculateAdjustment } from '../adjustment.commands.js';
import { AdjustmentRequested } from '../adjustment.events.js';
import { adjustment } from '../adjustment.js';

const { given } = specFor(adjustment, world);
const season = {
  seasonId: '018f0000-0000-7000-8000-000000000001',
  name: '2025-2026',
  startsAt: '2025-11-10T00:00:00+08:00',
  endsAt: '2026-03-20T23:59:59+08:00',
  days: 131,
};
const inSeason = { ...world, rules: { ...defaultRules, season } };

describe('a stated figure', () => {
  const calculate = CalculateAdjustment({ adjustmentId, amountFen: 25_000, grounds });
  it('needs its sum and its grounds', () => {
    given(requested)
      .when(says('li', 2, calculate))
      .thenAmong('AdjustmentCalculated', { version: 1, amountFen: 25_000, method: 'stated', grounds });
    given(requested)
      .when(says('li', 2, CalculateAdjustment({ adjustmentId, grounds })))
      .thenRejected('fee/input-missing', { field: 'amountFen' });
    given(requested)
      .when(says('li', 2, CalculateAdjustment({ adjustmentId, amountFen: 1 })))
      .thenRejected('fee/input-missing', { field: 'grounds' });
  });
  it('is a new version each time it changes, and nothing when it is the same', () => {
    given(requested, calculated)
      .when(says('li', 3, calculate))
      .thenNothing();
    given(requested, calculated)
      .when(says('li', 3, CalculateAdjustment({ adjustmentId, amountFen: 26_000, grounds })))
      .thenAmong('AdjustmentCalculated', { version: 2, amountFen: 26_000 });
    given(requested, calculated, submitted)
      .when(says('li', 4, calculate))
      .thenRejected('fee/not-now', { value: 'submitted' });
  });
});

describe('a ruled figure', () => {
  const cold = { ...about, basis: 'cold-rooms' as const };
  const asked = by('li', 1, AdjustmentRequested({ ...cold, reason: '室温不达标' }));
  const inputs = {
    adjustmentId,
    seasonFeeFen: 230_000,
    seasonDays: 131,
    from: '2026-01-05T09:00:00+08:00',
    to: '2026-01-10T09:00:00+08:00',
    days: 6,
    measuredTenths: 152,
  };
  const calculate = CalculateAdjustment(inputs);

  it('is computed by the pack, rounded once, and frozen with its inputs, factors, sentences and rule', () => {
    const answer = given(asked).when(says('li', 2, calculate));
    // 2300.00 / 131 × 50 % × 6 = 52.67; rounding the daily fee first would give 52.68
    answer.thenAmong('AdjustmentCalculated', {
      version: 1,
      method: 'ruled',
      amountFen: 5267,
      seasonFeeFen: 230_000,
      seasonDays: 131,
      days: 6,
      measuredTenths: 152,
    });
    const [fact] = answer.events;
    expect(fact?.rule).toMatchObject({ pack: defaultRules.pack.id, trace: (fact?.data as { traceId: string }).traceId });
    expect(fact?.data).toMatchObject({ contractTenths: 180, billedAreaTenths: 895 });
    expect((fact?.data as { factors: unknown[] }).factors.length).toBeGreaterThan(0);
    expect((fact?.data as { trace: unknown[] }).trace.length).toBeGreaterThan(0);
  });
  it('takes the days of the season and the entries of the archive where the officer names none', () => {
    const { seasonDays: _, ...rest } = inputs;
    given(asked)
      .in(inSeason)
      .when(says('li', 2, CalculateAdjustment(rest)))
      .thenAmong('AdjustmentCalculated', { seasonDays: 131, contractTenths: 180 });
    given(asked)
      .in({ ...world, rules: { ...defaultRules, season: null } })
      .when(says('li', 2, CalculateAdjustment(rest)))
      .thenRejected('fee/input-missing', { field: 'seasonDays' });
  });
  it('is not stated, and not made without what it rests on', () => {
    given(asked)
      .when(says('li', 2, CalculateAdjustment({ ...inputs, amountFen: 1 })))
      .thenRejected('fee/input-unfit', { field: 'amountFen' });
    given(asked)
      .when(says('li', 2, CalculateAdjustment({ ...inputs, measuredTenths: undefined })))
      .thenRejected('fee/input-missing', { field: 'readings' });
    for (const field of ['seasonFeeFen', 'from', 'to'] as const)
      given(asked)
        .when(says('li', 2, CalculateAdjustment({ ...inputs, [field]: undefined })))
        .thenRejected('fee/input-missing', { field });
  });
  it('is refused with the words of the rulebook where the rules give none', () => {
    const backwards = CalculateAdjustment({ ...inputs, to: '2026-01-01T09:00:00+08:00' });
    given(asked)
      .when(says('li', 2, backwards))
      .thenRejected('fee/no-rule');
  });
});

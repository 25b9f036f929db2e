import { InvalidRequest } from '@heatledger/edge';
import { describe, expect, it } from '@jest/globals';
import { adjustmentRegister } from '../projections/adjustment-register.projection.js';
import { adjustmentsQuestion } from './adjustment.questions.js';

describe('a question to the adjustment register', () => {
  it('goes to an index that it declares, filters first', () => {
    for (const asked of [
      {},
      { caseNumber: 'F-1' },
      { phase: 'submitted' as const },
      { householdId: 'h' },
      { ticketId: 't' },
      { month: '2026-02' },
      { zone: 'Z1' },
      { zone: 'Z1', month: '2026-02', limit: 5 },
    ]) {
      const { index, equals = {} } = adjustmentsQuestion(asked);
      const fields = adjustmentRegister.indexes[index] ?? [];
      expect([...fields.slice(0, Object.keys(equals).length)].sort()).toEqual(Object.keys(equals).sort());
      expect(fields.length).toBeGreaterThan(0);
    }
  });
  it('is refused, with the filters that go together, where no index answers it', () =>
    expect(() => adjustmentsQuestion({ phase: 'paid', zone: 'Z1' })).toThrow(InvalidRequest));
});

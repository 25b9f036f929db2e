import { InvalidRequest } from '@heatledger/edge';
import { describe, expect, it } from '@jest/globals';
import { measurementRecord } from '../projections/measurement-record.projection.js';
import { measurementsQuestion } from './measurement.questions.js';

describe('a question to the measurement record', () => {
  it('goes to an index that it declares, filters first', () => {
    for (const asked of [
      { householdId: 'h' },
      { ticketId: 't' },
      { day: '2026-01-05' },
      { zone: 'Z1' },
      { zone: 'Z1', day: '2026-01-05' },
      { result: 'below' as const },
      { result: 'below' as const, day: '2026-01-05' },
    ]) {
      const { index, equals = {} } = measurementsQuestion(asked);
      expect([...(measurementRecord.indexes[index] ?? []).slice(0, Object.keys(equals).length)].sort()).toEqual(Object.keys(equals).sort());
    }
  });
  it('is refused, with the filters that go together, where no index answers it', () => {
    expect(() => measurementsQuestion({})).toThrow(InvalidRequest);
    expect(() => measurementsQuestion({ zone: 'Z1', result: 'below' })).toThrow(InvalidRequest);
  });
});

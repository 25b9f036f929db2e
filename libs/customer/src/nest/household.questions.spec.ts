import { InvalidRequest } from '@heatledger/edge';
import { describe, expect, it } from '@jest/globals';
import { householdFile } from '../projections/household-file.projection.js';
import { householdsQuestion } from './household.questions.js';

describe('a question to the customer archive', () => {
  it('goes to an index that it declares, filters first', () => {
    for (const asked of [{ zone: 'Z1' }, { station: 'S1' }, { zone: 'Z1', station: 'S1' }, { archiveNumber: 'A-1' }]) {
      const { index, equals = {} } = householdsQuestion(asked);
      expect([...(householdFile.indexes[index] ?? []).slice(0, Object.keys(equals).length)].sort()).toEqual(Object.keys(equals).sort());
    }
  });
  it('is refused where no index answers it', () => {
    expect(() => householdsQuestion({})).toThrow(InvalidRequest);
    expect(() => householdsQuestion({ archiveNumber: 'A-1', zone: 'Z1' })).toThrow(InvalidRequest);
  });
});

import type { BoundedContext } from '@heatledger/kernel';
import { measurement } from './domain/measurement.js';
import { measurementRecord } from './projections/measurement-record.projection.js';

/** Heating quality. */
export const qualityContext: BoundedContext = {
  name: 'quality',
  title: { zh: '供热质量', en: 'Heating quality' },
  purpose: 'Records room temperatures with the conditions that make them valid and the verdict they led to under the rule of their day.',
  clauses: ['三(一)1', '三(一)2'],
  terms: [
    { term: 'measurement', zh: '测温', meaning: 'One reading of a room temperature with its conditions.' },
    { term: 'verdict', zh: '判定', meaning: 'What a reading amounts to under a rule pack.', notToBeConfusedWith: 'the decision on a complaint' },
    { term: 'deemed', zh: '视为', meaning: 'A result that follows from refusing or failing to sign, not from the reading.' },
    { term: 'retest', zh: '复测', meaning: 'A second reading after a failing one.' },
    { term: 'invalidated', zh: '作废', meaning: 'Found not to count after all; the reading itself stays.' },
  ],
  deciders: [measurement],
  projections: [measurementRecord],
  timers: [],
};

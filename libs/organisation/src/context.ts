import type { BoundedContext } from '@heatledger/kernel';
import { company } from './domain/company.js';

export const organisationContext: BoundedContext = {
  name: 'organisation',
  title: { zh: '企业', en: 'Organisation' },
  purpose: 'Knows the company that keeps the ledger: the time zone in which it counts.',
  clauses: [],
  terms: [{ term: 'time zone', zh: '时区', meaning: 'In which the company’s days, months and hours count and are told.', notToBeConfusedWith: 'zone: a part of the town (片区)' }],
  deciders: [company],
  projections: [],
  timers: [],
};

import type { BoundedContext } from '@heatledger/kernel';
import { household } from './domain/household.js';
import { householdFile } from './projections/household-file.projection.js';

/** The customer archive. */
export const customerContext: BoundedContext = {
  name: 'customer',
  title: { zh: '热用户档案', en: 'Customer archive' },
  purpose: 'Keeps what the company knows of each home, valid at a date, so that a case is judged by the area and the agreement of its day.',
  clauses: ['四(一)1', '四(一)2'],
  terms: [
    { term: 'household', zh: '居民用户', meaning: 'A home as a heat user; known by a random id.', notToBeConfusedWith: 'the persons living there' },
    { term: 'archive', zh: '热用户档案', meaning: 'Everything entered about a home, with the day from which it holds.' },
    { term: 'contract temperature', zh: '约定室温', meaning: 'Room temperature of the supply contract.' },
    { term: 'heating state', zh: '用热状态', meaning: 'Heated (在网), stopped at the user’s wish (报停) or suspended by the company (停热).' },
    { term: 'zone, station', zh: '片区、换热站', meaning: 'Where the home hangs on the network.' },
  ],
  deciders: [household],
  projections: [householdFile],
  timers: [],
};

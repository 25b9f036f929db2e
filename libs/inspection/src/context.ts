import type { BoundedContext } from '@heatledger/kernel';
import { inspection } from './domain/inspection.js';
import { inspectionApprovals } from './domain/inspection.approvals.js';
import { inspectionBoard } from './projections/inspection-board.projection.js';
import { inspectionTimers } from './timers/inspection.timers.js';

export const inspectionContext: BoundedContext = {
  name: 'inspection',
  title: { zh: '巡检与整改', en: 'Inspections and rectification' },
  purpose: 'Plans inspections of facilities and service, records what was found, and follows every finding until another person has verified that it was put right.',
  clauses: ['二(二)1–2', '六(一)1–2'],
  terms: [
    { term: 'inspection', zh: '巡检', meaning: 'A visit to a site with a checklist.' },
    { term: 'finding', zh: '问题', meaning: 'Something that breaks a clause and must be put right.' },
    { term: 'rectification', zh: '整改', meaning: 'Putting a finding right, with evidence.', notToBeConfusedWith: 'verification: another person says that it was' },
  ],
  deciders: [inspection],
  projections: [inspectionBoard],
  timers: [inspectionTimers],
  approvals: inspectionApprovals,
};

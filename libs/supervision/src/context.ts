import type { BoundedContext } from '@heatledger/kernel';
import { appraisal } from './domain/appraisal.js';
import { appraisalRegister } from './projections/appraisal-register.projection.js';
import { approvalsOver } from './projections/approvals.projection.js';
import { auditTrailOver } from './projections/audit-trail.projection.js';
import { caseNames } from './projections/case-names.projection.js';
import { caseStreamsOver } from './projections/case-streams.projection.js';
import { caseLedger } from './projections/case-ledger.projection.js';
import { clockLedger } from './projections/clock-ledger.projection.js';
import { readingLedger } from './projections/reading-ledger.projection.js';
import { ruleTracesOver } from './projections/rule-traces.projection.js';
import { satisfactionLedger } from './projections/satisfaction-ledger.projection.js';
import { supplyLedger } from './projections/supply-ledger.projection.js';

/** The context that listens to all the others: case files, the audit trail, the figures for the regulator, and the appraisals that rest on them. */
export const supervisionOf = (supervised: readonly BoundedContext[]): BoundedContext => {
  const kinds = [...new Set([...supervised.flatMap(({ deciders }) => deciders), appraisal].flatMap(({ kinds: own }) => own))];
  return {
    name: 'supervision',
    title: { zh: '监督考核', en: 'Supervision' },
    purpose: 'Replays cases, shows who did what, counts what was promised, kept and thought of it, and keeps the appraisals of units with the facts behind every point.',
    clauses: ['三(二)3', '四(三)', '六(一)', '六(三)'],
    terms: [
      { term: 'case file', zh: '案卷', meaning: 'The whole story of a case over all its streams, as it happened or as it was known on a date.' },
      { term: 'audit trail', zh: '操作记录', meaning: 'Who did what and when, by person, case and day.' },
      { term: 'compliance', zh: '时限履约', meaning: 'Which promises of time fell due, were met or breached.', notToBeConfusedWith: 'satisfaction: what users said' },
      { term: 'valid answer', zh: '有效答复', meaning: 'An answer of somebody who was reached; the only base of a satisfaction rate.' },
      { term: 'trace', zh: '溯源号', meaning: 'Id under which a figure was first recorded; every fact that repeats the figure carries it.' },
      { term: 'rate', zh: '指标', meaning: 'Two counts and what stands beside them; the figure in per cent follows from the counts.' },
      { term: 'falling due', zh: '到期', meaning: 'What had to be done in the period, whether it was or not; the base of every rate of promptness.', notToBeConfusedWith: 'closed cases, which hide the overdue open ones' },
      { term: 'appraisal', zh: '考核', meaning: 'The score of a unit over a period under a dated scheme, each point resting on a recorded fact.' },
      { term: 'veto', zh: '一票否决', meaning: 'What puts a unit into the last grade whatever its score.' },
      { term: 'version of a score', zh: '考核结果版本', meaning: 'A score as published, revised, or computed under another rule; each stands beside those before it.' },
    ],
    deciders: [appraisal],
    projections: [
      approvalsOver(supervised.flatMap(({ approvals = [] }) => approvals)),
      appraisalRegister,
      caseNames,
      caseStreamsOver(kinds),
      auditTrailOver(kinds),
      ruleTracesOver(kinds),
      clockLedger,
      satisfactionLedger,
      caseLedger,
      readingLedger,
      supplyLedger,
    ],
    timers: [],
  };
};

import type { BoundedContext } from '@heatledger/kernel';
import { season } from './domain/season.js';
import { seasonCalendar } from './projections/season-calendar.projection.js';

/** Heating seasons as facts: every deadline, verdict and refund hangs on them. */
export const seasonContext: BoundedContext = {
  name: 'season',
  title: { zh: '采暖季', en: 'Heating seasons' },
  purpose: 'Records when heating was promised, moved and ended, and under which rule pack, so that no due time or refund rests on a constant.',
  clauses: ['三(一)', '三(二)2'],
  terms: [
    { term: 'season', zh: '采暖期/供热期', meaning: 'The declared span in which homes are heated; both ends count.' },
    { term: 'advanced', zh: '提前供热', meaning: 'The city moved the start forward.', notToBeConfusedWith: 'a late start, which is a breach' },
    { term: 'extended', zh: '延长供热', meaning: 'The city moved the end back.' },
    { term: 'heated days', zh: '供热天数', meaning: 'Days between the ends, both counted; the divisor of the daily fee.' },
  ],
  deciders: [season],
  projections: [seasonCalendar],
  timers: [],
};

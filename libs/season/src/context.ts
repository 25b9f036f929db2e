import type { BoundedContext } from '@heatledger/kernel';
import { rulePack } from './domain/rule-pack.js';
import { season } from './domain/season.js';
import { workCalendar } from './domain/work-calendar.js';
import { rulePackRegister } from './projections/rule-pack-register.projection.js';
import { seasonCalendar } from './projections/season-calendar.projection.js';
import { seasonApprovals } from './domain/season.approvals.js';
import { workCalendars } from './projections/work-calendar.projection.js';

/** Heating seasons, working days and rule packs as facts: every deadline, verdict and refund hangs on them. */
export const seasonContext: BoundedContext = {
  name: 'season',
  title: { zh: '采暖季', en: 'Heating seasons' },
  purpose: 'Records when heating was promised, moved and ended, which days are worked, and which rule packs hold when, so that no due time or refund rests on a constant.',
  clauses: ['三(一)', '三(二)2'],
  terms: [
    { term: 'season', zh: '采暖期/供热期', meaning: 'The declared span in which homes are heated; both ends count.' },
    { term: 'advanced', zh: '提前供热', meaning: 'The city moved the start forward.', notToBeConfusedWith: 'a late start, which is a breach' },
    { term: 'extended', zh: '延长供热', meaning: 'The city moved the end back.' },
    { term: 'heated days', zh: '供热天数', meaning: 'Days between the ends, both counted; the divisor of the daily fee.' },
    { term: 'working days', zh: '工作日', meaning: 'The days that the State Council publishes as worked, make-up days among them; each year is announced, and may be amended from a day on.' },
    { term: 'superseded', zh: '被取代', meaning: 'A version of a rule pack that gave way to a later one; what was computed under it stays.', notToBeConfusedWith: 'withdrawn: taken back before its first day' },
  ],
  deciders: [season, workCalendar, rulePack],
  projections: [seasonCalendar, workCalendars, rulePackRegister],
  timers: [],
  approvals: seasonApprovals,
};

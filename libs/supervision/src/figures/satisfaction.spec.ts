import type { AnyProjection, Message } from '@heatledger/kernel';
import { happened, viewFor } from '@heatledger/testing';
import { SurveyAnswered, SurveyExpired, SurveyInvited, SurveyUnreached } from '@heatledger/survey';
import { ComplaintAnswerRecorded, FollowUpAttempted, RepairCalledBack } from '@heatledger/ticket';
import { describe, expect, it } from '@jest/globals';
import { satisfactionLedger } from '../projections/satisfaction-ledger.projection.js';
import { after, DAY } from '../testing/told-cases.js';
import type { AskRecord } from './ask-record.js';
import { rateTenths, satisfactionOf, type SatisfactionGroup } from './satisfaction.js';

const idOf = (n: number): string => `0192f000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const about = (n: number, zone = 'Z1') => ({ ticketId: idOf(n), zone, station: 'S1', category: 'TEMP' as const, round: 1 });
const survey = (n: number, zone = 'Z1') => ({ ...about(n, zone), surveyId: idOf(100 + n), ticketKind: 'complaint' as const });
const invited = (n: number, zone = 'Z1') => happened(SurveyInvited({ ...survey(n, zone), remindAt: after(3 * DAY), expiresAt: after(7 * DAY) }), { at: after(0) });
const answered = (n: number, scores: { heating?: number; repair?: number; billing?: number }, fixed: 'yes' | 'no' | 'unknown' = 'yes', at = DAY) =>
  happened(SurveyAnswered({ ...survey(n), ...scores, fixed }), { at: after(at) });

const recordsOf = (...facts: readonly Message[]): readonly AskRecord[] => [...viewFor<AskRecord, Message>(satisfactionLedger as AnyProjection).after(...facts).docs.values()];
const figures = (records: readonly AskRecord[], by: SatisfactionGroup = 'zone', at = after(30 * DAY)) => satisfactionOf(records, by, at, { timeZone: 'Asia/Shanghai' });

describe('The satisfaction statistics', () => {
  it('divide by valid answers only; who was not reached stands beside the rate and is never satisfied', () => {
    const records = recordsOf(invited(1), invited(2), invited(3), invited(4), answered(1, { heating: 5, repair: 5 }), answered(2, { heating: 2 }, 'no'), happened(SurveyUnreached(survey(3)), { at: after(DAY) }), happened(SurveyExpired({ ...survey(4), expiresAt: after(7 * DAY) }), { at: after(7 * DAY) }));
    const [row] = figures(records).rows;
    expect(row).toMatchObject({ group: 'Z1', basis: 'survey', invited: 4, reached: 3, unreached: 1, valid: 2, satisfied: 1, fixed: { yes: 1, no: 1, unknown: 0 } });
    expect(rateTenths(row!.satisfied, row!.valid)).toBe(500);
    expect([rateTenths(0, 0), rateTenths(2, 3)]).toEqual([null, 667]);
  });

  it('keep scores per subject and "is it fixed" apart from each other; one low score is not satisfied', () => {
    const records = recordsOf(invited(1), invited(2), answered(1, { heating: 5, repair: 3, billing: 4 }, 'yes'), answered(2, { heating: 4, billing: 5 }, 'no'));
    expect(figures(records).total).toMatchObject([{ valid: 2, satisfied: 1, heating: { 4: 1, 5: 1, 1: 0 }, repair: { 3: 1, 4: 0 }, billing: { 4: 1, 5: 1 }, fixed: { yes: 1, no: 1 } }]);
  });

  it('never mix callbacks with surveys', () => {
    const records = recordsOf(
      invited(1),
      answered(1, { heating: 1 }, 'no'),
      happened(ComplaintAnswerRecorded({ ...about(1), satisfied: true, fixed: true }), { at: after(60) }),
      happened(RepairCalledBack({ ...about(2), crewId: 'crew-3', answer: 'unreached' }), { at: after(60) }),
    );
    expect(figures(records).total).toMatchObject([{ basis: 'callback', invited: 2, valid: 1, satisfied: 1, unreached: 1 }, { basis: 'survey', invited: 1, valid: 1, satisfied: 0 }]);
  });

  it('count an attempt in vain as unreached until the user is reached after all', () => {
    const records = recordsOf(happened(FollowUpAttempted(about(1)), { at: after(0) }), happened(ComplaintAnswerRecorded({ ...about(1), satisfied: false }), { at: after(2 * DAY) }));
    expect(figures(records, 'zone', after(DAY)).total).toMatchObject([{ invited: 1, unreached: 1, reached: 0, valid: 0 }]);
    expect(figures(records, 'zone', after(2 * DAY)).total).toMatchObject([{ invited: 1, unreached: 0, reached: 1, valid: 1, satisfied: 0, fixed: { unknown: 1 } }]);
  });

  it('tell how things stood at an instant', () => {
    const records = recordsOf(invited(1), answered(1, { heating: 5 }));
    expect(figures(records, 'zone', after(-1))).toEqual({ rows: [], total: [] });
    expect(figures(records, 'zone', after(DAY - 1)).total).toMatchObject([{ invited: 1, reached: 0, valid: 0 }]);
    expect(figures(records, 'zone', after(DAY)).total).toMatchObject([{ invited: 1, reached: 1, valid: 1, satisfied: 1 }]);
  });

  it('count each round of a ticket for itself, and an answer without its invitation all the same', () => {
    const second = happened(ComplaintAnswerRecorded({ ...about(1), round: 2, satisfied: true }), { at: after(5 * DAY) });
    const records = recordsOf(happened(ComplaintAnswerRecorded({ ...about(1), satisfied: false }), { at: after(DAY) }), second, answered(7, { repair: 5 }));
    expect(figures(records).total).toMatchObject([{ basis: 'callback', invited: 2, valid: 2, satisfied: 1 }, { basis: 'survey', invited: 1, valid: 1, satisfied: 1 }]);
  });

  it('are grouped by zone, station, category, kind and the month in which the user was asked, and add up', () => {
    const records = recordsOf(invited(1), invited(2, 'Z2'), answered(1, { heating: 5 }, 'yes', 40 * DAY));
    expect(figures(records).rows.map(({ group }) => group)).toEqual(['Z1', 'Z2']);
    for (const [by, groups] of [['month', ['2026-01']], ['station', ['S1']], ['category', ['TEMP']], ['kind', ['complaint']]] as const)
      expect(figures(records, by).rows.map(({ group, invited: count }) => [group, count])).toEqual(groups.map((group) => [group, 2]));
  });
});

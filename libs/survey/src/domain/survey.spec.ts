import { describe, expect, it } from '@jest/globals';
import { happened, ordered, specFor, timersOf, viewFor } from '@heatledger/testing';
import { surveyCard } from '../projections/survey-card.projection.js';
import { surveyTimers } from '../timers/survey.timers.js';
import { AnswerSurvey, ExpireSurvey, InviteToSurvey, MarkSurveyUnreached, RemindOfSurvey } from './survey.commands.js';
import { SurveyAnswered, SurveyExpired, SurveyInvited, SurveyReminded, SurveyUnreached } from './survey.events.js';
import { survey } from './survey.js';

const surveyId = '00000000-0000-4000-8000-000000000001';
const about = { surveyId, ticketId: '00000000-0000-4000-8000-000000000002', ticketKind: 'repair', round: 1, zone: '城东', category: 'TEMP' } as const;
const at = '2026-01-05T12:00:00+08:00';
const [remindAt, expiresAt] = ['2026-01-07T12:00:00+08:00', '2026-01-12T12:00:00+08:00'];
const invited = SurveyInvited({ ...about, remindAt, expiresAt });
const spec = specFor(survey, { zone: 'Asia/Shanghai' });

describe('A survey', () => {
  it('invites once', () => {
    spec.given().when(InviteToSurvey(about)).then(invited);
    spec.given(invited).when(InviteToSurvey(about)).thenNothing();
  });

  it('reminds once, and not after an answer', () => {
    spec.given(invited).when(RemindOfSurvey({ surveyId })).then(SurveyReminded(about));
    spec.given(invited, SurveyReminded(about)).when(RemindOfSurvey({ surveyId })).thenNothing();
    spec.given(invited, SurveyUnreached(about)).when(RemindOfSurvey({ surveyId })).thenRejected('survey/over');
  });

  it('keeps the scores apart from whether it is fixed', () => {
    spec.given(invited).when(AnswerSurvey({ surveyId, heating: 5, fixed: 'no' })).then(SurveyAnswered({ ...about, heating: 5, fixed: 'no' }));
  });

  it.each([[{}], [{ heating: 0 }], [{ repair: 6 }], [{ billing: 4.5 }]])('refuses %j as scores', (scores) => {
    spec.given(invited).when(AnswerSurvey({ surveyId, ...scores, fixed: 'yes' })).thenRejected('survey/no-score', { field: 'scores' });
  });

  it('takes no answer once it is over or nobody invited', () => {
    spec.given(invited, SurveyExpired({ ...about, expiresAt })).when(AnswerSurvey({ surveyId, heating: 5, fixed: 'yes' })).thenRejected('survey/over');
    spec.given().when(AnswerSurvey({ surveyId, heating: 5, fixed: 'yes' })).thenRejected('survey/unknown');
  });

  it('records the unreached, who never count as satisfied', () => {
    spec.given(invited).when(MarkSurveyUnreached({ surveyId })).then(SurveyUnreached(about));
    spec.given(invited, SurveyUnreached(about)).when(MarkSurveyUnreached({ surveyId })).thenNothing();
  });

  it('runs out once, at its true instant, also when the process was down', () => {
    const { events } = spec.given(invited).when(ordered(ExpireSurvey({ surveyId }), { at: expiresAt, now: '2026-02-01T00:00:00+08:00' }));
    expect(events).toEqual([{ ...SurveyExpired({ ...about, expiresAt }), at: expiresAt }]);
    spec.given(invited, SurveyAnswered({ ...about, heating: 1, fixed: 'no' })).when(ExpireSurvey({ surveyId })).thenNothing();
  });

  it('is watched until it is answered', () => {
    const plan = timersOf(surveyTimers);
    expect(plan.after(invited)).toMatchObject([{ set: `remind:${surveyId}`, due: remindAt }, { set: `expire:${surveyId}`, due: expiresAt }]);
    expect(plan.after(SurveyAnswered({ ...about, heating: 3, fixed: 'yes' }))).toEqual([{ clear: `remind:${surveyId}` }, { clear: `expire:${surveyId}` }]);
  });

  it('shows as a card without the comment', () => {
    const view = viewFor(surveyCard).after(happened(invited, { at }), SurveyAnswered({ ...about, heating: 2, fixed: 'no', comment: '还是冷' }));
    view.shows(surveyId, { phase: 'answered', heating: 2, fixed: 'no', invitedAt: at });
    expect(JSON.stringify(view.docs.get(surveyId))).not.toContain('还是冷');
  });
});

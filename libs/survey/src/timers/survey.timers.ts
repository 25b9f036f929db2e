import type { TimerPlan } from '@heatledger/kernel';
import { ExpireSurvey, RemindOfSurvey, type SurveyCommand } from '../domain/survey.commands.js';
import type { SurveyEvent } from '../domain/survey.events.js';

type Watched = Exclude<SurveyEvent, { type: 'SurveyReminded' | 'SurveyExpired' }>;

const cleared = (surveyId: string): readonly { readonly clear: string }[] => [{ clear: `remind:${surveyId}` }, { clear: `expire:${surveyId}` }];

/** Reminds of a survey, and lets it run out. */
export const surveyTimers: TimerPlan<Watched, SurveyCommand> = {
  name: 'survey',
  doc: 'Reminds of a survey that is not answered, and records that it ran out.',
  on: {
    SurveyInvited: ({ data: { surveyId, remindAt, expiresAt } }) => [
      { set: `remind:${surveyId}`, due: remindAt, command: RemindOfSurvey({ surveyId }) },
      { set: `expire:${surveyId}`, due: expiresAt, command: ExpireSurvey({ surveyId }) },
    ],
    SurveyAnswered: ({ data }) => cleared(data.surveyId),
    SurveyUnreached: ({ data }) => cleared(data.surveyId),
  },
};

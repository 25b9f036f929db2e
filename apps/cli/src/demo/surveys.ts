import type { Message } from '@heatledger/kernel';
import { surveyIdOf } from '@heatledger/processes';
import { AnswerSurvey, MarkSurveyUnreached } from '@heatledger/survey';
import type { Chance } from './chance.js';
import type { Act, Player } from './stage.js';
import { DAY, HOUR, staff } from './town.js';

/** What a user does when asked: most say nothing, and the invitation runs out. */
export type SurveyCourse = 'content' | 'late' | 'low' | 'unreached' | 'silent';

export const surveyCourseOf = (n: number): SurveyCourse => (n % 25 === 7 ? 'low' : n % 25 === 3 ? 'unreached' : n % 4 === 0 ? 'content' : n % 4 === 1 ? 'late' : 'silent');

const online: Player = { ...staff.agent2, channel: 'web' };

/** What comes back from one invitation, after the closure that brought it about. */
export const surveyStory = (chance: Chance, ticketId: string, round: number, closed: number, course: SurveyCourse, correlation: string): readonly Act[] => {
  const surveyId = surveyIdOf(ticketId, round);
  const once = (after: number, command: Message): readonly Act[] => [{ at: closed + after, by: online, command, correlation }];
  const scores = { heating: chance.between(3, 5), repair: chance.between(4, 5) };
  if (course === 'silent') return [];
  if (course === 'unreached') return once(DAY, MarkSurveyUnreached({ surveyId }));
  if (course === 'low') return once(26 * HOUR, AnswerSurvey({ surveyId, heating: 2, repair: 1, fixed: 'no', comment: '没修好，还是不热。' }));
  return once(course === 'late' ? 3 * DAY : DAY, AnswerSurvey({ surveyId, ...scores, fixed: scores.heating > 3 ? 'yes' : 'unknown' }));
};

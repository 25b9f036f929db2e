import { accept, reject, stamped, type Decider, type Decision, type EvolveTable, type Instant, type Made, type Order } from '@heatledger/kernel';
import { plusMinutesIn } from '@heatledger/vocabulary';
import { surveyCommands, type AnswerSurvey, type ExpireSurvey, type Invitation, type InviteToSurvey, type MarkSurveyUnreached, type RemindOfSurvey, type SurveyCommand } from './survey.commands.js';
import { SurveyAnswered, SurveyExpired, SurveyInvited, SurveyReminded, surveyKinds, SurveyUnreached, type SurveyEvent } from './survey.events.js';
import { surveyRejections, type SurveyRejection } from './survey.rejections.js';

/** Days after which a user is reminded, and after which the invitation runs out; configuration, no law says so [D]. */
export const REMIND_AFTER_DAYS = 2;
export const EXPIRE_AFTER_DAYS = 7;
const DAY = 1440;

/** Where a survey stands. */
export interface Survey {
  readonly phase: 'unknown' | 'invited' | 'reminded' | 'answered' | 'unreached' | 'expired';
  readonly about?: Invitation;
  readonly expiresAt?: Instant;
}

/** What an invitation needs to know: the company's zone, in which its days end. */
export interface SurveyWorld {
  readonly zone: string;
}

type Answer = Decision<SurveyEvent, SurveyRejection>;

const isOpen = ({ phase }: Survey): boolean => phase === 'invited' || phase === 'reminded';

const refusal = (survey: Survey): Extract<Answer, { accepted: false }> | undefined => {
  if (survey.phase === 'unknown') return { accepted: false, code: 'survey/unknown' };
  return isOpen(survey) ? undefined : { accepted: false, code: 'survey/over', detail: { field: 'phase', value: survey.phase, allowed: ['invited', 'reminded'] } };
};

const invite = (survey: Survey, { data, meta }: Order<Made<typeof InviteToSurvey>>, { zone }: SurveyWorld): Answer => {
  if (survey.phase !== 'unknown') return accept();
  return accept(SurveyInvited({ ...data, ...{ remindAt: plusMinutesIn(zone, meta.at, REMIND_AFTER_DAYS * DAY), expiresAt: plusMinutesIn(zone, meta.at, EXPIRE_AFTER_DAYS * DAY) } }));
};

const aboutOf = (survey: Survey): Invitation => survey.about as Invitation;

const remind = (survey: Survey, _: Order<Made<typeof RemindOfSurvey>>): Answer => {
  if (survey.phase === 'reminded') return accept();
  return refusal(survey) ?? accept(SurveyReminded(aboutOf(survey)));
};

const inRange = (score: number | undefined): boolean => score === undefined || (Number.isInteger(score) && score >= 1 && score <= 5);

/** An answer that comes after the invitation ran out is refused: it would move a figure that was published. */
const answer = (survey: Survey, { data }: Order<Made<typeof AnswerSurvey>>): Answer => {
  const no = refusal(survey);
  if (no) return no;
  const { heating, repair, billing, fixed, comment } = data;
  const scores = { heating, repair, billing };
  if (Object.values(scores).every((score) => score === undefined) || !Object.values(scores).every(inRange)) return reject('survey/no-score', { field: 'scores', value: scores, allowed: 'at least one, each 1–5' });
  return accept(SurveyAnswered({ ...aboutOf(survey), ...scores, fixed, comment }));
};

const unreached = (survey: Survey, _: Order<Made<typeof MarkSurveyUnreached>>): Answer => {
  if (survey.phase === 'unreached') return accept();
  return refusal(survey) ?? accept(SurveyUnreached(aboutOf(survey)));
};

/** Recorded once, at the instant at which it ran out. */
const expire = (survey: Survey, { meta }: Order<Made<typeof ExpireSurvey>>): Answer => {
  if (survey.phase === 'unknown') return reject('survey/unknown');
  const { expiresAt = meta.at } = survey;
  return isOpen(survey) ? accept(stamped(SurveyExpired({ ...aboutOf(survey), expiresAt }), { at: expiresAt })) : accept();
};

const evolve: EvolveTable<Survey, SurveyEvent> = {
  SurveyInvited: (_, { data: { remindAt: _remindAt, expiresAt, ...about } }) => ({ phase: 'invited', about, expiresAt }),
  SurveyReminded: (survey) => ({ ...survey, phase: 'reminded' }),
  SurveyAnswered: (survey) => ({ ...survey, phase: 'answered' }),
  SurveyUnreached: (survey) => ({ ...survey, phase: 'unreached' }),
  SurveyExpired: (survey) => ({ ...survey, phase: 'expired' }),
};

/** A survey (满意度调查) after a closure. Clause 四(二)3, 四(三)3. */
export const survey: Decider<SurveyCommand, Survey, SurveyEvent, SurveyRejection, SurveyWorld> = {
  category: 'survey',
  kinds: surveyKinds,
  commands: surveyCommands,
  rejections: surveyRejections,
  streamOf: ({ data }) => `survey-${data.surveyId}`,
  initial: { phase: 'unknown' },
  evolve,
  decide: { InviteToSurvey: invite, RemindOfSurvey: remind, AnswerSurvey: answer, MarkSurveyUnreached: unreached, ExpireSurvey: expire },
};

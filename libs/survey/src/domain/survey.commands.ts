import { command, type Made } from '@heatledger/kernel';
import type { Category, TicketKind } from '@heatledger/vocabulary';
import type { FixedAnswer } from './survey.events.js';

interface OfSurvey {
  readonly surveyId: string;
}
/** Whom to ask about what; the id follows from ticket and round, so that nobody is asked twice for one closure. */
export interface Invitation extends OfSurvey {
  readonly ticketId: string;
  readonly ticketKind: TicketKind;
  readonly round: number;
  readonly zone?: string | undefined;
  readonly station?: string | undefined;
  readonly category: Category;
}
export interface SurveyAnswer extends OfSurvey {
  readonly heating?: number | undefined;
  readonly repair?: number | undefined;
  readonly billing?: number | undefined;
  readonly fixed: FixedAnswer;
  readonly comment?: string | undefined;
}

export const InviteToSurvey = command<'InviteToSurvey', Invitation>('InviteToSurvey', 'Ask a user what they think, once per closure.');
export const RemindOfSurvey = command<'RemindOfSurvey', OfSurvey>('RemindOfSurvey', 'Remind the user.');
export const AnswerSurvey = command<'AnswerSurvey', SurveyAnswer>('AnswerSurvey', 'Record the answer.');
export const MarkSurveyUnreached = command<'MarkSurveyUnreached', OfSurvey>('MarkSurveyUnreached', 'Record that the user could not be reached.');
export const ExpireSurvey = command<'ExpireSurvey', OfSurvey>('ExpireSurvey', 'Record that the invitation ran out.');

/** Every command of a survey. */
export const surveyCommands = [InviteToSurvey, RemindOfSurvey, AnswerSurvey, MarkSurveyUnreached, ExpireSurvey] as const;
export type SurveyCommand = Made<(typeof surveyCommands)[number]>;

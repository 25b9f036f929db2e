import type { Reaction } from '@heatledger/kernel';
import { InviteToSurvey, type SurveyCommand } from '@heatledger/survey';
import type { ComplaintEvent, RepairEvent } from '@heatledger/ticket';
import { derivedUuid } from '@heatledger/vocabulary';

type Closed = Extract<RepairEvent, { type: 'RepairClosed' }> | Extract<ComplaintEvent, { type: 'ComplaintClosed' }>;

/** The survey of one closure: ticket and round name it, so nobody is asked twice for the same one. */
export const surveyIdOf = (ticketId: string, round: number): string => derivedUuid('survey', ticketId, String(round));

/** Asks once per closure; nobody is asked about a ticket that ended without work, or whose dissatisfaction is on record. Clause 四(二)3. */
export const askAfterResolution: Reaction<Closed, SurveyCommand> = {
  name: 'ask-after-resolution',
  doc: 'Asks the user what they think once a ticket was worked on and closed.',
  on: {
    RepairClosed: ({ data: { ticketId, round, zone, station, category, exit } }) =>
      exit === 'done' || exit === 'handed-over' ? [InviteToSurvey({ surveyId: surveyIdOf(ticketId, round), ticketId, ticketKind: 'repair', round, zone, station, category })] : [],
    ComplaintClosed: ({ data: { ticketId, round, zone, station, category, exit } }) =>
      exit === 'satisfied' ? [InviteToSurvey({ surveyId: surveyIdOf(ticketId, round), ticketId, ticketKind: 'complaint', round, zone, station, category })] : [],
  },
};

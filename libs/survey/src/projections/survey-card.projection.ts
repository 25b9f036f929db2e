import type { Projection } from '@heatledger/kernel';
import { millis, type Category, type TicketKind } from '@heatledger/vocabulary';
import type { FixedAnswer, SurveyEvent } from '../domain/survey.events.js';
import type { Survey } from '../domain/survey.js';

/** One survey as it stands; no comment on it. */
export interface SurveyCard {
  readonly surveyId: string;
  readonly ticketId: string;
  readonly ticketKind: TicketKind;
  readonly round: number;
  readonly zone: string | null;
  readonly station: string | null;
  readonly category: Category;
  readonly phase: Survey['phase'];
  readonly invitedAt: string;
  readonly invitedMs: number;
  readonly endedAt: string | null;
  readonly heating: number | null;
  readonly repair: number | null;
  readonly billing: number | null;
  readonly fixed: FixedAnswer | null;
  readonly revision: number;
}

/** Surveys by phase, ticket and zone. */
export const surveyCard: Projection<SurveyCard, SurveyEvent> = {
  name: 'survey-card',
  version: 1,
  doc: 'One survey as it stands: asked, reminded, answered, unreached or expired.',
  key: ({ data }) => data.surveyId,
  evolve: {
    SurveyInvited: (_, { data, meta, revision }) => ({
      surveyId: data.surveyId,
      ticketId: data.ticketId,
      ticketKind: data.ticketKind,
      round: data.round,
      zone: data.zone ?? null,
      station: data.station ?? null,
      category: data.category,
      phase: 'invited',
      invitedAt: meta.at,
      invitedMs: millis(meta.at),
      endedAt: null,
      heating: null,
      repair: null,
      billing: null,
      fixed: null,
      revision,
    }),
    SurveyReminded: (card, { revision }) => card && { ...card, phase: 'reminded', revision },
    SurveyAnswered: (card, { data, meta, revision }) =>
      card && { ...card, phase: 'answered', endedAt: meta.at, heating: data.heating ?? null, repair: data.repair ?? null, billing: data.billing ?? null, fixed: data.fixed, revision },
    SurveyUnreached: (card, { meta, revision }) => card && { ...card, phase: 'unreached', endedAt: meta.at, revision },
    SurveyExpired: (card, { meta, revision }) => card && { ...card, phase: 'expired', endedAt: meta.at, revision },
  },
  indexes: { byPhase: ['phase', 'invitedMs'], byTicket: ['ticketId', 'invitedMs'], byZone: ['zone', 'invitedMs'] },
};

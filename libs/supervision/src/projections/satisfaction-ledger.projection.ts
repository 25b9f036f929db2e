import type { Projection, RecordedFact } from '@heatledger/kernel';
import type { SurveyEvent } from '@heatledger/survey';
import type { ComplaintEvent, RepairEvent } from '@heatledger/ticket';
import { type Category, type TicketKind } from '@heatledger/vocabulary';
import type { AskRecord } from '../figures/ask-record.js';
import { SATISFIED_FROM } from '../figures/satisfaction.js';

type CalledBack = Extract<RepairEvent, { type: 'RepairCalledBack' }>;
type Attempted = Extract<ComplaintEvent, { type: 'FollowUpAttempted' }>;
type Answered = Extract<ComplaintEvent, { type: 'ComplaintAnswerRecorded' }>;
type Surveyed<T extends SurveyEvent['type']> = Extract<SurveyEvent, { type: T }>;
type Asked = CalledBack | Attempted | Answered | Surveyed<'SurveyInvited' | 'SurveyAnswered' | 'SurveyUnreached' | 'SurveyExpired'>;

interface OfTicket {
  readonly ticketId: string;
  readonly round: number;
  readonly category: Category;
  readonly zone?: string | undefined;
  readonly station?: string | undefined;
}

const opened = (ticketKind: TicketKind, data: OfTicket, at: string, basis: AskRecord['basis'] = 'callback'): AskRecord => ({
  basis,
  ticketId: data.ticketId,
  ticketKind,
  round: data.round,
  category: data.category,
  zone: data.zone ?? null,
  station: data.station ?? null,
  askedAt: at,
  reachedAt: null,
  unreachedAt: null,
  answer: null,
});

const fixedWord = (fixed: boolean | undefined): 'yes' | 'no' | 'unknown' => (fixed === undefined ? 'unknown' : fixed ? 'yes' : 'no');

const answered = (record: AskRecord, at: string, satisfied: boolean, fixed: boolean | undefined): AskRecord => ({
  ...record,
  reachedAt: at,
  answer: { at, satisfied, heating: null, repair: null, billing: null, fixed: fixedWord(fixed) },
});

type SurveyOutcome = Surveyed<'SurveyAnswered' | 'SurveyUnreached' | 'SurveyExpired'>;

const invitedBefore = (before: AskRecord | null, { data, meta }: RecordedFact<SurveyOutcome>): AskRecord => before ?? opened(data.ticketKind, data, meta.at, 'survey');

/** Satisfied by a survey is who gave no subject less than the score that counts as satisfied. */
const surveyed = (before: AskRecord | null, fact: RecordedFact<Surveyed<'SurveyAnswered'>>): AskRecord => {
  const { heating = null, repair = null, billing = null, fixed } = fact.data;
  const satisfied = [heating, repair, billing].every((score) => score === null || score >= SATISFIED_FROM);
  const { at } = fact.meta;
  return { ...invitedBefore(before, fact), reachedAt: at, answer: { at, satisfied, heating, repair, billing, fixed } };
};

const unreached = (record: AskRecord, at: string): AskRecord => ({ ...record, unreachedAt: at });

/** Every attempt to learn whether a user is satisfied, one document a ticket and round on each basis. */
export const satisfactionLedger: Projection<AskRecord, Asked> = {
  name: 'satisfaction-ledger',
  version: 3,
  doc: 'Every callback and every survey with its outcome: what satisfaction is counted from.',
  key: ({ type, data }) => `${type.startsWith('Survey') ? 'survey' : 'callback'}/${data.ticketId}/${data.round}`,
  evolve: {
    RepairCalledBack: (before, { data, meta }: RecordedFact<CalledBack>) => {
      const record = before ?? opened('repair', data, meta.at);
      return data.answer === 'unreached' ? unreached(record, meta.at) : answered(record, meta.at, data.answer === 'satisfied', data.fixed);
    },
    FollowUpAttempted: (before, { data, meta }: RecordedFact<Attempted>) => unreached(before ?? opened('complaint', data, meta.at), meta.at),
    ComplaintAnswerRecorded: (before, { data, meta }: RecordedFact<Answered>) => answered(before ?? opened('complaint', data, meta.at), meta.at, data.satisfied, data.fixed),
    SurveyInvited: (before, { data, meta }: RecordedFact<Surveyed<'SurveyInvited'>>) => before ?? opened(data.ticketKind, data, meta.at, 'survey'),
    SurveyAnswered: surveyed,
    SurveyUnreached: (before, fact: RecordedFact<Surveyed<'SurveyUnreached'>>) => unreached(invitedBefore(before, fact), fact.meta.at),
    SurveyExpired: (before, fact: RecordedFact<Surveyed<'SurveyExpired'>>) => ({ ...invitedBefore(before, fact), reachedAt: fact.meta.at }),
  },
  indexes: { byBasis: ['basis'] },
};

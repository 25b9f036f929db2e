import type { Projection, RecordedFact } from '@heatledger/kernel';
import type { ComplaintEvent, RepairEvent } from '@heatledger/ticket';
import { monthOf, type Category, type TicketKind } from '@heatledger/vocabulary';
import type { AskRecord } from '../figures/ask-record.js';

type CalledBack = Extract<RepairEvent, { type: 'RepairCalledBack' }>;
type Attempted = Extract<ComplaintEvent, { type: 'FollowUpAttempted' }>;
type Answered = Extract<ComplaintEvent, { type: 'ComplaintAnswerRecorded' }>;
type Asked = CalledBack | Attempted | Answered;

interface OfTicket {
  readonly ticketId: string;
  readonly round: number;
  readonly category: Category;
  readonly zone?: string | undefined;
  readonly station?: string | undefined;
}

const opened = (ticketKind: TicketKind, data: OfTicket, at: string): AskRecord => ({
  basis: 'callback',
  ticketId: data.ticketId,
  ticketKind,
  round: data.round,
  category: data.category,
  zone: data.zone ?? null,
  station: data.station ?? null,
  askedAt: at,
  month: monthOf(at),
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

const unreached = (record: AskRecord, at: string): AskRecord => ({ ...record, unreachedAt: at });

/** Every attempt to learn whether a user is satisfied, one document a ticket and round on each basis. */
export const satisfactionLedger: Projection<AskRecord, Asked> = {
  name: 'satisfaction-ledger',
  version: 1,
  doc: 'Every callback with its outcome: what satisfaction is counted from.',
  key: ({ data }) => `callback/${data.ticketId}/${data.round}`,
  evolve: {
    RepairCalledBack: (before, { data, meta }: RecordedFact<CalledBack>) => {
      const record = before ?? opened('repair', data, meta.at);
      return data.answer === 'unreached' ? unreached(record, meta.at) : answered(record, meta.at, data.answer === 'satisfied', data.fixed);
    },
    FollowUpAttempted: (before, { data, meta }: RecordedFact<Attempted>) => unreached(before ?? opened('complaint', data, meta.at), meta.at),
    ComplaintAnswerRecorded: (before, { data, meta }: RecordedFact<Answered>) => answered(before ?? opened('complaint', data, meta.at), meta.at, data.satisfied, data.fixed),
  },
  indexes: { byBasis: ['basis'] },
};

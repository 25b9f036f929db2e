import type { Message, Projection, RecordedFact } from '@heatledger/kernel';
import type { ComplaintEvent, RepairEvent } from '@heatledger/ticket';
import type { CaseRecord } from '../figures/case-record.js';

type Told =
  | Extract<RepairEvent, { type: `Repair${'Reported' | 'Triaged' | 'Completed' | 'SentBack' | 'Closed' | 'Withdrawn' | 'Merged' | 'Unmerged' | 'LinkedAsRepeat'}` }>
  | Extract<ComplaintEvent, { type: `Complaint${'Received' | 'SourceChanged' | 'Classified' | 'Closed' | 'Merged' | 'Unmerged' | 'LinkedAsRepeat'}` }>;
type Of<T extends Told['type']> = Extract<Told, { type: T }>;

const opened = (ticketKind: CaseRecord['ticketKind'], { stream, data, meta }: RecordedFact<Of<'RepairReported' | 'ComplaintReceived'>>): CaseRecord => ({
  stream,
  ticketId: data.ticketId,
  ticketKind,
  householdId: data.householdId ?? null,
  category: data.category,
  zone: data.zone ?? null,
  station: data.station ?? null,
  receivedAt: meta.at,
  isImported: 'externalId' in data && data.externalId !== undefined,
  completions: [],
  sentBack: [],
  closings: [],
  merged: [],
  withdrawnAt: null,
  repeats: [],
});

const changing =
  <E extends Message>(change: (record: CaseRecord, fact: RecordedFact<E>) => Partial<CaseRecord>) =>
  (record: CaseRecord | null, fact: RecordedFact<E>): CaseRecord | null =>
    record && { ...record, ...change(record, fact) };

const classified = changing<Of<'RepairTriaged' | 'ComplaintClassified'>>((_, { data }) => ({ category: data.category }));
/** A source that gives another time for its own closing corrects it. */
const isCorrected = (closing: CaseRecord['closings'][number], { round, exit }: Of<'RepairClosed' | 'ComplaintClosed'>['data']): boolean =>
  exit === 'closed-by-source' && closing.exit === exit && closing.round === round;
const closed = changing<Of<'RepairClosed' | 'ComplaintClosed'>>(({ closings }, { data, meta }) => ({
  closings: [...closings.filter((closing) => !isCorrected(closing, data)), { at: meta.at, round: data.round, exit: data.exit }],
}));
const merged = changing<Of<'RepairMerged' | 'ComplaintMerged'>>((record, { meta }) => ({ merged: [...record.merged, { from: meta.at, to: null }] }));
const unmerged = changing<Of<'RepairUnmerged' | 'ComplaintUnmerged'>>((record, { meta }) => ({ merged: record.merged.map((span) => (span.to === null ? { ...span, to: meta.at } : span)) }));
const repeated = changing<Of<'RepairLinkedAsRepeat' | 'ComplaintLinkedAsRepeat'>>(({ repeats }, { data, meta }) => ({ repeats: [...repeats, { at: meta.at, earlierId: data.earlierId }] }));

/** Every repair and complaint with the instants that rates are counted from. */
export const caseLedger: Projection<CaseRecord, Told> = {
  name: 'case-ledger',
  version: 1,
  doc: 'Every repair and complaint with its ends, rounds and repeats: what the rates of handling, callbacks and repeats are counted from.',
  key: ({ data }) => data.ticketId,
  evolve: {
    RepairReported: (_, fact: RecordedFact<Of<'RepairReported'>>) => opened('repair', fact),
    ComplaintReceived: (_, fact: RecordedFact<Of<'ComplaintReceived'>>) => opened('complaint', fact),
    ComplaintSourceChanged: changing<Of<'ComplaintSourceChanged'>>((_, { data }) => ({ category: data.category, zone: data.zone ?? null, station: data.station ?? null })),
    RepairTriaged: classified,
    ComplaintClassified: classified,
    RepairCompleted: changing<Of<'RepairCompleted'>>(({ completions }, { data, meta }) => (data.outcome === 'not-fixed' ? {} : { completions: [...completions, meta.at] })),
    RepairSentBack: changing<Of<'RepairSentBack'>>(({ sentBack }, { meta }) => ({ sentBack: [...sentBack, meta.at] })),
    RepairClosed: closed,
    ComplaintClosed: closed,
    RepairWithdrawn: changing<Of<'RepairWithdrawn'>>((_, { meta }) => ({ withdrawnAt: meta.at })),
    RepairMerged: merged,
    ComplaintMerged: merged,
    RepairUnmerged: unmerged,
    ComplaintUnmerged: unmerged,
    RepairLinkedAsRepeat: repeated,
    ComplaintLinkedAsRepeat: repeated,
  },
  indexes: { byKind: ['ticketKind', 'receivedAt'] },
};

import type { AnyKind, Message, Projection, RecordedFact } from '@heatledger/kernel';

/** Which streams tell the story of a case. */
export interface CaseStreams {
  /** Stream the story began in. */
  readonly case: string;
  readonly streams: readonly string[];
}

const join = (doc: CaseStreams | null, { stream, meta }: RecordedFact): CaseStreams => {
  const streams = doc?.streams ?? [];
  return { case: meta.correlation ?? stream, streams: streams.includes(stream) ? streams : [...streams, stream] };
};

/** The case files' table of contents, over every kind of fact the program knows. */
export const caseStreamsOver = (kinds: readonly AnyKind[]): Projection<CaseStreams, Message> => ({
  name: 'case-streams',
  version: 1,
  doc: 'Which streams belong to a case: the ticket itself, its measurements, adjustments, inspections and surveys.',
  key: ({ revision, meta, stream }) => (revision === 0 ? (meta.correlation ?? stream) : null),
  evolve: Object.fromEntries(kinds.map(({ type }) => [type, join])),
  indexes: {},
});

import { isImported, type Fact, type Instant } from '@heatledger/kernel';
import { compareInstants, type Category } from '@heatledger/vocabulary';
import type { ComplaintEvent } from './complaint.events.js';

/** What another system said last of a request that came from it; what it did not say is absent. */
export interface SourceTelling {
  readonly source: string;
  readonly receivedAt: Instant;
  readonly category: Category;
  readonly dueAt?: Instant | undefined;
  readonly closedAt?: Instant | undefined;
  readonly closureReason?: string | undefined;
  readonly zone?: string | undefined;
  readonly station?: string | undefined;
  readonly subject?: string | undefined;
  readonly handledBy?: string | undefined;
}

/** What a source can say of a request, and say otherwise later. */
export const sourceFields = [
  'receivedAt',
  'dueAt',
  'closedAt',
  'closureReason',
  'zone',
  'station',
  'category',
  'subject',
  'handledBy',
] as const;
export type SourceField = (typeof sourceFields)[number];

/** A field that stands here otherwise than its source tells it now; `null` where one of the two says nothing. */
export interface Difference {
  readonly field: SourceField;
  readonly here: string | null;
  readonly source: string | null;
}

const instants: ReadonlySet<SourceField> = new Set(['receivedAt', 'dueAt', 'closedAt']);

const same = (field: SourceField, a: string, b: string): boolean =>
  instants.has(field) ? compareInstants(a, b) === 0 : a === b;

/** What a source tells otherwise than before, of the fields that it speaks of. */
export const differencesOf = (
  before: SourceTelling,
  now: Omit<SourceTelling, 'source'> & { readonly says?: readonly SourceField[] | undefined },
): readonly Difference[] =>
  sourceFields
    .filter((field) => now[field] !== undefined || now.says?.includes(field))
    .map((field) => ({ field, here: before[field] ?? null, source: now[field] ?? null }))
    .filter(({ field, here, source }) =>
      here === null || source === null ? here !== source : !same(field, here, source),
    );

type OfType<T extends ComplaintEvent['type']> = Fact<Extract<ComplaintEvent, { type: T }>>;

/** What the source said with the first fact of a request; `undefined` for one that was taken down here. */
export const firstTold = ({ data, meta }: OfType<'ComplaintReceived'>): SourceTelling | undefined => {
  const { source, externalId, category, zone, station, subject, handledBy } = data;
  return externalId === undefined
    ? undefined
    : { source: source ?? '', receivedAt: meta.at, category, zone, station, subject, handledBy };
};

/** What the source has said after one more fact; facts of our own change nothing of it. */
export const toldAfter = <S extends { readonly told?: SourceTelling | undefined }>(
  state: S,
  fact: Fact<ComplaintEvent>,
  more: Partial<SourceTelling>,
): S => (state.told && isImported(fact) ? { ...state, told: { ...state.told, ...more } } : state);

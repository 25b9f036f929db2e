import type { AnyKind } from '@heatledger/kernel';
import type { z } from 'zod';

/** A made-up content of a fact, with the texts in it that are a person's or a code and may stand in its sentence. */
export interface Sampled {
  readonly data: Readonly<Record<string, unknown>>;
  readonly texts: readonly string[];
}

interface Inside {
  readonly type: string;
  readonly innerType?: z.ZodType;
  readonly element?: z.ZodType;
  readonly shape?: Readonly<Record<string, z.ZodType>>;
  readonly options?: readonly z.ZodType[];
  readonly entries?: Readonly<Record<string, string>>;
  readonly values?: readonly unknown[];
  readonly valueType?: z.ZodType;
  readonly format?: string;
}

const ID = '0190f3a1-0000-7000-8000-00000000dead';
/** Texts of every form a field may ask for; the first that fits is taken. */
const TEXTS = ['甲七', ID, '2026-01-05', '2026-01-05T08:30:00+08:00', '13812345678', '10-01..10-08', 'Asia/Shanghai', '{"id":"甲七"}'];
const NUMBERS = [3, 1, 160, 0, 2026, -5];

const fitting = (schema: z.ZodType, candidates: readonly unknown[]): unknown => {
  const found = candidates.find((one) => schema.safeParse(one).success);
  if (found === undefined) throw new Error(`nothing made up fits ${JSON.stringify(schema.def)}`);
  return found;
};

const sample = (schema: z.ZodType, sparse: boolean, pick: number): unknown => {
  const { type, innerType, element, shape, options, entries, values, valueType } = schema.def as unknown as Inside;
  if (innerType) return sparse && type === 'optional' ? undefined : sample(innerType, sparse, pick);
  if (shape) return Object.fromEntries(Object.entries(shape).map(([name, part]) => [name, sample(part, sparse, pick)] as const).filter(([, value]) => value !== undefined));
  if (entries) return Object.values(entries)[pick % Object.values(entries).length];
  if (values) return values[0];
  if (type === 'array' && element) return fitting(schema, [[sample(element, sparse, pick)], []]);
  if (type === 'record' && valueType) return { 甲七: sample(valueType, sparse, pick) };
  if (options?.[0]) return sample(options[pick % options.length] ?? options[0], sparse, pick);
  if (type === 'boolean') return pick % 2 === 0;
  if (type === 'number' || type === 'int') return fitting(schema, pick % 2 === 0 ? NUMBERS : [0, ...NUMBERS]);
  return fitting(schema, TEXTS);
};

const texts = ['甲七', '13812345678', 'Asia/Shanghai', '{"id":"甲七"}', '0190f3a1'];
const MOST_WORDS = 14;

/** Contents of a kind, so many that every word of its closed lists is met; without or with what may be absent. */
export const sampled = (kind: AnyKind, sparse: boolean): readonly Sampled[] =>
  Array.from({ length: MOST_WORDS }, (_, pick) => ({ data: sample(kind.schema, sparse, pick) as Readonly<Record<string, unknown>>, texts }));

import { readFileSync } from 'node:fs';
import { categories, keysIn } from '@heatledger/vocabulary';
import { IANAZone } from 'luxon';
import { z } from 'zod';
import { errorCodeOf, isAbsent } from '../absence.js';
import type { Say } from '../language.js';
import { Refusal } from '../terminal.js';
import { encodings } from './encodings.js';
import { faultOfPattern, hoursOfTwo } from './moments.js';

const text = z.string().trim().min(1);
const pattern = text.superRefine((one, context) => {
  const written = faultOfPattern(one);
  if (written === null) return;
  const message = `iso, or a pattern with year, month and day such as yyyy-MM-dd HH:mm:ss, yyyy/M/d H:mm or yyyy年M月d日 HH:mm is allowed; this one writes "${written}" for 2011-02-03 16:05`;
  context.addIssue({ code: 'custom', message });
});

/** Words of a column, as its cells say them without blanks around. */
const valuesOf = <const K extends [string, ...string[]]>(words: K) =>
  z
    .record(z.string(), z.enum(words))
    .transform((values) => Object.fromEntries(Object.entries(values).map(([value, word]) => [value.trim(), word])));

/** What a column can say. */
export const columnFields = [
  'externalId',
  'receivedAt',
  'dueAt',
  'closedAt',
  'changedAt',
  'closureReason',
  'zone',
  'station',
  'subject',
  'handledBy',
] as const;
export type ColumnField = (typeof columnFields)[number];
/** What a source can say of all its requests at once. */
const constantFields = ['closureReason', 'zone', 'station', 'subject', 'handledBy'] as const;

const standings = ['open', 'closed'] as const;
export type Standing = (typeof standings)[number];

const columns = z.strictObject({
  externalId: text,
  receivedAt: text,
  dueAt: text.optional(),
  closedAt: text.optional(),
  /** When the source changed the request last: the time of what it tells otherwise than before. */
  changedAt: text.optional(),
  closureReason: text.optional(),
  zone: text.optional(),
  station: text.optional(),
  subject: text.optional(),
  /** Code of who handles it there. */
  handledBy: text.optional(),
});

/**
 * How the columns of another system's file become facts: which column says what, how it is written, and what stands
 * for "nothing".
 */
export const mappingSchema = z
  .strictObject({
    /** Name of the source, as it stands in the facts. */
    source: text.max(60),
    /** Encoding of its files; found out when absent. */
    encoding: z.enum(encodings).optional(),
    /** Between the fields of a CSV file. */
    delimiter: z.enum([',', ';', '\t', '|']).default(','),
    /** Zone of times that are written without an offset. */
    timeZone: z
      .string()
      .refine((name) => IANAZone.isValidZone(name), 'an IANA time zone such as Asia/Shanghai is allowed'),
    /** How times are written: `iso`, or patterns such as `yyyy-MM-dd HH:mm:ss`, of which the first that fits counts. */
    timeFormat: z.union([pattern.transform((one) => [one]), z.array(pattern).min(1)]).default(['iso']),
    /** Which of two equal hours at the end of summer time is meant. */
    repeatedHour: z.enum(hoursOfTwo).default('earlier'),
    /** Values that mean "nothing". */
    nothing: z.array(z.string().trim()).default(['']),
    columns,
    /** Columns that a file, or a row of NDJSON, may lack. */
    mayBeAbsent: z.array(z.enum([...columnFields, 'category', 'status'])).default([]),
    /** What holds for every request of the source. */
    constants: z.partialRecord(z.enum(constantFields), text).default({}),
    category: z
      .strictObject({
        column: text.optional(),
        values: valuesOf(keysIn(categories)).default({}),
        otherwise: z.enum(keysIn(categories)).default('OTHER'),
      })
      .default({ values: {}, otherwise: 'OTHER' }),
    /** The column that says whether a request is open, and its words. */
    status: z.strictObject({ column: text, values: valuesOf([...standings]) }).optional(),
  })
  .superRefine(({ columns, constants }, context) => {
    for (const field of constantFields)
      if (constants[field] !== undefined && columns[field] !== undefined)
        context.addIssue({
          code: 'custom',
          path: ['constants', field],
          message: `${field} has a column; a column or a constant is allowed`,
        });
  });

export type Mapping = z.output<typeof mappingSchema>;
export type MappingInput = z.input<typeof mappingSchema>;

const boston311: MappingInput = {
  source: 'boston-311',
  timeZone: 'America/New_York',
  timeFormat: 'yyyy-MM-dd HH:mm:ss',
  nothing: ['', 'NA'],
  columns: {
    externalId: 'CASE_ENQUIRY_ID',
    receivedAt: 'open_dt',
    dueAt: 'target_dt',
    closedAt: 'closed_dt',
    closureReason: 'CLOSURE_REASON',
    zone: 'neighborhood',
    subject: 'CASE_TITLE',
  },
  category: {
    column: 'TYPE',
    values: { 'Heat - Excessive  Insufficient': 'TEMP', 'Heat/Fuel Assistance': 'OTHER' },
    otherwise: 'OTHER',
  },
};

/** Mappings that ship with the program. */
export const mappings: Readonly<Record<string, Mapping>> = { 'boston-311': mappingSchema.parse(boston311) };

const keysAt = (path: readonly PropertyKey[]): readonly string[] => {
  const shapes: Readonly<Record<string, object>> = {
    '': mappingSchema.shape,
    columns: columns.shape,
    category: { column: 0, values: 0, otherwise: 0 },
    status: { column: 0, values: 0 },
  };
  return Object.keys(shapes[path.join('.')] ?? {});
};

const said = (issue: z.core.$ZodIssue, say: Say): string => {
  const at = issue.path.join('.') || say('整个映射', 'the mapping');
  switch (issue.code) {
    case 'unrecognized_keys':
      return `${at}: ${say(`不认识 ${issue.keys.join('、')}；可用：`, `${issue.keys.join(', ')} is not known; allowed: `)}${keysAt(issue.path).join(', ') || constantFields.join(', ')}`;
    case 'invalid_value':
      return `${at}: ${say('可用：', 'allowed: ')}${issue.values.map((value) => JSON.stringify(value)).join(', ')}`;
    case 'invalid_type':
      return issue.input === undefined
        ? `${at}: ${say('必须填写', 'is needed')} (${issue.expected})`
        : `${at}: ${say(`应为 ${issue.expected}`, `${issue.expected} is allowed`)}`;
    case 'invalid_union':
      return `${at}: ${issue.errors
        .flat()
        .map(({ message }) => message)
        .join('; ')}`;
    default:
      return `${at}: ${issue.message}`;
  }
};

/** A mapping by its name or from a JSON file; refuses with the field that is wrong and what is allowed. */
export const mappingNamed = (name: string, say: Say): Mapping => {
  const known = Object.hasOwn(mappings, name) ? mappings[name] : undefined;
  if (known) return known;
  let written: string;
  try {
    written = readFileSync(name, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    if (!isAbsent(error)) {
      const code = errorCodeOf(error);
      throw new Refusal(say(`映射 ${name}：无法读取（${code}）`, `mapping ${name}: cannot be read (${code})`));
    }
    const names = Object.keys(mappings).join(', ');
    throw new Refusal(
      say(`映射 ${name}：既不是文件，也不是 ${names} 之一`, `mapping ${name}: neither a file nor one of ${names}`),
    );
  }
  let content: unknown;
  try {
    content = JSON.parse(written);
  } catch (error) {
    throw new Refusal(
      say(
        `映射 ${name}：不是 JSON（${(error as Error).message}）`,
        `mapping ${name}: not JSON (${(error as Error).message})`,
      ),
    );
  }
  const checked = mappingSchema.safeParse(content, { reportInput: true });
  if (checked.success) return checked.data;
  throw new Refusal(
    say('映射', 'mapping') + ` ${name}: ${checked.error.issues.map((issue) => said(issue, say)).join('; ')}`,
  );
};

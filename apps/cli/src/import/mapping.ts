import { readFileSync } from 'node:fs';
import { categories, keysIn } from '@heatledger/vocabulary';
import { IANAZone } from 'luxon';
import { z } from 'zod';
import { Refusal } from '../terminal.js';

const column = z.string().min(1);

/** How the columns of another system's file become facts: which column says what, how its times are written, and what stands for "nothing". */
const mappingSchema = z.strictObject({
  /** Name of the source, as it stands in the facts. */
  source: z.string().min(1).max(60),
  /** Zone of times that are written without an offset. */
  timeZone: z.string().refine((name) => IANAZone.isValidZone(name), 'an IANA time zone such as Asia/Shanghai'),
  /** How times are written: `iso`, or a pattern such as `yyyy-MM-dd HH:mm:ss`. */
  timeFormat: z.string().min(1).default('iso'),
  /** Values that mean "nothing". */
  nothing: z.array(z.string()).default(['']),
  columns: z.strictObject({
    externalId: column,
    receivedAt: column,
    dueAt: column.optional(),
    closedAt: column.optional(),
    closureReason: column.optional(),
    zone: column.optional(),
    station: column.optional(),
    subject: column.optional(),
  }),
  category: z.strictObject({
    column: column.optional(),
    values: z.record(z.string(), z.enum(keysIn(categories))).default({}),
    otherwise: z.enum(keysIn(categories)).default('OTHER'),
  }).default({ values: {}, otherwise: 'OTHER' }),
});

export type Mapping = z.output<typeof mappingSchema>;

const boston311: Mapping = {
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
  category: { column: 'TYPE', values: { 'Heat - Excessive  Insufficient': 'TEMP', 'Heat/Fuel Assistance': 'OTHER' }, otherwise: 'OTHER' },
};

/** Mappings that ship with the program. */
export const mappings: Readonly<Record<string, Mapping>> = { 'boston-311': boston311 };

/** A mapping by its name or from a JSON file; refuses with the field that is wrong. */
export const mappingNamed = (name: string): Mapping => {
  const known = Object.hasOwn(mappings, name) ? mappings[name] : undefined;
  if (known) return known;
  let text: string;
  try {
    text = readFileSync(name, 'utf8');
  } catch {
    throw new Refusal(`mapping ${name}: neither a file nor one of ${Object.keys(mappings).join(', ')}`);
  }
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (error) {
    throw new Refusal(`mapping ${name}: not JSON (${(error as Error).message})`);
  }
  const checked = mappingSchema.safeParse(content);
  if (checked.success) return checked.data;
  const faults = checked.error.issues.map(({ path, message }) => `${path.join('.') || '(whole)'}: ${message}`);
  throw new Refusal(`mapping ${name}: ${faults.join('; ')}`);
};

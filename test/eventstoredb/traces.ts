import { readFileSync } from 'node:fs';

/** A request that was put to a real EventStoreDB 24.2 through the client, and what came back. */
export interface Trace {
  readonly section: string;
  readonly id: string;
  readonly reply?: unknown;
  readonly error?: Readonly<Record<string, unknown>>;
}

/** The recorded traces; see `traces.json` for how values are written. */
export const traces = (JSON.parse(readFileSync('test/eventstoredb/traces.json', 'utf8')) as { readonly traces: readonly Trace[] }).traces;

export const keyOf = ({ section, id }: Pick<Trace, 'section' | 'id'>): string => `${section} › ${id}`;

const RUN = /-mwtn[0-9a-z]+|-mwtnatpe/g;
const TOLD = ['class', 'type', 'code', 'streamName', 'expectedVersion', 'actualVersion', 'maxAppendSize', 'message'] as const;

const isPlain = (value: object): boolean => Object.getPrototypeOf(value) === Object.prototype || Object.getPrototypeOf(value) === null;

/** A value without what differs from run to run: places in the log, times, suffixes of names. */
export const comparable = (value: unknown): unknown => {
  if (value === undefined) return { $undefined: true };
  if (typeof value === 'bigint') return { $bigint: String(value) };
  if (typeof value === 'string') return value.replace(RUN, '');
  if (value instanceof Uint8Array) return { $bytes: Buffer.from(value).toString('hex'), $ctor: 'Uint8Array' };
  if (Array.isArray(value)) return value.map(comparable);
  if (typeof value !== 'object' || value === null || !isPlain(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => {
      if ((name === 'position' || name === 'pos') && one !== undefined && !(typeof one === 'object' && one !== null && '$undefined' in one)) return [name, 'a position'];
      if (name === 'metastreamRevision') return [name, 'a position'];
      return [name, name === 'created' || name === 'id' ? 'of this run' : comparable(one)];
    }),
  );
};

/** An error as the traces write it. */
export const describedError = (error: unknown): Readonly<Record<string, unknown>> => {
  const of = (name: string): unknown => (typeof error === 'object' && error !== null ? Reflect.get(error, name) : undefined);
  return { class: (error as Error).constructor.name, type: of('type'), code: of('code'), streamName: of('streamName'), expectedVersion: of('expectedVersion'), actualVersion: of('actualVersion'), maxAppendSize: of('maxAppendSize'), message: (error as Error).message };
};

/** The fields of an error that both sides tell. */
export const comparableError = (error: Readonly<Record<string, unknown>>, told: Readonly<Record<string, unknown>>): unknown =>
  Object.fromEntries(TOLD.filter((name) => name in told).map((name) => [name, comparable(error[name])]));

import type { JsonObject, RecordedEvent } from '@heatledger/event-store';
import { personalValuesOf, upcast, type AnyKind, type Catalogue, type Fact, type Message, type PersonalValue, type RecordedFact } from '@heatledger/kernel';
import { orderedKeysOf } from './canonical.js';
import { traceable } from './traced-rule.js';

/** The one seam through which personal fields (C3 and above) enter and leave the log. */
export abstract class PersonalData {
  abstract protect(kind: AnyKind, stream: string, data: JsonObject): JsonObject;
  abstract reveal(kind: AnyKind, stream: string, data: JsonObject): JsonObject;
}

/** Keeps personal fields as they are. */
export class ClearPersonalData extends PersonalData {
  protect(_kind: AnyKind, _stream: string, data: JsonObject): JsonObject {
    return data;
  }
  reveal(_kind: AnyKind, _stream: string, data: JsonObject): JsonObject {
    return data;
  }
}

/** What is wrong with a fact's content: the field, what was given, and what is allowed. */
export interface Fault {
  readonly field: string;
  readonly problem: string;
}

export type Sealed =
  /** `personal`: the personal values as they were given, where there are any. */
  | { readonly ok: true; readonly data: JsonObject; readonly version: number; readonly personal?: readonly PersonalValue[] }
  | { readonly ok: false; readonly faults: readonly Fault[] };

/** What only a way over JSON text shows as it will be read back. */
const ODD = Symbol('odd');

const storedList = (list: readonly unknown[]): unknown => {
  const copy = list.map(stored);
  return copy.includes(ODD) || copy.includes(undefined) ? ODD : copy;
};

const storedObject = (object: Readonly<Record<string, unknown>>, keys: readonly string[] = Object.keys(object)): unknown => {
  if (Object.getPrototypeOf(object) !== Object.prototype || Object.hasOwn(object, '__proto__')) return ODD;
  const copy: Record<string, unknown> = {};
  for (const key of keys) {
    const value = stored(object[key]);
    if (value === ODD) return ODD;
    if (value !== undefined) copy[key] = value;
  }
  return copy;
};

const stored = (value: unknown): unknown => {
  if (typeof value === 'number') return Number.isFinite(value) && !Object.is(value, -0) ? value : ODD;
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? storedList(value) : storedObject(value as Readonly<Record<string, unknown>>);
  return typeof value === 'function' || typeof value === 'symbol' || typeof value === 'bigint' ? ODD : value;
};

/** The content as it will be read back from the log: undefined fields are left out, as JSON does, so that the digest is over what is stored. Its fields stand in the order of the canonical form; what they hold stays in the order it was given in. */
export const asStored = (data: JsonObject): JsonObject => {
  const copy = storedObject(data, orderedKeysOf(data));
  return (copy === ODD ? JSON.parse(JSON.stringify(data)) : copy) as JsonObject;
};

/** Between facts and the log: checks content against its kind on the way in, brings old versions up to date on the way out. */
export class FactCodec {
  constructor(
    readonly catalogue: Catalogue,
    readonly personal: PersonalData = new ClearPersonalData(),
  ) {}

  kindOf(type: string): AnyKind {
    const kind = this.catalogue.get(type);
    if (!kind) throw new Error(`${type} is not a fact this program knows`);
    return kind;
  }

  seal(message: Message, stream: string): Sealed {
    const kind = this.kindOf(message.type);
    const checked = kind.schema.safeParse(message.data);
    if (!checked.success)
      return { ok: false, faults: checked.error.issues.map((issue) => ({ field: issue.path.join('.'), problem: issue.message })) };
    const data = asStored(checked.data as JsonObject);
    const personal = personalValuesOf(kind, data);
    return { ok: true, data: this.personal.protect(kind, stream, data), version: kind.version, ...(personal.length === 0 ? {} : { personal }) };
  }

  /** Content as it was before its personal values were protected. */
  revealed({ type, stream, data }: Pick<RecordedEvent, 'type' | 'stream' | 'data'>): JsonObject {
    return this.personal.reveal(this.kindOf(type), stream, data);
  }

  /** What happened, as today's program reads it. */
  fact({ id, type, stream, data, metadata }: Pick<RecordedEvent, 'id' | 'type' | 'stream' | 'data' | 'metadata'>): Fact {
    const kind = this.kindOf(type);
    const { at, actor, channel, rule, command, correlation, causation, v } = metadata;
    return { type, data: upcast(kind, this.personal.reveal(kind, stream, data), v), meta: { at, actor, channel, rule: traceable(rule, id), command, correlation, causation } };
  }

  /** The fact with its place in the log. */
  open(event: RecordedEvent): RecordedFact {
    const { type, data, meta } = this.fact(event);
    const { id, stream, revision, position, recordedAt } = event;
    return { type, data, meta, id, stream, revision, position, recordedAt };
  }
}

import type { JsonObject, RecordedEvent } from '@heatledger/event-store';
import { upcast, type AnyKind, type Catalogue, type Fact, type Message, type RecordedFact } from '@heatledger/kernel';
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

export type Sealed = { readonly ok: true; readonly data: JsonObject; readonly version: number } | { readonly ok: false; readonly faults: readonly Fault[] };

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
    // undefined fields are left out, as JSON does, so that the digest is over what is stored
    const data = JSON.parse(JSON.stringify(checked.data)) as JsonObject;
    return { ok: true, data: this.personal.protect(kind, stream, data), version: kind.version };
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

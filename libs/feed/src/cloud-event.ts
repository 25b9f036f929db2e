import { categoryOf, type Cursors, type RecordedEvent } from '@heatledger/event-store';
import { classOfField, type DataClass } from '@heatledger/kernel';
import type { FactCodec } from '@heatledger/runtime';
import { hiddenIn, maskedData } from '@heatledger/vocabulary';

/** Before the name of a fact, in the `type` of what leaves the house. */
export const TYPE_PREFIX = 'heatledger.';

/** A fact as a CloudEvents 1.0 event in JSON; `source` + `id` name it once and for ever. */
export interface CloudEvent {
  readonly specversion: '1.0';
  readonly id: string;
  readonly source: string;
  /** `heatledger.` and the name of the fact. */
  readonly type: string;
  /** The stream. */
  readonly subject: string;
  /** When it happened. */
  readonly time: string;
  readonly datacontenttype: 'application/json';
  readonly dataschema: string;
  /** When it was recorded. */
  readonly recordedtime: string;
  /** Opaque place in the log: `after` for what follows it. */
  readonly position: string;
  readonly revision: number;
  readonly category: string;
  readonly actorid: string;
  readonly actorrole: string;
  readonly channel: string;
  readonly correlationid: string;
  readonly causationid?: string;
  readonly commandid: string;
  readonly rule?: string;
  /** Id under which the figure was first recorded; facts with the same one speak of the same figure. */
  readonly ruletrace?: string;
  /** Names of fields shown masked, since the reader's token does not open their class. */
  readonly maskedfields?: string;
  readonly dataclassification: DataClass;
  readonly data: unknown;
}

const classesOf = (schema: { readonly shape: Readonly<Record<string, Parameters<typeof classOfField>[0]>> }): readonly DataClass[] =>
  Object.values(schema.shape).map(classOfField);

const highest = (classes: readonly DataClass[]): DataClass => classes.reduce((most, next) => (next > most ? next : most), 'C0' as DataClass);

export interface Showing {
  /** Names this installation. */
  readonly source: string;
  /** Data classes that the reader may see. */
  readonly open: readonly DataClass[];
  readonly cursors: Pick<Cursors, 'write'>;
}

/** The event as a reader may see it. */
export const cloudEventOf = (event: RecordedEvent, codec: FactCodec, { source, open, cursors }: Showing): CloudEvent => {
  const kind = codec.kindOf(event.type);
  const fact = codec.open(event);
  const data = fact.data as Readonly<Record<string, unknown>>;
  const masked = hiddenIn(kind, data, open).map(({ keys }) => keys.join('.'));
  const { actor, channel, correlation, causation, command, rule, at } = event.metadata;
  return {
    specversion: '1.0',
    id: event.id,
    source,
    type: TYPE_PREFIX + event.type,
    subject: event.stream,
    time: at,
    datacontenttype: 'application/json',
    dataschema: `urn:heatledger:schema:${event.type}:${kind.version}`,
    recordedtime: event.recordedAt,
    position: cursors.write(event.position),
    revision: event.revision,
    category: categoryOf(event.stream),
    actorid: actor.id,
    actorrole: actor.role,
    channel,
    correlationid: correlation,
    ...(causation === undefined ? {} : { causationid: causation }),
    commandid: command,
    ...(rule === undefined ? {} : { rule: [rule.pack, rule.version, rule.clause].filter(Boolean).join(' ') }),
    ...(rule?.trace === undefined ? {} : { ruletrace: rule.trace }),
    ...(masked.length === 0 ? {} : { maskedfields: masked.join(',') }),
    dataclassification: highest(classesOf(kind.schema as Parameters<typeof classesOf>[0])),
    data: maskedData(kind, data, open),
  };
};

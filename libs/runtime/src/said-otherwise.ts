import type { EventStore } from '@heatledger/event-store';
import type { Decider, Keeping, Message, Order } from '@heatledger/kernel';
import { compareInstants, isInstant } from '@heatledger/vocabulary';
import { canonicalForm } from './canonical.js';
import type { FactCodec } from './fact-codec.js';

type Content = Readonly<Record<string, unknown>>;

/** A command found itself true already, but says it otherwise than it is recorded: the fields that differ. */
export interface Contradiction {
  /** Facts that keep what such a command says, by whose fields it is known how personal each is. */
  readonly facts: readonly string[];
  /** As recorded; a field of which nothing is recorded is absent. */
  readonly kept: Content;
  /** As said now. */
  readonly sent: Content;
}

const isAlike = (a: unknown, b: unknown): boolean =>
  isInstant(a) && isInstant(b) ? compareInstants(a, b) === 0 : canonicalForm(a ?? null) === canonicalForm(b ?? null);

const only = (content: Content, fields: readonly string[]): Content =>
  Object.fromEntries(fields.flatMap((field) => (content[field] === undefined ? [] : [[field, content[field]]])));

const differing = (sent: Content, kept: Content): readonly string[] =>
  Object.keys(sent).filter((field) => sent[field] !== undefined && !isAlike(sent[field], kept[field]));

/** What a command that had nothing to do says otherwise than it is recorded, so that nothing somebody said is dropped; nothing where it says the same. */
export const saidOtherwise = async <C extends Message, S, E extends Message, R extends string, W>(
  { store, codec }: { readonly store: EventStore; readonly codec: FactCodec },
  { keeps = {} }: Decider<C, S, E, R, W>,
  stream: string,
  order: Order<C>,
): Promise<Contradiction | undefined> => {
  const keeping = (keeps as Readonly<Record<string, Keeping<Message> | undefined>>)[order.type];
  if (!keeping) return undefined;
  const { facts, of = [], beside = false, as = (data: Content) => data } = keeping;
  const sent = as(order.data as Content);
  let last: Content | undefined;
  for await (const event of store.read(stream, { backwards: true })) {
    if (!facts.includes(event.type)) continue;
    const kept = codec.fact(event).data as Content;
    if (!of.every((field) => isAlike(kept[field], sent[field]))) continue;
    if (differing(sent, kept).length === 0) return undefined;
    last ??= kept;
    if (!beside) break;
  }
  const fields = differing(sent, last ?? {});
  return fields.length === 0 ? undefined : { facts, kept: only(last ?? {}, fields), sent: only(sent, fields) };
};

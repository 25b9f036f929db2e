import type { Page, RecordedEvent } from '@heatledger/event-store';
import type { RecordedFact } from '@heatledger/kernel';
import type { FactCodec } from '../fact-codec.js';
import { reasonOf, type OpenedPage, type Unreadable } from './follower.js';

/**
 * Opens the wanted facts of a page; what its own content keeps from being read is told apart. Throws where a newer
 * program wrote one: that program can read it.
 */
export const openedPage = (
  codec: FactCodec,
  { events, position, atEnd }: Page,
  types: ReadonlySet<string>,
): OpenedPage => {
  const facts: RecordedFact[] = [];
  const unreadable: Unreadable[] = [];
  for (const event of events) {
    if (!types.has(event.type)) continue;
    try {
      facts.push(codec.open(event));
    } catch (error) {
      if (isNewer(codec, event)) throw error;
      unreadable.push({ event, reason: reasonOf(error) });
    }
  }
  return { position, atEnd, facts, unreadable };
};

const isNewer = ({ catalogue }: FactCodec, { type, metadata }: RecordedEvent): boolean =>
  metadata.v > (catalogue.get(type)?.version ?? 0);

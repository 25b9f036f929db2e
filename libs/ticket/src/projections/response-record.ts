import type { Bilingual, Channel, Instant, Message, RecordedFact, Telling, Told } from '@heatledger/kernel';
import { dayIn, millis, tellingToKeep, type TicketKind } from '@heatledger/vocabulary';

/** One response of the company to a request: when, by whom, what, with what result. Source: 三(二)3. */
export interface ResponseRecord {
  readonly id: string;
  readonly ticketId: string;
  readonly kind: TicketKind;
  readonly zone: string | null;
  readonly occurredAt: Instant;
  readonly occurredMs: number;
  readonly day: string;
  readonly recordedAt: Instant;
  readonly actorId: string;
  readonly role: string;
  readonly channel: Channel;
  /** Name of the fact. */
  readonly act: string;
  readonly content: Bilingual;
  readonly result: Bilingual;
  readonly revision: number;
}

/** The sentences of a kind of fact. */
interface Sayings<D> {
  readonly zh: (data: D, telling: Telling) => string;
  readonly en: (data: D, telling: Telling) => string;
}

interface OfTicket {
  readonly ticketId: string;
  readonly zone?: string | undefined;
}

const recordedResult: Bilingual = { zh: '已记录', en: 'recorded' };

/** Makes the step of one kind of response; `result` names what came of it. */
export const responses =
  (ticketKind: TicketKind) =>
  <T extends string, D extends OfTicket>(kind: { readonly type: T; readonly say: Sayings<D> }, result?: (data: D) => Bilingual) =>
  (_: ResponseRecord | null, fact: RecordedFact<Message<T, D>>, _key: string, told: Told): ResponseRecord => ({
    id: fact.id,
    ticketId: fact.data.ticketId,
    kind: ticketKind,
    zone: fact.data.zone ?? null,
    occurredAt: fact.meta.at,
    occurredMs: millis(fact.meta.at),
    day: dayIn(told.zone, fact.meta.at),
    recordedAt: fact.recordedAt,
    actorId: fact.meta.actor.id,
    role: fact.meta.actor.role,
    channel: fact.meta.channel,
    act: fact.type,
    content: {
      zh: kind.say.zh(fact.data, tellingToKeep(told.zone)),
      en: kind.say.en(fact.data, tellingToKeep(told.zone)),
    },
    result: result?.(fact.data) ?? recordedResult,
    revision: fact.revision,
  });

import type { EventMetadata } from '@heatledger/event-store';
import type { CommandMeta, Instant, RuleRef } from '@heatledger/kernel';

/** What is recorded beside a fact, but for its digest. */
export type Undigested = Omit<EventMetadata, 'digest'>;

/** What a fact says of itself beside its content. */
export interface OfFact {
  readonly at: Instant | undefined;
  readonly rule: RuleRef | undefined;
  readonly v: number;
}

/** What the stream says of it. */
export interface OfStream {
  readonly correlation: string;
  readonly recordedAt: Instant;
}

/** What the order, the fact itself and its stream say of when, by whom, how and under which rule; in the order of the canonical form. */
export const metadataOf = (meta: CommandMeta, { at, rule, v }: OfFact, { correlation, recordedAt }: OfStream): Undigested => ({
  actor: meta.actor,
  at: at ?? meta.at,
  ...(meta.causation === undefined ? {} : { causation: meta.causation }),
  chain: 2,
  channel: meta.channel,
  command: meta.id,
  correlation,
  ...(meta.fingerprint === undefined ? {} : { fingerprint: meta.fingerprint }),
  recordedAt,
  ...(rule === undefined ? {} : { rule }),
  v,
});

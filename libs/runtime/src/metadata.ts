import type { EventMetadata } from '@heatledger/event-store';
import type { CommandMeta, Instant, RuleRef } from '@heatledger/kernel';

/** What is recorded beside a fact, but for its digest. */
export type Undigested = Omit<EventMetadata, 'digest'>;

/** What the order and the fact itself say of when, by whom, how and under which rule; in the order of the canonical form. */
export const metadataOf = (meta: CommandMeta, { at, rule }: { readonly at: Instant | undefined; readonly rule: RuleRef | undefined }, v: number, correlation: string): Undigested => ({
  actor: meta.actor,
  at: at ?? meta.at,
  ...(meta.causation === undefined ? {} : { causation: meta.causation }),
  channel: meta.channel,
  command: meta.id,
  correlation,
  ...(meta.fingerprint === undefined ? {} : { fingerprint: meta.fingerprint }),
  ...(rule === undefined ? {} : { rule }),
  v,
});

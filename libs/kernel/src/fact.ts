import type { Message } from './message.js';

/** ISO 8601 with offset, as it was said: `2026-01-05T08:30:00+08:00`. */
export type Instant = string;

export interface Actor {
  readonly id: string;
  readonly role: string;
}

/** The way something reached the company. */
export const channels = ['hotline', '12345', 'counter', 'web', 'field', 'import', 'system'] as const;
export type Channel = (typeof channels)[number];

/** The rule a figure was computed under: pack id, its version, and the clause where one applies. */
export interface RuleRef {
  readonly pack: string;
  readonly version: string;
  readonly clause?: string | undefined;
  /** Id under which the figure was first recorded: that of its fact, or of its calculation; absent before facts kept it. */
  readonly trace?: string | undefined;
}

/** What is known of every fact beside its content. */
export interface Meta {
  /** When it happened; not when it was recorded. */
  readonly at: Instant;
  readonly actor: Actor;
  readonly channel: Channel;
  readonly rule?: RuleRef | undefined;
  /** Id of the command that led to it. */
  readonly command?: string | undefined;
  /** The case it belongs to: `<category>-<id>` of the stream the story began in. */
  readonly correlation?: string | undefined;
  /** Id of the event or command that caused it. */
  readonly causation?: string | undefined;
}

/** A fact as decisions fold it. */
export type Fact<M extends Message = Message> = M & { readonly meta: Meta };

/**
 * True for a fact that was taken over from another system: what that system did or left undone is its own, so nothing is ordered because of it. No person orders
 * anything as the system, so nobody's own act is ever taken for one.
 */
export const isImported = ({ meta }: Pick<Fact, 'meta'>): boolean => meta.channel === 'import' && meta.actor.role === 'system';

/** A fact as readers see it: with its place in the log. */
export type RecordedFact<M extends Message = Message> = Fact<M> & {
  readonly id: string;
  readonly stream: string;
  /** 0-based place in its stream. */
  readonly revision: number;
  /** Opaque, ordered place in the whole log. */
  readonly position: string;
  readonly recordedAt: Instant;
};

/** Who orders what, when it happened (`at`), and what time it is (`now`); time, ids and chance are arguments. */
export interface CommandMeta {
  readonly id: string;
  readonly at: Instant;
  readonly now: Instant;
  readonly actor: Actor;
  readonly channel: Channel;
  readonly correlation?: string | undefined;
  readonly causation?: string | undefined;
  /** SHA-256 of the request, so that a reused key with another payload is recognised. */
  readonly fingerprint?: string | undefined;
  /** The stream revision the orderer saw (If-Match), or several that would do; another one is a conflict. */
  readonly expected?: number | 'none' | readonly number[] | undefined;
  /** True where the orderer must say what they saw: without `expected` only what was carried out before is answered. */
  readonly onSight?: boolean | undefined;
}

/** A command on its way to a decision. */
export type Order<C extends Message = Message> = C & { readonly meta: CommandMeta };

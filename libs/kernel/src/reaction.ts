import type { Channel, Instant, RecordedFact } from './fact.js';
import type { Message } from './message.js';

/** A habit of the company: facts in, commands out, nothing else. Ids of targets are derived from the cause, so a second delivery is the same command. */
export interface Reaction<E extends Message, C extends Message> {
  readonly name: string;
  readonly doc: string;
  /** How what it orders reached the company, where a fact says it; else the program ordered it by itself. */
  readonly channelOf?: (fact: RecordedFact<E>) => Channel | undefined;
  readonly on: { readonly [T in E['type']]: (fact: RecordedFact<Extract<E, { type: T }>>) => readonly C[] };
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- reactions are contravariant in their facts; a list of them has no narrower type
export type AnyReaction = Reaction<any, any>;

/**
 * Sets a timer that orders `command` once at `due`, or as soon as the working days of a year are known, until a fact says
 * otherwise; or clears one. A set with a known key replaces it.
 */
export type TimerChange<C extends Message> =
  | { readonly set: string; readonly awaitsYear: number; readonly command: C }
  | { readonly set: string; readonly due: Instant; readonly command: C }
  | { readonly clear: string };

/** Durable timers as a pure function of facts: what falls due when, and what clears it. */
export interface TimerPlan<E extends Message, C extends Message> {
  readonly name: string;
  readonly doc: string;
  readonly on: { readonly [T in E['type']]: (fact: RecordedFact<Extract<E, { type: T }>>) => readonly TimerChange<C>[] };
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- timer plans are contravariant in their facts; a list of them has no narrower type
export type AnyTimerPlan = TimerPlan<any, any>;

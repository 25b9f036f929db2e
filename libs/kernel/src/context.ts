import type { AnyApprovalKind } from './approval.js';
import type { AnyDecider } from './decider.js';
import type { Bilingual } from './message.js';
import type { AnyProjection } from './projection.js';
import type { AnyTimerPlan } from './reaction.js';

/** A word of the context with its Chinese term. */
export interface Term {
  readonly term: string;
  readonly zh: string;
  readonly meaning: string;
  readonly notToBeConfusedWith?: string;
}

/** Everything a bounded context brings: the composition root, the catalogue and the docs are made from it. */
export interface BoundedContext {
  readonly name: string;
  readonly title: Bilingual;
  readonly purpose: string;
  /** Clauses of the service regulation it keeps. */
  readonly clauses: readonly string[];
  readonly terms: readonly Term[];
  readonly deciders: readonly AnyDecider[];
  readonly projections: readonly AnyProjection[];
  readonly timers: readonly AnyTimerPlan[];
  /** What in it waits for a second person; nothing when absent. */
  readonly approvals?: readonly AnyApprovalKind[];
}

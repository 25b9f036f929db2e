import type { EvolveTable, Fact, Instant } from '@heatledger/kernel';
import type { ClockName } from '@heatledger/vocabulary';
import type { RequestEvent } from './request.kinds.js';

/** Other terms for a promise of time that somebody asked for, and what came of it. */
export interface TermsRequest {
  readonly kind: 'extension' | 'supersession';
  readonly by: string;
  readonly clock: ClockName;
  readonly round: number;
  readonly reason: string;
  /** The due time that is asked for; absent where the rules will say it. */
  readonly wanted?: Instant | undefined;
  readonly decided?: 'approved' | 'refused';
}

/** Every request of a ticket, by the id under which it is decided. */
export type TermsRequests = Readonly<Record<string, TermsRequest>>;

interface Asking {
  readonly requests: TermsRequests;
}
type OfType<T extends RequestEvent['type']> = Fact<Extract<RequestEvent, { type: T }>>;

const decided =
  <S extends Asking>(decision: 'approved' | 'refused') =>
  (state: S, { data: { approvalId } }: Fact<RequestEvent>): S => {
    const request = state.requests[approvalId];
    return request ? { ...state, requests: { ...state.requests, [approvalId]: { ...request, decided: decision } } } : state;
  };

const asked = <S extends Asking>(
  state: S,
  kind: TermsRequest['kind'],
  { data, meta }: OfType<'ExtensionRequested' | 'SupersessionRequested'>,
): S => {
  const { approvalId, clock, round, reason } = data;
  const wanted = 'wanted' in data ? data.wanted : undefined;
  return { ...state, requests: { ...state.requests, [approvalId]: { kind, by: meta.actor.id, clock, round, reason, wanted } } };
};

/** The entries for requests in an aggregate's `evolve`. */
export const evolveRequests = <S extends Asking>(): EvolveTable<S, RequestEvent> => ({
  ExtensionRequested: (state, fact) => asked(state, 'extension', fact),
  ExtensionApproved: decided('approved'),
  ExtensionRefused: decided('refused'),
  SupersessionRequested: (state, fact) => asked(state, 'supersession', fact),
  SupersessionApproved: decided('approved'),
  SupersessionRefused: decided('refused'),
});

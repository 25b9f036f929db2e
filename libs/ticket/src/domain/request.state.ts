import type { EvolveTable, Fact, Instant } from '@heatledger/kernel';
import type { ClockName } from '@heatledger/vocabulary';
import type { RequestEvent } from './request.kinds.js';

interface Asked {
  readonly by: string;
  readonly round: number;
  readonly reason: string;
  readonly decided?: 'approved' | 'refused';
}
/** Other terms for a promise of time that somebody asked for, and what came of it. */
export interface TermsRequest extends Asked {
  readonly kind: 'extension' | 'supersession';
  readonly clock: ClockName;
  /** The due time that is asked for; absent where the rules will say it. */
  readonly wanted?: Instant | undefined;
}
/** The end of a complaint whose complainant is not satisfied, as somebody asked for it. */
export interface ExhaustionRequest extends Asked {
  readonly kind: 'exhaustion';
}
export type TicketRequest = TermsRequest | ExhaustionRequest;

/** Every request of a ticket, by the id under which it is decided. */
export type TermsRequests = Readonly<Record<string, TicketRequest>>;

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
  ExhaustionRequested: (state, { data: { approvalId, round, reason }, meta }) => ({
    ...state,
    requests: { ...state.requests, [approvalId]: { kind: 'exhaustion', by: meta.actor.id, round, reason } },
  }),
  ExhaustionApproved: decided('approved'),
  ExhaustionRefused: decided('refused'),
});

import type { EvolveTable } from '@heatledger/kernel';
import { clockKey } from './clock.state.js';
import type { LinkEvent } from './link.kinds.js';

/** Another ticket that this one goes on for. */
export interface CarriedCase {
  readonly mergedId: string;
  readonly caseNumber: string;
}

/** What the ticket that goes on for this one did here, while this one is merged. */
export interface ServedHere {
  /** Keys of the clocks that it ended. */
  readonly clocks: readonly string[];
  /** True once the work ended: the requester is to be called back. */
  readonly ended: boolean;
  /** Crews that worked on it. */
  readonly crews: readonly string[];
}

/** What a ticket's state must hold so that it can be merged, or go on for others. */
export interface Carrying {
  readonly carried: readonly CarriedCase[];
  readonly served?: ServedHere | undefined;
}

const without = (carried: readonly CarriedCase[], id: string): readonly CarriedCase[] => carried.filter(({ mergedId }) => mergedId !== id);
const both = (...lists: readonly (readonly string[])[]): readonly string[] => [...new Set(lists.flat())];

/** The entries for facts about merged tickets in an aggregate's `evolve`. */
export const evolveLinks = <S extends Carrying & { readonly round: number }>(): EvolveTable<S, LinkEvent> => ({
  CaseTakenIn: (state, { data: { mergedId, mergedCaseNumber: caseNumber } }) => ({
    ...state,
    carried: [...without(state.carried, mergedId), { mergedId, caseNumber }],
  }),
  CaseGivenBack: (state, { data }) => ({ ...state, carried: without(state.carried, data.mergedId) }),
  MergedCasesServed: (state) => state,
  ServedByAnother: (state, { data }) => ({
    ...state,
    served: {
      clocks: both(state.served?.clocks ?? [], data.clocks.map((clock) => clockKey(clock, state.round))),
      ended: data.ended || state.served?.ended === true,
      crews: both(state.served?.crews ?? [], data.crewId === undefined ? [] : [data.crewId]),
    },
  }),
});

/** A ticket that goes on by itself: what another one did is no longer its own. */
export const unmergedClocks = <S extends Carrying>(state: S): S => ({ ...state, served: undefined });

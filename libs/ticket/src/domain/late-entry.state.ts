import type { EvolveTable, Fact, Instant } from '@heatledger/kernel';
import type { LateEffect, LateEntryEvent } from './late-entry.kinds.js';

/** An entry whose effect on clocks was asked for, and what came of it. */
export interface LateEntry {
  readonly at: Instant;
  readonly enteredAt: Instant;
  /** Account that entered it. */
  readonly by: string;
  readonly crewId?: string | undefined;
  readonly effects: readonly LateEffect[];
  readonly decided?: 'approved' | 'refused';
  /** When the work went on that this entry paused. */
  readonly resumedAt?: Instant;
}

/** Every late entry of a ticket, by the id under which it is decided. */
export type LateEntries = Readonly<Record<string, LateEntry>>;

interface Entered {
  readonly lateEntries: LateEntries;
}

/** True for what an entry does to a clock by saying that somebody was there. */
export const saysSomebodyCame = ({ clock, effect }: LateEffect): boolean => clock === 'arrive' && effect === 'end';

/** True for an entry of nothing but an arrival; a completion shows that somebody was there. */
export const isArrival = ({ effects }: LateEntry): boolean => effects.every(saysSomebodyCame);

/** Late entries that nobody has decided yet. */
export const waitingEntries = ({ lateEntries }: Entered): readonly LateEntry[] =>
  Object.values(lateEntries).filter(({ decided }) => decided === undefined);

const decided =
  <S extends Entered>(decision: 'approved' | 'refused') =>
  (state: S, { data: { approvalId } }: Fact<Extract<LateEntryEvent, { type: 'LateEntryApproved' | 'LateEntryRefused' }>>): S => {
    const entry = state.lateEntries[approvalId];
    return entry ? { ...state, lateEntries: { ...state.lateEntries, [approvalId]: { ...entry, decided: decision } } } : state;
  };

/** The entries for late entries in an aggregate's `evolve`. */
export const evolveLateEntries = <S extends Entered>(): EvolveTable<S, LateEntryEvent> => ({
  LateEntryRequested: (state, { data, meta }) => {
    const { approvalId, enteredAt, effects, crewId } = data;
    const entry: LateEntry = { at: meta.at, enteredAt, by: meta.actor.id, effects, crewId };
    return { ...state, lateEntries: { ...state.lateEntries, [approvalId]: entry } };
  },
  LateEntryApproved: decided('approved'),
  LateEntryRefused: decided('refused'),
});

/** Late entries once the work goes on: a pause that still waits ended here. */
export const resumedEntries = (lateEntries: LateEntries, at: Instant): LateEntries =>
  Object.fromEntries(
    Object.entries(lateEntries).map(([id, entry]) => {
      const waits = entry.decided === undefined && entry.resumedAt === undefined;
      return [id, waits && entry.effects.some(({ effect }) => effect === 'pause') ? { ...entry, resumedAt: at } : entry];
    }),
  );

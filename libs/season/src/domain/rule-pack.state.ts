import type { EvolveTable } from '@heatledger/kernel';
import type { RulePackEvent } from './rule-pack.events.js';

/** A version that was adopted. */
export interface AdoptedVersion {
  readonly version: string;
  readonly effectiveFrom: string;
  readonly effectiveTo?: string | undefined;
  readonly content: string;
}

/** A rule pack as its facts left it: what was adopted, and how long each version holds, also those the program came with. */
export interface RulePackHistory {
  readonly adopted: readonly AdoptedVersion[];
  /** Last day by version, and by which other version it is followed. */
  readonly superseded: Readonly<Record<string, { readonly lastDay: string; readonly by: string }>>;
}

export const initialRulePack: RulePackHistory = { adopted: [], superseded: {} };

export const evolveRulePack: EvolveTable<RulePackHistory, RulePackEvent> = {
  RulePackAdopted: (history, { data: { version, effectiveFrom, effectiveTo, content } }) => ({ ...history, adopted: [...history.adopted, { version, effectiveFrom, effectiveTo, content }] }),
  RulePackSuperseded: (history, { data: { version, lastDay, by } }) => ({ ...history, superseded: { ...history.superseded, [version]: { lastDay, by } } }),
  RulePackWithdrawn: ({ adopted, superseded }, { data }) => ({
    adopted: adopted.filter(({ version }) => version !== data.version),
    superseded: Object.fromEntries(Object.entries(superseded).filter(([version, { by }]) => by !== data.version && version !== data.version)),
  }),
};

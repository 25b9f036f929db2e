import type { EvolveTable } from '@heatledger/kernel';
import type { RulePackEvent } from './rule-pack.events.js';

/** A version that was adopted. */
export interface AdoptedVersion {
  readonly version: string;
  readonly effectiveFrom: string;
  readonly effectiveTo?: string | undefined;
  readonly content: string;
}

/** A version that somebody asked to adopt, and what came of it. */
export interface ProposedVersion extends AdoptedVersion {
  readonly document?: string | undefined;
  readonly by: string;
  readonly decided?: 'approved' | 'refused';
}

/** A rule pack as its facts left it: what was adopted, and how long each version holds, also those the program came with. */
export interface RulePackHistory {
  readonly adopted: readonly AdoptedVersion[];
  /** Last day by version, and by which other version it is followed. */
  /** Versions that somebody asked to adopt, by the id under which they are decided. */
  readonly proposed: Readonly<Record<string, ProposedVersion>>;
  readonly superseded: Readonly<Record<string, { readonly lastDay: string; readonly by: string }>>;
}

export const initialRulePack: RulePackHistory = { adopted: [], proposed: {}, superseded: {} };

const decided = (history: RulePackHistory, approvalId: string, decision: 'approved' | 'refused'): RulePackHistory => {
  const version = history.proposed[approvalId];
  return version ? { ...history, proposed: { ...history.proposed, [approvalId]: { ...version, decided: decision } } } : history;
};

export const evolveRulePack: EvolveTable<RulePackHistory, RulePackEvent> = {
  RulePackAdopted: (history, { data: { version, effectiveFrom, effectiveTo, content } }) => ({ ...history, adopted: [...history.adopted, { version, effectiveFrom, effectiveTo, content }] }),
  RulePackSuperseded: (history, { data: { version, lastDay, by } }) => ({ ...history, superseded: { ...history.superseded, [version]: { lastDay, by } } }),
  RulePackAdoptionRequested: (history, { data: { approvalId, version, effectiveFrom, effectiveTo, content, document }, meta }) => ({
    ...history,
    proposed: { ...history.proposed, [approvalId]: { version, effectiveFrom, effectiveTo, content, document, by: meta.actor.id } },
  }),
  RulePackAdoptionApproved: (history, { data }) => decided(history, data.approvalId, 'approved'),
  RulePackAdoptionRefused: (history, { data }) => decided(history, data.approvalId, 'refused'),
  RulePackWithdrawn: ({ adopted, superseded, proposed }, { data }) => ({
    proposed,
    adopted: adopted.filter(({ version }) => version !== data.version),
    superseded: Object.fromEntries(Object.entries(superseded).filter(([version, { by }]) => by !== data.version && version !== data.version)),
  }),
};

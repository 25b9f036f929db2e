import { evolveOne, type Projection, type RecordedFact } from '@heatledger/kernel';
import { packs, type RulePack } from '@heatledger/rulebook';
import { versionsOf } from '../domain/policies/pack-versions.js';
import type { RulePackEvent } from '../domain/rule-pack.events.js';
import { evolveRulePack, initialRulePack, type RulePackHistory } from '../domain/rule-pack.state.js';

/** A pack of which a version was adopted here. */
export interface RulePackDoc extends RulePackHistory {
  readonly packId: string;
  readonly revision: number;
}

const next = (doc: RulePackDoc | null, fact: RecordedFact<RulePackEvent>): RulePackDoc => ({ ...evolveOne(evolveRulePack, doc ?? initialRulePack, fact), packId: fact.data.packId, revision: fact.revision });

/** Rule packs adopted here, every version with the days on which it holds. */
export const rulePackRegister: Projection<RulePackDoc, RulePackEvent> = {
  name: 'rule-pack-register',
  version: 2,
  doc: 'Rule packs adopted here: every version with its rules and the days on which it holds.',
  key: ({ data }) => data.packId,
  evolve: { RulePackAdopted: next, RulePackSuperseded: next, RulePackWithdrawn: next, RulePackAdoptionRequested: next, RulePackAdoptionApproved: next, RulePackAdoptionRefused: next },
  indexes: { 'by-pack': ['packId'] },
};

/** Every pack known: those the program came with and those adopted here, each version with the days on which it holds. */
export const packsKnown = (docs: readonly RulePackDoc[]): readonly RulePack[] => {
  const ids = [...new Set([...packs().map(({ id }) => id), ...docs.map(({ packId }) => packId)])];
  return ids.flatMap((id) => versionsOf(id, docs.find(({ packId }) => packId === id) ?? initialRulePack));
};

import type { Decider } from '@heatledger/kernel';
import { adoptRulePack, approveRulePack, refuseRulePack, withdrawRulePack, type RulePackWorld } from './decisions/adopt-rule-pack.js';
import { rulePackCommands, type RulePackCommand } from './rule-pack.commands.js';
import { rulePackKinds, type RulePackEvent } from './rule-pack.events.js';
import { rulePackRejections, type RulePackRejection } from './rule-pack.rejections.js';
import { evolveRulePack, initialRulePack, type RulePackHistory } from './rule-pack.state.js';

/** A rule pack: its versions adopted, superseded, taken back before their first day. */
export const rulePack: Decider<RulePackCommand, RulePackHistory, RulePackEvent, RulePackRejection, RulePackWorld> = {
  category: 'rulePack',
  kinds: rulePackKinds,
  commands: rulePackCommands,
  rejections: rulePackRejections,
  streamOf: ({ data }) => `rulePack-${data.packId}`,
  initial: initialRulePack,
  evolve: evolveRulePack,
  keeps: {
    RefuseRulePack: { facts: ['RulePackAdoptionRefused'], of: ['approvalId'] },
    AdoptRulePack: {
      facts: ['RulePackAdopted', 'RulePackAdoptionRequested'],
      of: ['version'],
      as: ({ pack, ...said }) => ({ ...said, version: (pack as { readonly version?: string }).version }),
    },
  },
  decide: { AdoptRulePack: adoptRulePack, ApproveRulePack: approveRulePack, RefuseRulePack: refuseRulePack, WithdrawRulePack: withdrawRulePack },
};

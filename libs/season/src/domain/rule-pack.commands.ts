import { command, type Made } from '@heatledger/kernel';

export interface PackAdoption {
  readonly packId: string;
  /** The pack as data; checked as at load. */
  readonly pack: unknown;
  readonly document?: string | undefined;
}

export interface PackWithdrawal {
  readonly packId: string;
  readonly version: string;
  readonly reason: string;
}

interface ProposalRef {
  readonly packId: string;
  readonly approvalId: string;
}

/** Ask that a version of a rule pack be put in force; a second person decides. */
export const AdoptRulePack = command<'AdoptRulePack', PackAdoption>('AdoptRulePack', 'Ask that a version of a rule pack be put in force from its first day on; a second person decides.');
/** Put the version that was asked for in force. */
export const ApproveRulePack = command<'ApproveRulePack', ProposalRef>('ApproveRulePack', 'Put a version of a rule pack in force from its first day on, as somebody other than who asked for it.');
/** Do not put it in force. */
export const RefuseRulePack = command<'RefuseRulePack', ProposalRef & { readonly reason: string }>('RefuseRulePack', 'Do not put a version of a rule pack in force, as somebody other than who asked for it.');
/** Take a version back before its first day. */
export const WithdrawRulePack = command<'WithdrawRulePack', PackWithdrawal>('WithdrawRulePack', 'Take a version of a rule pack back before its first day.');

/** Every command of a rule pack. */
export const rulePackCommands = [AdoptRulePack, ApproveRulePack, RefuseRulePack, WithdrawRulePack] as const;
export type RulePackCommand = Made<(typeof rulePackCommands)[number]>;

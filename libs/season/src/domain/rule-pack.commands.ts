import { command, type Made } from '@heatledger/kernel';

export interface PackAdoption {
  readonly packId: string;
  /** The pack as data; checked as at load. */
  readonly pack: unknown;
  readonly document?: string | undefined;
  /** Staff account that wrote it; not the one who adopts it. */
  readonly preparedBy: string;
}

export interface PackWithdrawal {
  readonly packId: string;
  readonly version: string;
  readonly reason: string;
}

/** Put a version of a rule pack in force from its first day on. */
export const AdoptRulePack = command<'AdoptRulePack', PackAdoption>('AdoptRulePack', 'Put a version of a rule pack in force from its first day on, as somebody other than who wrote it.');
/** Take a version back before its first day. */
export const WithdrawRulePack = command<'WithdrawRulePack', PackWithdrawal>('WithdrawRulePack', 'Take a version of a rule pack back before its first day.');

/** Every command of a rule pack. */
export const rulePackCommands = [AdoptRulePack, WithdrawRulePack] as const;
export type RulePackCommand = Made<(typeof rulePackCommands)[number]>;

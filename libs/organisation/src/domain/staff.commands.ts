import { command, type Made } from '@heatledger/kernel';
import type { RoleName } from '@heatledger/vocabulary';

/** A staff account as it stands in the register. */
export interface StaffEntry {
  /** The `sub` of the person's token. */
  readonly account: string;
  /** Code of the person behind it; one person may have several accounts. */
  readonly person: string;
  readonly name: string;
  /** What the account may be used for at most; a token says no more than that. */
  readonly roles: readonly RoleName[];
}
/** What changes of an entry; what is absent stays. */
export type StaffChange = Pick<StaffEntry, 'account'> & { readonly [F in 'person' | 'name' | 'roles']?: StaffEntry[F] | undefined };
type OfAccount = Pick<StaffEntry, 'account'> & { readonly reason: string };

export const BeginStaff = command<'BeginStaff', StaffEntry>('BeginStaff', 'Enter a staff account in the register, with the person behind it.');
export const ChangeStaff = command<'ChangeStaff', StaffChange>('ChangeStaff', 'Change the person, the name or the roles of a staff account.');
export const DisableStaff = command<'DisableStaff', OfAccount>('DisableStaff', 'Disable a staff account: its tokens open nothing any more.');
export const EnableStaff = command<'EnableStaff', OfAccount>('EnableStaff', 'Enable a staff account again.');

/** Every command of a staff account. */
export const staffCommands = [BeginStaff, ChangeStaff, DisableStaff, EnableStaff] as const;
export type StaffCommand = Made<(typeof staffCommands)[number]>;

import { command, type Made } from '@heatledger/kernel';

/** A crew as it stands in the register. */
export interface CrewEntry {
  readonly crewId: string;
  readonly name: string;
  /** Staff accounts that act for it. */
  readonly members: readonly string[];
  /** Zones it is meant for; everywhere when empty. */
  readonly zones: readonly string[];
}
/** What changes of a crew; what is absent stays. */
export type CrewChange = Pick<CrewEntry, 'crewId'> & { readonly [F in 'name' | 'members' | 'zones']?: CrewEntry[F] | undefined };

export const RegisterCrew = command<'RegisterCrew', CrewEntry>('RegisterCrew', 'Enter a crew in the register, under a code for life.');
export const ChangeCrew = command<'ChangeCrew', CrewChange>('ChangeCrew', 'Change the name, the members or the zones of a crew.');

/** Every command of a crew. */
export const crewCommands = [RegisterCrew, ChangeCrew] as const;
export type CrewCommand = Made<(typeof crewCommands)[number]>;

import { command, type Made } from '@heatledger/kernel';

/** An area as it stands in the register. */
export interface AreaEntry {
  readonly code: string;
  readonly name: string;
  readonly zones: readonly string[];
  readonly stations: readonly string[];
  /** Rule pack that is usual there. */
  readonly packId: string;
}
/** What changes of an area; what is absent stays. */
export type AreaChange = Pick<AreaEntry, 'code'> & {
  readonly [F in 'name' | 'zones' | 'stations' | 'packId']?: AreaEntry[F] | undefined;
};

export const RegisterArea = command<'RegisterArea', AreaEntry & { readonly isDefault: boolean }>(
  'RegisterArea',
  'Enter an area in the register, under a code for life; the first is the default one.',
);
export const ChangeArea = command<'ChangeArea', AreaChange>('ChangeArea', 'Change the name, the places or the rule pack of an area.');

/** Every command of an area. */
export const areaCommands = [RegisterArea, ChangeArea] as const;
export type AreaCommand = Made<(typeof areaCommands)[number]>;

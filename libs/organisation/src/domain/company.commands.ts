import { command, type Made } from '@heatledger/kernel';

/** The zone of the company, `Asia/Shanghai` or `UTC+08:00`. */
export interface CompanyZone {
  readonly timeZone: string;
}

export const SetCompanyZone = command<'SetCompanyZone', CompanyZone>('SetCompanyZone', "Set the company's time zone, at the first start.");

export const companyCommands = [SetCompanyZone] as const;
export type CompanyCommand = Made<(typeof companyCommands)[number]>;

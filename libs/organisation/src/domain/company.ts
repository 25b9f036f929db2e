import { accept, reject, type Decider, type Decision, type Made, type Order } from '@heatledger/kernel';
import { isZone } from '@heatledger/vocabulary';
import { companyCommands, type CompanyCommand, type SetCompanyZone } from './company.commands.js';
import { CompanyZoneSet, companyKinds, type CompanyEvent } from './company.events.js';
import { companyRejections, type CompanyRejection } from './company.rejections.js';

/** The company, as far as it is known. */
export interface Company {
  readonly timeZone?: string;
}

/** The one stream of the company whose ledger this is. */
export const COMPANY_STREAM = 'company-own';

/** Set once: what was counted in it would otherwise be counted anew. */
const setZone = ({ timeZone }: Company, { data }: Order<Made<typeof SetCompanyZone>>): Decision<CompanyEvent, CompanyRejection> => {
  if (!isZone(data.timeZone)) return reject('company/unknown-zone', { field: 'timeZone', value: data.timeZone, allowed: 'Asia/Shanghai, or a fixed one such as UTC+08:00' });
  if (timeZone === undefined) return accept(CompanyZoneSet({ timeZone: data.timeZone }));
  return timeZone === data.timeZone ? accept() : reject('company/zone-set', { field: 'timeZone', value: data.timeZone, allowed: timeZone });
};

/** The company (企业) that keeps this ledger. */
export const company: Decider<CompanyCommand, Company, CompanyEvent, CompanyRejection> = {
  category: 'company',
  kinds: companyKinds,
  commands: companyCommands,
  rejections: companyRejections,
  streamOf: () => COMPANY_STREAM,
  initial: {},
  evolve: { CompanyZoneSet: (_, { data: { timeZone } }) => ({ timeZone }) },
  decide: { SetCompanyZone: setZone },
};

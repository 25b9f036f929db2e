import { specFor } from '@heatledger/testing';
import { describe, it } from '@jest/globals';
import { SetCompanyZone } from './company.commands.js';
import { CompanyZoneSet } from './company.events.js';
import { company } from './company.js';

const spec = specFor(company, undefined);
const timeZone = 'Asia/Shanghai';
const set = CompanyZoneSet({ timeZone });

describe('The company', () => {
  it('T1: is in one zone, set once', () => {
    spec.given().when(SetCompanyZone({ timeZone })).then(set);
    spec.given(set).when(SetCompanyZone({ timeZone })).thenNothing();
    spec.given(set).when(SetCompanyZone({ timeZone: 'UTC+08:00' })).thenRejected('company/zone-set', { allowed: timeZone });
  });

  it('T1: is in no zone that nobody knows', () => {
    for (const name of ['Asia/Nowhere', '+08:00', '']) spec.given().when(SetCompanyZone({ timeZone: name })).thenRejected('company/unknown-zone', { value: name });
  });
});

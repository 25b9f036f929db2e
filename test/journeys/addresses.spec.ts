import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EdgeService } from './edge-service.js';

const address = '城东区供热小区十二号楼三单元五〇二室';
const home = { zone: '城东', station: '城东一站', areaTenths: 895, contractTenths: 180, heating: 'on', from: '2025-10-01', address };
const readers = ['agent', 'dispatcher', 'crew', 'complaint-officer', 'fee-officer', 'inspector', 'administrator', 'auditor'] as const;

describe('Where somebody lives', () => {
  let service: EdgeService;
  let path: string;
  beforeAll(async () => {
    service = await EdgeService.start();
    const { body } = await service.post('/households', home, { role: 'administrator' });
    path = `/households/${body.id}`;
    await service.eventually(`${path}?min-position=${encodeURIComponent(body.position)}`, (doc) => doc?.householdId !== undefined);
  });
  afterAll(() => service.stop());

  it.each(readers)('P1: is masked for a %s in the file, in the list and in the history, unless the token opens its class', async (role) => {
    for (const question of [path, '/households?zone=城东']) {
      const masked = await service.get(encodeURI(question), { role });
      expect([masked.status, JSON.stringify(masked.body).includes(address)]).toEqual([200, false]);
      expect(JSON.stringify(masked.body)).toContain('［已隐去］');
      const open = await service.get(encodeURI(question), { role, classes: ['C3'] });
      expect([open.status, JSON.stringify(open.body).includes(address)]).toEqual([200, true]);
    }
  });

  it('P1: is masked in the feed, and named among the masked fields', async () => {
    const { body } = await service.get('/feed?types=HouseholdRegistered', { role: 'service' });
    expect(body).toMatchObject([{ maskedfields: 'address', dataclassification: 'C3', data: { address: '［已隐去］', zone: '城东' } }]);
    const opened = await service.get('/feed?types=HouseholdRegistered', { role: 'service', classes: ['C3'] });
    expect(opened.body).toMatchObject([{ data: { address } }]);
  });

  it('P1: is masked in what the state changed as well as in what the fact says', async () => {
    const { body } = await service.get(`/cases/household-${path.split('/').at(-1)}/history`, { role: 'auditor' });
    expect(JSON.stringify(body)).not.toContain(address);
    expect(body.lines[0].data.address).toBe('［已隐去］');
  });
});

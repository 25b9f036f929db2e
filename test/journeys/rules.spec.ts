import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EdgeService } from './edge-service.js';

let service: EdgeService;
beforeAll(async () => {
  service = await EdgeService.start();
});
afterAll(() => service.stop());

const linyi = { pack: '临沂', fee: '2300.00', season: '2025-11-10..2026-03-20', celsius: 15.2, days: 6 };

describe('the rulebook over HTTP', () => {
  it('lists every pack and shows one by its place or its pinyin, in the version of a day', async () => {
    const { status, body } = await service.get('/rules/packs', { role: 'agent' });
    expect(status).toBe(200);
    expect(new Set(body.items.map(({ id }: { id: string }) => id)).size).toBe(16);
    expect((await service.get(`/rules/packs/${encodeURIComponent('北京')}`, { role: 'crew' })).body).toMatchObject({ id: 'beijing', version: 'BF-2022-0501' });
    expect((await service.get('/rules/packs/beijing?date=2019-01-05')).body).toMatchObject({ id: 'beijing', version: 'before-2022' });
  });

  it('explains a refund without a key, since nothing is recorded', async () => {
    const { status, body } = await service.post('/rules/explanations/refund', linyi, { role: 'fee-officer', key: null });
    expect(status).toBe(200);
    expect(body).toMatchObject({ fen: 5267, days: 6, band: '14≤t<16', rule: { pack: 'linyi', version: '2017' } });
    expect(body.trace.at(-1).zh).toContain('52.67');
  });

  it('explains a clock with its pause', async () => {
    const pauses = [{ from: '2025-11-18T23:00:00+08:00', to: '2025-11-19T08:00:00+08:00', reason: 'user-absent', by: 'crew-7' }];
    const asked = { pack: 'qingdao', category: 'TEMP', kind: 'complaint', clock: 'arrive', at: '2025-11-18T22:30:00+08:00', pauses };
    const { body } = await service.post('/rules/explanations/clock', asked, { role: 'auditor', key: null });
    expect(body).toMatchObject({ due: '2025-11-19T12:30:00+08:00', segments: [{ state: 'running', minutes: 30 }, { state: 'paused' }, { state: 'running', minutes: 270 }], rule: { pack: 'qingdao' } });
  });

  it('sets packs side by side on one case and says which cannot answer', async () => {
    const { pack: _, ...form } = linyi;
    const { body } = await service.post('/rules/comparisons', { packs: ['临沂', '潍坊', '北京'], ...form }, { role: 'regulator', key: null });
    expect(body.results).toMatchObject([{ refund: { fen: 5267 }, differenceFen: 0 }, { refund: { fen: 10_534 }, differenceFen: 5267 }, { pack: '北京', refused: { code: 'rulebook/bad-case' } }]);
  });

  it.each([
    ['/rules/explanations/refund', { ...linyi, fee: '2300.005' }, 422, 'rulebook/bad-case', '#/fee'],
    ['/rules/explanations/refund', { ...linyi, celsius: 61 }, 422, 'rulebook/bad-case', '#/celsius'],
    ['/rules/explanations/refund', { ...linyi, days: -1 }, 422, 'rulebook/bad-case', '#/days'],
    ['/rules/explanations/refund', { ...linyi, season: '2026-03-20..2025-11-10' }, 422, 'rulebook/bad-case', '#/season'],
    ['/rules/explanations/refund', { ...linyi, pack: '巴黎' }, 404, 'rulebook/unknown-pack', '#/pack'],
    ['/rules/explanations/refund', { ...linyi, pack: '徐州@2019-01-01' }, 422, 'rulebook/wrong-date', '#/date'],
    ['/rules/explanations/refund', { ...linyi, colour: 'red' }, 400, 'request/invalid', '#/colour'],
    ['/rules/explanations/clock', { pack: '临沂', category: 'COLD', kind: 'complaint', clock: 'arrive', at: linyi.season }, 422, 'rulebook/bad-case', '#/category'],
  ])('refuses at %s what cannot be right, naming the field (%#)', async (path, body, status, code, pointer) => {
    const said = await service.post(path, body, { role: 'agent', key: null });
    expect(said.status).toBe(status);
    expect(said.body).toMatchObject({ code, errors: [{ pointer }] });
  });
});

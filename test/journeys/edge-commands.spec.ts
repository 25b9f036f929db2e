import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { describeApi } from '@heatledger/server';
import { EdgeService } from './edge-service.js';

let service: EdgeService;
beforeAll(async () => {
  service = await EdgeService.start();
});
afterAll(() => service.stop());

describe('a command over HTTP', () => {
  it('answers where it stands, and a read waits for it', async () => {
    const { status, body, headers } = await service.report();
    expect([status, headers.get('etag')]).toEqual([201, `"${body.revision}"`]);
    const card = await service.get(`/tickets/${body.id}?min-position=${encodeURIComponent(body.position)}`);
    expect(card.status).toBe(200);
    expect(card.headers.get('projection-position')).not.toBe('');
    expect(card.headers.get('etag')).toBe(headers.get('etag'));
    expect(card.text).not.toContain('张三丰');
  });
  it('is carried out once, however often it is sent at once', async () => {
    const asking = { role: 'agent', key: 'storm' } as const;
    const answers = await Promise.all(Array.from({ length: 8 }, () => service.report(asking)));
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    expect(answers.filter(({ body }) => !body.repeated).length).toBe(1);
    expect(new Set(answers.map(({ body }) => body.position)).size).toBe(1);
  });
  it('keeps apart the same key of two callers', async () => {
    const [a, b] = await Promise.all([service.report({ role: 'agent', key: 'same' }), service.report({ role: 'dispatcher', key: 'same' })]);
    expect(a.body.id).not.toBe(b.body.id);
  });
  it('shows personal fields to nobody whose token does not open them', async () => {
    const { body } = await service.report();
    const path = `/tickets/${body.id}/request?min-position=${encodeURIComponent(body.position)}`;
    expect((await service.get(path)).text).not.toMatch(/张三丰|13800000000/);
    expect((await service.get(path, { role: 'auditor', classes: ['C3'] })).text).toMatch(/张三丰/);
  });
  it('leads from page to page by Link, without an offset', async () => {
    for (let n = 0; n < 5; n++) await service.report();
    const last = await service.report();
    const first = await service.get(`/tickets?kind=repair&limit=2&min-position=${encodeURIComponent(last.body.position)}`);
    expect(first.body.items.length).toBe(2);
    const next = /<([^>]+)>; rel="next"/.exec(first.headers.get('link') ?? '')?.[1] ?? '';
    expect(next).toContain('kind=repair');
    const second = await service.get(next);
    expect(second.body.items.length).toBe(2);
    expect(second.body.items[0]).not.toEqual(first.body.items[0]);
  });
});

describe('the service pages', () => {
  it('say where everything is, in Chinese first', async () => {
    const page = await service.get('/', {});
    expect(page.headers.get('content-type')).toContain('text/html');
    for (const place of ['/openapi.json', '/feed', '/health', '供热服务台账']) expect(page.text).toContain(place);
  });
  it('describe every route, its roles and its problems in OpenAPI 3.1', async () => {
    const { body } = await service.get('/openapi.json', {});
    expect(body.openapi).toBe('3.1.0');
    expect(JSON.parse(JSON.stringify(await describeApi()))).toEqual(body);
    const report = body.paths['/repairs'].post;
    expect(Object.keys(report.responses)).toEqual(expect.arrayContaining(['201', '400', '401', '403', '409', '412', '413', '415', '422', '503']));
    expect(report.parameters).toEqual(expect.arrayContaining([expect.objectContaining({ name: 'Idempotency-Key', required: true })]));
    expect(report.security).toEqual([{ bearer: [] }]);
    expect(body.paths['/tickets/queue'].get.parameters).toEqual(expect.arrayContaining([expect.objectContaining({ name: 'min-position' })]));
  });
  it('tell how every follower is, and what is measured', async () => {
    const { body } = await service.get('/health', {});
    expect(body.followers).toEqual(expect.arrayContaining([expect.objectContaining({ name: 'ticket-card', kind: 'projection' })]));
    expect((await service.get('/health/ready', {})).status).toBe(200);
    expect((await service.get('/metrics', {})).text).toContain('heatledger_http_request_duration_seconds_bucket');
  });
  it('carry headers that keep browsers out of trouble', async () => {
    const { headers } = await service.get('/health', {});
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('cache-control')).toBe('no-store');
  });
});

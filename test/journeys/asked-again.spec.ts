import { issueToken } from '@heatledger/edge';
import { routesOf } from '@heatledger/edge/nest';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EdgeService } from './edge-service.js';

let service: EdgeService;
beforeAll(async () => {
  service = await EdgeService.start();
});
afterAll(() => service.stop());

const leak = { category: 'LEAK', urgency: 'urgent' } as const;
const cold = { category: 'TEMP', urgency: 'ordinary' } as const;

/** A complaint that both sides were heard on, and who handles it. */
const heard = async () => {
  const { body: complaint } = await service.post('/complaints', { category: 'TEMP', zone: 'Z1', description: '屋里冷' }, { role: 'agent' });
  const officer = await service.person('officer-sun', 'complaint-officer');
  const at = (path: string): string => `/complaints/${complaint.id}/${path}`;
  expect((await officer(at('assignment'), { handler: 'officer-sun' })).status).toBe(201);
  expect((await officer(at('complainant-hearing'), { statement: '一直不热' })).status).toBe(201);
  expect((await officer(at('respondent-hearing'), { statement: '阀门已调' })).status).toBe(201);
  return { id: String(complaint.id), at, officer };
};
const upheld = { verdict: 'upheld', grounds: '张三丰家测温 15.2 ℃', clause: '四(三)2' } as const;

describe('What somebody says otherwise than it is recorded', () => {
  it('G7: is 409 with both, personal fields as the caller may see them, and the same again is true already', async () => {
    const { at, officer } = await heard();
    expect((await officer(at('decision'), upheld)).status).toBe(201);
    expect(await officer(at('decision'), upheld)).toMatchObject({ status: 201, body: { events: 0 } });
    const otherwise = { ...upheld, grounds: '李四光家测温 16.0 ℃' };
    const no = await officer(at('decision'), otherwise);
    expect(no).toMatchObject({ status: 409, body: { code: 'command/said-otherwise', kept: { grounds: expect.any(String) } } });
    expect(no.body.errors).toMatchObject([{ pointer: '#/grounds', detail: expect.stringContaining('记录为') }]);
    expect(no.text).not.toMatch(/张三丰|李四光/);
    const token = await issueToken(service.server.keyFile, { subject: 'officer-sun', roles: ['complaint-officer'], dataClasses: ['C3'] });
    const seen = await service.onSight(at('decision'), otherwise, token);
    expect(seen.body).toMatchObject({ kept: { grounds: upheld.grounds }, sent: { grounds: otherwise.grounds } });
  });

  it('G7: a second completion, pause, remedy and feedback are each refused, none is dropped', async () => {
    const { at, officer } = await heard();
    const remedy = { remedy: '调整平衡阀并复测', evidence: ['photo-1'] };
    await officer(at('decision'), upheld);
    for (const [path, first, second] of [
      ['remedy', remedy, { ...remedy, evidence: ['photo-1', 'photo-2'] }],
      ['pause', { reason: 'third-party-test', evidence: ['order-1'], basis: 'order-1' }, { reason: 'statutory-hearing', evidence: ['summons-1'], basis: 'summons-1' }],
      ['feedback', { written: false }, { written: false, recourse: '12345' }],
      ['cause', { cause: 'operator', grounds: '阀门关着' }, { cause: 'operator', grounds: '泵停了' }],
    ] as const) {
      expect((await officer(at(path), first)).status).toBe(201);
      expect([path, (await officer(at(path), first)).body.events]).toEqual([path, 0]);
      expect([path, (await officer(at(path), second)).body.code]).toEqual([path, 'command/said-otherwise']);
    }
  });
});

describe('A command that settles something', () => {
  it('G7: names what was seen: 428 without If-Match or with *, and of two opposite verdicts one is 412', async () => {
    const { id, at } = await heard();
    const token = await issueToken(service.server.keyFile, { subject: 'officer-sun', roles: ['complaint-officer'], dataClasses: [] });
    for (const headers of [{}, { 'if-match': '*' }]) {
      const said = await service.post(at('decision'), upheld, { token, headers });
      expect(said).toMatchObject({ status: 428, body: { code: 'command/revision-missing', errors: [{ header: 'If-Match' }] } });
    }
    const seen = { 'if-match': (await service.get(`/tickets/${id}`, { token })).headers.get('etag') ?? '' };
    const first = await service.post(at('decision'), upheld, { token, headers: seen, key: 'verdict' });
    expect(first.status).toBe(201);
    const opposite = await service.post(at('decision'), { ...upheld, verdict: 'rejected' }, { token, headers: seen });
    expect(opposite).toMatchObject({ status: 412, body: { code: 'command/revision-mismatch' } });
    for (const headers of [seen, {}]) {
      const again = await service.post(at('decision'), upheld, { token, headers, key: 'verdict' });
      expect(again).toMatchObject({ status: 201, body: { ...first.body, repeated: true } });
    }
  });

  it('G7: is every route of that name, and the document says so', async () => {
    const routes = routesOf(service.server.app).filter(({ path }) => /\/(decision|cause|remedy|approval|closure)$/.test(path));
    expect(routes.length).toBeGreaterThan(7);
    expect(routes.filter(({ onSight }) => !onSight)).toEqual([]);
    const { body } = await service.get('/openapi.json', {});
    const { responses, parameters } = body.paths['/complaints/{ticketId}/decision'].post;
    expect(Object.keys(responses)).toContain('428');
    expect(parameters).toContainEqual(expect.objectContaining({ name: 'If-Match', required: true }));
  });
});

describe('A command that was true already', () => {
  it('G8: leaves its answer in no history, trail or feed', async () => {
    const { body: repair } = await service.report();
    await service.post(`/repairs/${repair.id}/triage`, leak);
    const { body: idle } = await service.post(`/repairs/${repair.id}/triage`, leak);
    const { body: last } = await service.report();
    const there = `min-position=${encodeURIComponent(last.position)}`;
    expect(idle.events).toBe(0);
    const { body: file } = await service.get(`/cases/${repair.id}/history?${there}`);
    expect(file.lines.map(({ type }: { type: string }) => type)).not.toContain('CommandAnswered');
    for (const path of ['/feed?limit=500', `/audit-trail?limit=200&${there}`])
      expect((await service.get(path)).text).not.toContain('CommandAnswered');
    const named = await service.get('/feed?types=CommandAnswered');
    expect(named.status).toBe(400);
  });

  it('G8: is answered as before when it is asked again after a restart, and undoes nothing', async () => {
    const { body: repair } = await service.report();
    const triage = `/repairs/${repair.id}/triage`;
    await service.post(triage, leak);
    const asking = { role: 'dispatcher', key: 'true-already' } as const;
    const first = await service.post(triage, leak, asking);
    expect([first.status, first.body.events, first.body.repeated]).toEqual([201, 0, false]);
    await service.post(triage, cold);
    await service.stop({ keep: true });
    service = await EdgeService.start({ data: service.directory });
    const again = await service.post(triage, leak, asking);
    expect([again.status, again.body]).toEqual([201, { ...first.body, repeated: true }]);
    const { body: card } = await service.get(`/tickets/${repair.id}`);
    expect(card.category).toBe('TEMP');
    const other = await service.post(triage, cold, asking);
    expect([other.status, other.body.code]).toEqual([422, 'command/key-reused']);
  });
});

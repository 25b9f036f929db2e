import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { issueToken } from '@heatledger/edge';
import { aLeak, EdgeService, nobody, type Said } from '../journeys/edge-service.js';

let service: EdgeService;
let before: string;

beforeAll(async () => {
  service = await EdgeService.start();
  before = (await service.report()).body.position;
});
afterAll(() => service.stop());

const position = async (): Promise<string> => (await service.get('/health', {})).body.position;

/** A problem: its own media type, a stable type, a trace id, no stack, and nothing written. */
const refuses = async (said: Said, status: number, code: string, place?: object): Promise<void> => {
  expect({ status: said.status, code: said.body?.code }).toEqual({ status, code });
  expect(said.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
  expect(said.body).toMatchObject({ type: `urn:heatledger:problem:${code.replaceAll('/', ':')}`, status, traceId: said.headers.get('trace-id') });
  expect(said.text).not.toMatch(/node_modules|\bat .*\.(js|ts):\d/);
  if (place) expect(said.body.errors).toEqual(expect.arrayContaining([expect.objectContaining(place)]));
  expect(await position()).toBe(before);
};

afterEach(async () => {
  expect((await service.get('/health/live', {})).status).toBe(200);
});

const agent = { role: 'agent' } as const;
const sendRaw = (raw: string | Uint8Array, headers: Record<string, string> = { 'content-type': 'application/json' }): Promise<Said> =>
  service.call('POST', '/repairs', undefined, { ...agent, raw, headers });

describe('a body', () => {
  it.each(['{', '{"a":1,}', 'null x', "{'a':1}", '\u0000'])('that is not JSON is refused: %j', async (raw) => {
    await refuses(await sendRaw(raw), 400, 'request/malformed-json');
  });
  it('that is not UTF-8 is refused', async () => {
    await refuses(await sendRaw(new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])), 400, 'request/malformed-json');
  });
  it.each(['[]', '"text"', '7', 'null', 'true'])('that is JSON but no object is refused: %s', async (raw) => {
    await refuses(await sendRaw(raw), 400, 'request/invalid', { pointer: '#/', detail: expect.stringContaining('JSON') });
  });
  it('of another media type is refused', async () => {
    await refuses(await sendRaw('category=LEAK', { 'content-type': 'application/x-www-form-urlencoded' }), 415, 'request/media-type');
  });
  it('larger than 256 KiB is refused', async () => {
    await refuses(await service.report(agent, { description: 'x'.repeat(256 * 1024) }), 413, 'request/too-large');
  });
  it('nested without end is refused', async () => {
    await refuses(await sendRaw(`{"a":${'['.repeat(5000)}${']'.repeat(5000)}}`), 400, 'request/invalid');
  });
  it('that is missing is refused field by field', async () => {
    const said = await service.call('POST', '/repairs', undefined, agent);
    await refuses(said, 400, 'request/invalid', { pointer: '#/category' });
  });
});

describe('a field', () => {
  it.each([
    ['that nobody knows', { colour: 'red' }, '#/colour'],
    ['of the wrong type', { description: 7 }, '#/description'],
    ['that is null', { category: null }, '#/category'],
    ['outside its list of words', { category: 'EARTHQUAKE' }, '#/category'],
    ['that is an object where text belongs', { zone: { $gt: '' } }, '#/zone'],
    ['that is too long', { callerName: '张'.repeat(81) }, '#/callerName'],
    ['that is empty', { description: '' }, '#/description'],
    ['with a control character', { description: 'a\u0007b' }, '#/description'],
    ['with a lone surrogate', { description: 'a\ud800b' }, '#/description'],
    ['with a date without offset', { at: '2026-01-05T08:30:00' }, '#/at'],
    ['with a day that does not exist', { at: '2026-02-30T08:30:00+08:00' }, '#/at'],
    ['with a channel that does not exist', { channel: 'pigeon' }, '#/channel'],
  ])('%s is refused by name, with what is allowed', async (_, wrong, pointer) => {
    const said = await service.report(agent, wrong);
    await refuses(said, 400, 'request/invalid', { pointer, detail: expect.stringMatching(/必须|不能|格式|未知|不接受|控制字符/) });
    expect(said.body.errors.length).toBe(1);
  });
  it.each(['__proto__', 'constructor', 'prototype'])('called %s is refused', async (name) => {
    await refuses(await sendRaw(`{"category":"LEAK","description":"x","zone":"Z1","station":"S1","${name}":{"admin":true}}`), 400, 'request/invalid', { pointer: `#/${name}` });
    expect(({} as { admin?: boolean }).admin).toBeUndefined();
  });
  it('that is missing is named', async () => {
    await refuses(await service.post('/repairs', { zone: 'Z1', station: 'S1' }, agent), 400, 'request/invalid', { pointer: '#/description' });
  });
  it('of money with decimals is refused', async () => {
    const said = await service.post(`/adjustments/${nobody}/payments`, { amountFen: 12.5 }, { role: 'fee-officer' });
    const other = said.status === 404 && said.body.code === 'request/not-found' ? await service.post(`/adjustments/${nobody}/payment`, { amountFen: 12.5 }, { role: 'fee-officer' }) : said;
    await refuses(other, 400, 'request/invalid', { pointer: '#/amountFen' });
  });
  it('that lies in the future is refused', async () => {
    await refuses(await service.report(agent, { at: '2026-01-05T12:10:00+08:00' }), 422, 'request/at-in-future', { pointer: '#/at' });
  });
  it('of a measurement that lies in the future is refused', async () => {
    const reading = { householdId: nobody, basis: 'complaint', room: 'living', roomTenths: 168, closedMinutes: 60, heightCentimetres: 140 };
    const conditions = { instrument: 'T-1', instrumentValidUntil: '2027-01-01', signedByUser: 'signed', signedByCompany: true, userCaused: false };
    const said = await service.post('/measurements', { ...reading, ...conditions, at: '2027-01-05T12:00:00+08:00' }, { role: 'crew' });
    expect([400, 422]).toContain(said.status);
    expect(said.body.errors).toEqual(expect.arrayContaining([expect.objectContaining({ detail: expect.any(String) })]));
    expect(await position()).toBe(before);
  });
});

describe('a question', () => {
  it('with an unknown parameter is refused', async () => {
    await refuses(await service.get('/tickets/queue?colour=red'), 400, 'request/invalid', { parameter: 'colour' });
    await refuses(await service.get(`/tickets/${nobody}?colour=red`), 400, 'request/invalid', { parameter: 'colour' });
  });
  it.each(['0', '1001', '-1', '1.5', 'ten', '1e99'])('with a limit of %s is refused', async (limit) => {
    await refuses(await service.get(`/tickets/queue?limit=${limit}`), 400, 'request/invalid', { parameter: 'limit' });
  });
  it('with a cursor of somebody else is refused', async () => {
    await refuses(await service.get('/tickets/queue?cursor=bm9wZQ'), 400, 'request/invalid', { parameter: 'cursor' });
  });
  it('with a position nobody gave out is refused', async () => {
    await refuses(await service.get('/tickets/queue?min-position=elsewhere'), 400, 'request/invalid', { parameter: 'min-position' });
    await refuses(await service.get('/feed?after=elsewhere'), 400, 'request/invalid', { parameter: 'after' });
  });
  it('for a position that has not come is told to come back', async () => {
    const said = await service.get('/tickets/queue?min-position=99999999999999');
    expect([said.status, said.body.code, said.headers.get('retry-after')]).toEqual([503, 'view/behind', '1']);
  });
  it('about facts nobody knows is refused', async () => {
    await refuses(await service.get('/feed?types=RepairInvented'), 400, 'request/invalid', { parameter: 'types' });
  });
  it('at an address with broken escapes, or at none, is refused', async () => {
    await refuses(await service.get('/tickets/%00'), 400, 'request/invalid');
    await refuses(await service.get('/nowhere'), 404, 'request/not-found');
    expect((await service.get('/%zz')).status).toBe(400);
  });
});

describe('an id', () => {
  it('that is not one is refused by name', async () => {
    await refuses(await service.get('/tickets/1'), 400, 'request/invalid', { parameter: 'ticketId' });
  });
  it('that nobody knows is not found, for reading and for acting', async () => {
    await refuses(await service.get(`/tickets/${nobody}`), 404, 'ticket/unknown');
    await refuses(await service.post(`/repairs/${nobody}/assignment`, { crewId: 'crew-1' }), 404, 'ticket/unknown');
  });
});

describe('a command', () => {
  it('without Idempotency-Key is refused, naming the header', async () => {
    await refuses(await service.report({ ...agent, key: null }), 400, 'request/key-missing', { header: 'Idempotency-Key' });
  });
  it.each(['with space', 'x'.repeat(201)])('with a key of another form is refused: %s', async (key) => {
    await refuses(await service.report({ ...agent, key }), 400, 'request/invalid', { header: 'Idempotency-Key' });
  });
  it('with a used key and another body is refused; with the same body it is answered again', async () => {
    const asking = { ...agent, key: 'once-only' };
    const first = await service.report(asking);
    before = first.body.position;
    const again = await service.report(asking);
    expect(again.body).toEqual({ ...first.body, repeated: true });
    await refuses(await service.report(asking, { description: '别处漏水' }), 422, 'command/key-reused', { header: 'Idempotency-Key' });
  });
  it('with a stale If-Match is refused with the actual revision', async () => {
    const reported = await service.report();
    before = reported.body.position;
    const asking = (match: string) => ({ role: 'dispatcher', headers: { 'if-match': match } }) as const;
    const path = `/repairs/${reported.body.id}/assignment`;
    const said = await service.post(path, { crewId: 'crew-1' }, asking('"99"'));
    await refuses(said, 412, 'command/revision-mismatch', { header: 'If-Match', allowed: [`"${reported.body.revision}"`] });
    expect(said.headers.get('etag')).toBe(reported.headers.get('etag'));
    await refuses(await service.post(path, { crewId: 'crew-1' }, asking(`W/"${reported.body.revision}"`)), 412, 'command/revision-mismatch', { header: 'If-Match' });
    await refuses(await service.post(path, { crewId: 'crew-1' }, asking('seven')), 400, 'request/invalid', { header: 'If-Match' });
    const good = await service.post(path, { crewId: 'crew-1' }, asking(reported.headers.get('etag') ?? ''));
    expect(good.status).toBe(201);
    before = good.body.position;
  });
});

describe('a caller', () => {
  const part = (content: object): string => Buffer.from(JSON.stringify(content)).toString('base64url');
  const claims = { sub: 'eve', roles: ['administrator'], iss: 'urn:heatledger:local', aud: 'heatledger', exp: 4_000_000_000 };

  it('without a token is refused and told how to ask', async () => {
    const said = await service.get('/tickets/queue', {});
    await refuses(said, 401, 'access/no-token');
    expect(said.headers.get('www-authenticate')).toContain('Bearer');
  });
  it('with the wrong role is refused', async () => {
    await refuses(await service.report({ role: 'regulator' }), 403, 'access/wrong-role');
  });
  it('with an expired token is refused', async () => {
    const token = await issueToken(service.server.keyFile, { subject: 'a-1', roles: ['agent'], minutes: -5 });
    await refuses(await service.report({ token }), 401, 'access/expired-token');
  });
  it('with an unsigned token (alg none) is refused', async () => {
    await refuses(await service.report({ token: `${part({ alg: 'none' })}.${part(claims)}.` }), 401, 'access/bad-token');
  });
  it('with a token signed by a shared secret, another key, or changed on the way is refused', async () => {
    await refuses(await service.report({ token: `${part({ alg: 'HS256' })}.${part(claims)}.${Buffer.alloc(32).toString('base64url')}` }), 401, 'access/bad-token');
    const foreign = await issueToken(`${service.directory}/foreign-key.json`, { subject: 'eve', roles: ['administrator'] });
    await refuses(await service.report({ token: foreign }), 401, 'access/bad-token');
    const [head, , signature] = (await service.token('agent')).split('.');
    await refuses(await service.report({ token: `${head}.${part(claims)}.${signature}` }), 401, 'access/bad-token');
  });
  it('with no token at all in the header is refused', async () => {
    await refuses(await service.get('/tickets/queue', { headers: { authorization: 'Basic YTpi' } }), 401, 'access/bad-token');
  });
});

describe('a problem', () => {
  it('is told in Chinese, or in English where that is preferred', async () => {
    const zh = await service.get(`/tickets/${nobody}`);
    const en = await service.get(`/tickets/${nobody}`, { role: 'auditor', headers: { 'accept-language': 'en-GB,zh;q=0.5' } });
    expect([zh.headers.get('content-language'), en.headers.get('content-language')]).toEqual(['zh-CN', 'en']);
    expect(zh.body.title).toMatch(/[\u4e00-\u9fff]/);
    expect(en.body.title).not.toMatch(/[\u4e00-\u9fff]/);
  });
  it('carries the trace id of the caller', async () => {
    const said = await service.get('/tickets/queue', { headers: { traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01' } });
    expect(said.body.traceId).toBe('0af7651916cd43dd8448eb211c80319c');
  });
});

describe('a data directory', () => {
  it('that is in use is refused in one clear sentence', async () => {
    await expect(EdgeService.start({ data: service.directory })).rejects.toMatchObject({ code: 'in-use', message: expect.stringContaining(service.directory) });
  });
});

it('nothing of all that reached the log', async () => {
  expect(aLeak.category).toBe('LEAK');
  expect(await position()).toBe(before);
});

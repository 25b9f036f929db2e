import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { routesOf, type RouteFacts } from '@heatledger/edge/nest';
import { EdgeService, nobody, type Said } from '../journeys/edge-service.js';

let service: EdgeService;
let routes: readonly RouteFacts[];
beforeAll(async () => {
  service = await EdgeService.start();
  routes = routesOf(service.server.app);
});
afterAll(() => service.stop());

interface Spoken {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
}

/** Sends bytes as they are and hears the answer until the connection ends. */
const speak = (bytes: string | Uint8Array): Promise<Spoken> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(service.server.url);
    const socket = connect(Number(port), hostname, () => socket.write(bytes));
    const heard: Buffer[] = [];
    socket.on('data', (chunk) => heard.push(chunk));
    socket.on('error', reject);
    socket.on('close', () => {
      const text = Buffer.concat(heard).toString('utf8');
      const [head = '', ...rest] = text.split('\r\n\r\n');
      const [first = '', ...lines] = head.split('\r\n');
      const headers = new Map(lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 2)]));
      resolve({ status: Number(first.split(' ')[1]), headers, body: rest.join('\r\n\r\n') });
    });
  });

const isProblem = ({ status, headers, body }: Spoken, code: string): void => {
  expect(headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
  expect(JSON.parse(body)).toMatchObject({ status, code, type: `urn:heatledger:problem:${code.replaceAll('/', ':')}`, traceId: headers.get('trace-id') });
  expect(headers.get('cache-control')).toBe('no-store');
};

describe('H4: what the parser of HTTP refuses', () => {
  it.each([
    ['no HTTP at all', 'HELO heatledger\r\n\r\n', 400, 'request/malformed-http'],
    ['a header without a name', 'GET /health/live HTTP/1.1\r\nHost: x\r\n: nothing\r\n\r\n', 400, 'request/malformed-http'],
    ['two lengths', 'POST /repairs HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabc', 400, 'request/malformed-http'],
    ['headers without end', `GET /health/live HTTP/1.1\r\nHost: x\r\nX-Long: ${'x'.repeat(20_000)}\r\n\r\n`, 431, 'request/header-too-large'],
    ['an expectation', 'POST /repairs HTTP/1.1\r\nHost: x\r\nExpect: a-miracle\r\nContent-Length: 0\r\nConnection: close\r\n\r\n', 417, 'request/expectation'],
  ])('is told as a problem: %s', async (_, bytes, status, code) => {
    const said = await speak(bytes);
    expect(said.status).toBe(status);
    isProblem(said, code);
  });
  it('a body beyond what is taken is told as a problem, before all of it came', async () => {
    const length = 300 * 1024;
    const head = `POST /repairs HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\nConnection: close\r\n`;
    const said = await speak(`${head}Authorization: Bearer ${await service.token('agent')}\r\n\r\n{"category":"LEAK"`);
    expect(said.status).toBe(413);
    isProblem(said, 'request/too-large');
  });
  it('an address whose 城东 is not encoded is told how to write it', async () => {
    const said = await speak(Buffer.from('GET /households?zone=城东 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n', 'utf8'));
    expect(said.status).toBe(400);
    isProblem(said, 'request/malformed-http');
    expect(said.body).toContain('%E5%9F%8E%E4%B8%9C');
  });
  it('an address with broken escapes, or a segment without end, is a problem too', async () => {
    for (const path of ['/%zz', '/tickets/%E5%9F', `/tickets/${'x'.repeat(1200)}`]) {
      const said = await speak(`GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
      expect([400, 404, 414]).toContain(said.status);
      expect(JSON.parse(said.body)).toMatchObject({ status: said.status, code: expect.any(String) });
      expect(said.headers.get('content-type')).toContain('application/problem+json');
    }
  });
});

describe('H4: a body in another encoding', () => {
  const sent = (headers: Record<string, string>): Promise<Said> =>
    service.call('POST', '/repairs', undefined, { role: 'agent', raw: '{"category":"LEAK","description":"x","zone":"Z1","station":"S1"}', headers });
  it.each([
    [{ 'content-type': 'application/json; charset=gbk' }, 'Content-Type'],
    [{ 'content-type': 'application/json;charset="GB18030"' }, 'Content-Type'],
    [{ 'content-type': 'application/json', 'content-encoding': 'gzip' }, 'Content-Encoding'],
    [{ 'content-type': 'application/json', 'content-encoding': 'br' }, 'Content-Encoding'],
  ])('is refused by its header: %j', async (headers, header) => {
    const said = await sent(headers as Record<string, string>);
    expect([said.status, said.body.code]).toEqual([415, 'request/media-type']);
    expect(said.body.errors).toEqual([{ header, detail: expect.any(String), allowed: expect.any(Array) }]);
  });
  it('may say that it is UTF-8, in any writing, and not encoded', async () => {
    for (const type of ['application/json; charset=utf-8', 'application/json;charset=UTF8', 'application/json; charset="utf-8"'])
      expect((await sent({ 'content-type': type, 'content-encoding': 'identity' })).status).toBe(201);
  });
});

describe('H4: the names that every object has', () => {
  const names = [...Object.getOwnPropertyNames(Object.prototype), 'prototype'];
  it.each(names)('are no fields and no parameters: %s', async (name) => {
    const raw = `{"category":"LEAK","description":"x","zone":"Z1","station":"S1","${name}":"x"}`;
    const body = await service.call('POST', '/repairs', undefined, { role: 'agent', raw, headers: { 'content-type': 'application/json' } });
    expect([body.status, body.body.errors]).toEqual([400, [{ pointer: `#/${name}`, detail: expect.any(String) }]]);
    const query = await service.get(`/tickets/queue?${name}=x`);
    expect([query.status, query.body.errors]).toEqual([400, [{ parameter: name, detail: expect.any(String) }]]);
  });
});

describe('H4: a method that an address does not take', () => {
  const pathOf = ({ path }: RouteFacts): string => path.replace(/:[A-Za-z]+/g, nobody);
  it('is 405 with what it takes, at every address', async () => {
    const taken = new Map<string, Set<string>>();
    // an address with a name in it may be that of another route: /measurements/failed-tests is also /measurements/:measurementId
    const fits = (path: string, template: string): boolean => new RegExp(`^${template.replace(/:[A-Za-z]+/g, '[^/]+')}$`).test(path);
    for (const path of routes.map(pathOf)) taken.set(path, new Set(routes.filter((route) => fits(path, route.path)).map(({ method }) => method)));
    for (const [path, methods] of taken)
      for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].filter((one) => !methods.has(one))) {
        const said = await service.call(method, path);
        const allow = said.headers.get('allow')?.split(', ') ?? [];
        expect({ method, path, status: said.status, code: said.body?.code }).toEqual({ method, path, status: 405, code: 'request/method' });
        expect(allow).toEqual(expect.arrayContaining(['OPTIONS', ...methods]));
        expect(allow).not.toContain(method);
        expect(said.body.errors[0].allowed).toEqual(allow);
      }
  });
  it('H9: OPTIONS says what an address takes, and of the whole service', async () => {
    const said = await service.call('OPTIONS', '/repairs');
    expect([said.status, said.headers.get('allow'), said.text]).toEqual([204, 'POST, OPTIONS', '']);
    expect((await service.call('OPTIONS', `/tickets/${nobody}`)).headers.get('allow')).toBe('GET, HEAD, OPTIONS');
    expect((await speak('OPTIONS * HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n')).status).toBe(204);
    expect((await service.call('OPTIONS', '/nowhere')).status).toBe(404);
  });
});

describe('H9: HEAD', () => {
  it('says of every question what GET says, without the answer', async () => {
    for (const { path, public: open, roles } of routes.filter(({ method }) => method === 'GET')) {
      const asked = path.replace(/:[A-Za-z]+/g, nobody);
      const asking = open ? {} : { role: roles[0] as 'auditor' };
      const token = open ? '' : `Authorization: Bearer ${await service.token(asking.role as 'auditor')}\r\n`;
      const head = await speak(`HEAD ${asked} HTTP/1.1\r\nHost: x\r\n${token}Connection: close\r\n\r\n`);
      expect({ path, body: head.body }).toEqual({ path, body: '' });
      if (path === '/feed/stream') {
        expect([head.status, head.headers.get('content-type')]).toEqual([200, 'text/event-stream; charset=utf-8']);
        continue;
      }
      const get = await service.get(asked, asking);
      expect({ path, status: head.status }).toEqual({ path, status: get.status });
      expect(head.headers.get('content-type')).toBe(get.headers.get('content-type') ?? undefined);
    }
  });
});

describe('H9: a question with conditions', () => {
  let path: string;
  let etag: string;
  beforeAll(async () => {
    const { body, headers } = await service.report();
    etag = headers.get('etag') ?? '';
    path = `/tickets/${body.id}?min-position=${encodeURIComponent(body.position)}`;
  });
  const asked = (headers: Record<string, string>): Promise<Said> => service.get(path, { role: 'auditor', headers });

  it.each([
    ['the same', (tag: string) => tag],
    ['a weak form of it', (tag: string) => `W/${tag}`],
    ['it among others', (tag: string) => `"a", W/"b,c" ,${tag}, ""`],
    ['a list with empty places', (tag: string) => `, ,${tag},`],
    ['anything', () => '*'],
  ])('is answered 304 where If-None-Match names %s', async (_, named) => {
    const said = await asked({ 'if-none-match': named(etag) });
    expect([said.status, said.text, said.headers.get('etag')]).toEqual([304, '', etag]);
    for (const name of ['cache-control', 'projection-position', 'trace-id']) expect(said.headers.get(name)).not.toBeNull();
    expect(said.headers.get('content-length')).toBeNull();
  });
  it.each(['"other"', 'W/"other"', '"9999", "other"', '""'])('is answered in full where If-None-Match names others: %s', async (named) => {
    const said = await asked({ 'if-none-match': named });
    expect([said.status, said.headers.get('etag')]).toEqual([200, etag]);
  });
  it('is not answered by an older time of change where there is an ETag', async () => {
    const later = 'Fri, 01 Jan 2100 00:00:00 GMT';
    expect((await asked({ 'if-modified-since': later })).status).toBe(200);
    expect((await asked({ 'if-modified-since': later, 'if-none-match': '"other"' })).status).toBe(200);
    expect((await asked({ 'if-modified-since': 'Thu, 01 Jan 1970 00:00:00 GMT', 'if-none-match': etag })).status).toBe(304);
    expect((await asked({ 'if-unmodified-since': 'Thu, 01 Jan 1970 00:00:00 GMT' })).status).toBe(200);
  });
  it('is refused where If-Match does not hold: compared strongly, before If-None-Match', async () => {
    for (const named of [etag, `"x", ${etag}`, '*']) expect((await asked({ 'if-match': named })).status).toBe(200);
    for (const named of [`W/${etag}`, '"other"', `"x", W/${etag}`]) {
      const said = await asked({ 'if-match': named, 'if-none-match': etag });
      expect([said.status, said.body.code, said.body.errors]).toEqual([
        412,
        'command/revision-mismatch',
        [{ header: 'If-Match', detail: expect.any(String), allowed: [etag] }],
      ]);
    }
  });
  it.each(['3', 'seven', '"open', "'3'", 'w/"3"', '"a" "b"', '*, "3"', '"a"b', ''])('is refused where a condition has no form: %j', async (named) => {
    for (const header of ['If-None-Match', 'If-Match']) {
      const said = await asked({ [header]: named });
      expect([said.status, said.body.code, said.body.errors?.[0]?.header]).toEqual([400, 'request/invalid', header]);
    }
  });
  it('is refused for what it is before its conditions are looked at', async () => {
    expect((await service.get(`/tickets/${nobody}`, { role: 'auditor', headers: { 'if-none-match': '*' } })).status).toBe(404);
    expect((await service.get(path, { headers: { 'if-none-match': '*' } })).status).toBe(401);
  });
  it('that moves without a new revision has an ETag that moves too, as good for If-Match', async () => {
    const home = { zone: '城东', station: 'S1', areaTenths: 900, contractTenths: 180, heating: 'on', from: '2025-11-01' };
    const entered = await service.post('/households', home, { role: 'fee-officer' });
    expect(entered.status).toBe(201);
    const address = `/households/${entered.body.id}?min-position=${encodeURIComponent(entered.body.position)}`;
    const now = await service.get(address);
    const then = await service.get(`${address}&at=${encodeURIComponent('2025-10-01T00:00:00+08:00')}`);
    expect([now.body.valid === null, then.body.valid]).toEqual([false, null]);
    expect(now.headers.get('etag')).not.toBe(then.headers.get('etag'));
    const state = { heating: 'stopped', from: '2026-02-01' };
    const asking = { role: 'fee-officer', headers: { 'if-match': now.headers.get('etag') ?? '' } } as const;
    expect((await service.post(`/households/${entered.body.id}/heating-state`, state, asking)).status).toBe(201);
    expect((await service.post(`/households/${entered.body.id}/heating-state`, { ...state, from: '2026-03-01' }, asking)).status).toBe(412);
  });
  it('at the feed goes by the same forms', async () => {
    const page = await service.get('/feed?limit=1', { role: 'service' });
    const tag = page.headers.get('etag') ?? '';
    const listed = await service.get('/feed?limit=1', { role: 'service', headers: { 'if-none-match': `"x",W/${tag}` } });
    expect([listed.status, listed.headers.get('etag'), listed.headers.get('content-length')]).toEqual([304, tag, null]);
    expect((await service.get('/feed?limit=1', { role: 'service', headers: { 'if-none-match': 'x' } })).status).toBe(400);
    expect((await service.get('/feed?limit=1', { role: 'service', headers: { 'if-match': '"x"' } })).status).toBe(412);
  });
});

describe('H9: a command with conditions', () => {
  const assigned = async (named: (etag: string) => string): Promise<Said> => {
    const reported = await service.report();
    const asking = { role: 'dispatcher', headers: { 'if-match': named(reported.headers.get('etag') ?? '') } } as const;
    return service.post(`/repairs/${reported.body.id}/assignment`, { crewId: 'crew-1' }, asking);
  };
  it('is carried out where one of several tags is the one, or any will do', async () => {
    for (const named of [(tag: string) => `"99", ${tag}`, (tag: string) => `W/"1",${tag},"x"`, () => '*'])
      expect((await assigned(named)).status).toBe(201);
  });
  it('is refused with the actual revision where none is: others, weak ones, tags nobody gave out', async () => {
    for (const named of [() => '"98", "99"', (tag: string) => `W/${tag}`, () => '"abc"', () => '""']) {
      const said = await assigned(named);
      expect([said.status, said.body.code]).toEqual([412, 'command/revision-mismatch']);
      expect(said.headers.get('etag')).toBe(`"${said.body.actual}"`);
    }
  });
  it('is refused where a condition has no form, or is one for questions', async () => {
    expect((await assigned(() => '7')).status).toBe(400);
    const said = await service.report({ role: 'agent', headers: { 'if-none-match': '*' } });
    expect([said.status, said.body.errors[0].header]).toEqual([400, 'If-None-Match']);
  });
});

describe('H9: asOf', () => {
  const places = ['/statistics/compliance?by=zone', '/statistics/satisfaction?by=zone', '/statistics/kpis?by=zone', '/statistics/what-if?pack=linyi'];
  it.each(places)('is an instant or a position of the log, and nothing else, also where nothing is there to compare: %s', async (place) => {
    const empty = `${place}&asOf=`;
    for (const wrong of ['banana', '2026-01-05', '2026-01-05T08:30:00', '2026-01-05T08:30:00 08:00', '-1', '1e9', '2026-02-30T00:00:00Z']) {
      const said = await service.get(`${empty}${encodeURIComponent(wrong)}`);
      expect({ wrong, status: said.status, place: said.body.errors?.[0]?.parameter }).toEqual({ wrong, status: 400, place: 'asOf' });
    }
    const { position } = (await service.report()).body;
    for (const right of ['2026-01-05T12:00:00+08:00', '2026-01-05T04:00:00Z', position])
      expect((await service.get(`${empty}${encodeURIComponent(right)}`)).status).toBe(200);
  });
  it('of a difference is told by its own name', async () => {
    const { id, position } = (await service.report()).body;
    for (const name of ['fromAsOf', 'toAsOf']) {
      const said = await service.get(`/cases/${id}/difference?${name}=banana&min-position=${position}`);
      expect([said.status, said.body.errors[0].parameter]).toEqual([400, name]);
    }
  });
});

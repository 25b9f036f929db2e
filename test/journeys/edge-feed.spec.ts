import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EdgeService, type Asking, type Said } from './edge-service.js';

interface Sent {
  readonly id: string;
  readonly type: string;
  readonly position: string;
  readonly category: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly maskedfields?: string;
}

interface Frame {
  readonly id: string;
  readonly event: string;
  readonly data: Sent;
}

let service: EdgeService;
const reader: Asking = { role: 'service' };

beforeAll(async () => {
  service = await EdgeService.start({ heartbeat: 0.05 });
  for (let n = 0; n < 12; n++) await service.report();
});
afterAll(() => service.stop());

const nextOf = (said: Said): string => /<([^>]+)>; rel="next"/.exec(said.headers.get('link') ?? '')?.[1] ?? '';

const everything = async (start = '/feed?limit=7'): Promise<Sent[]> => {
  const events: Sent[] = [];
  for (let path = start; ; ) {
    const said = await service.get(path, reader);
    events.push(...(said.body as Sent[]));
    if (said.headers.get('feed-at-end') === 'true') return events;
    path = nextOf(said);
  }
};

/** Listens until enough facts came (progress frames not counted), then leaves. */
const listen = async (enough: number, { path = '/feed/stream', last }: { path?: string; last?: string } = {}): Promise<Frame[]> => {
  const leave = new AbortController();
  const headers = { authorization: `Bearer ${await service.token('service')}`, ...(last === undefined ? {} : { 'last-event-id': last }) };
  const response = await fetch(service.server.url + path, { headers, signal: leave.signal });
  expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
  const frames: Frame[] = [];
  let text = '';
  for await (const chunk of response.body as AsyncIterable<Uint8Array>) {
    text += Buffer.from(chunk).toString('utf8');
    const parts = text.split('\n\n');
    text = parts.pop() ?? '';
    frames.push(...parts.filter((part) => part.includes('data: ')).map(frameOf));
    if (frames.filter(({ event }) => event === 'message').length >= enough) break;
  }
  leave.abort();
  return frames;
};

const frameOf = (part: string): Frame => {
  const field = (name: string): string => part.split('\n').find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2) ?? '';
  return { id: field('id'), event: field('event') || 'message', data: JSON.parse(field('data')) as Sent };
};

describe('the feed, page by page', () => {
  it('gives every fact once, in order, as CloudEvents', async () => {
    const events = await everything();
    expect(events.length).toBeGreaterThanOrEqual(12);
    expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
    expect(events[0]).toMatchObject({ specversion: '1.0', source: 'urn:heatledger:local', datacontenttype: 'application/json', time: expect.any(String) });
    expect(await everything('/feed?limit=1000')).toEqual(events);
  });
  it('never changes a full page, and lets it be kept', async () => {
    const full = await service.get('/feed?limit=3', reader);
    const etag = full.headers.get('etag') ?? '';
    expect(etag).toMatch(/^"[\w-]{43}"$/);
    expect(full.headers.get('cache-control')).toContain('immutable');
    await service.report();
    const again = await service.get('/feed?limit=3', reader);
    expect([again.text, again.headers.get('etag')]).toEqual([full.text, etag]);
    const kept = await service.get('/feed?limit=3', { ...reader, headers: { 'if-none-match': etag } });
    expect([kept.status, kept.text]).toEqual([304, '']);
  });
  it('does not let a page be kept that is still filling', async () => {
    const partial = await service.get('/feed?limit=1000', reader);
    expect([partial.headers.get('etag'), partial.headers.get('cache-control')]).toEqual([null, 'no-store']);
    expect((await service.get(nextOf(partial), reader)).body).toEqual([]);
  });
  it('filters by fact and by category, and moves on over what it skips', async () => {
    const reported = await everything('/feed?types=RepairReported&limit=5');
    expect(new Set(reported.map(({ type }) => type))).toEqual(new Set(['heatledger.RepairReported']));
    expect(reported.length).toBeGreaterThanOrEqual(12);
    const none = await service.get('/feed?categories=season', reader);
    expect(none.body).toEqual([]);
    expect(none.headers.get('feed-position')).not.toBe('');
  });
  it('masks personal fields unless the token opens their class', async () => {
    const [masked] = (await service.get('/feed?types=RepairReported&limit=1', reader)).body as Sent[];
    expect(masked?.data).toMatchObject({ callerName: '张*', callerPhone: '138****0000' });
    expect(masked?.maskedfields?.split(',').sort()).toEqual(['callerName', 'callerPhone', 'description']);
    expect(JSON.stringify(masked)).not.toMatch(/张三丰|13800000000|厨房漏水/);
    const opened = await service.get('/feed?types=RepairReported&limit=1', { role: 'service', classes: ['C3'] });
    expect((opened.body as Sent[])[0]?.data).toMatchObject({ callerName: '张三丰', callerPhone: '13800000000' });
    expect(opened.headers.get('cache-control')).toBe('private, no-cache');
  });
});

describe('the feed as a stream', () => {
  it('tells history, then what comes', async () => {
    const known = await everything('/feed?types=RepairReported');
    const listening = listen(known.length + 1, { path: '/feed/stream?types=RepairReported' });
    await new Promise((done) => setTimeout(done, 100));
    await service.report();
    const frames = (await listening).filter(({ event }) => event === 'message');
    expect(frames.slice(0, known.length).map(({ data }) => data)).toEqual(known);
    expect(frames.length).toBe(known.length + 1);
  });
  it('goes on after Last-Event-ID without loss or repetition', async () => {
    const known = await everything();
    const seen: string[] = [];
    let last: string | undefined;
    while (seen.length < known.length) {
      const facts = (await listen(Math.min(5, known.length - seen.length), last === undefined ? {} : { last })).filter(({ event }) => event === 'message');
      const taken = facts.slice(0, 5);
      seen.push(...taken.map(({ data }) => data.id));
      last = taken.at(-1)?.id;
    }
    expect(seen.slice(0, known.length)).toEqual(known.map(({ id }) => id));
  });
  it('keeps a reader whose filter finds nothing up to date with how far it came', async () => {
    const leave = new AbortController();
    const headers = { authorization: `Bearer ${await service.token('service')}` };
    const response = await fetch(`${service.server.url}/feed/stream?types=SeasonEnded`, { headers, signal: leave.signal });
    let text = '';
    for await (const chunk of response.body as AsyncIterable<Uint8Array>) {
      text += Buffer.from(chunk).toString('utf8');
      if (/event: progress\n/.test(text)) break;
    }
    leave.abort();
    const { id } = frameOf(text.split('\n\n').find((part) => part.includes('progress')) ?? '');
    expect((await service.get(`/feed?after=${encodeURIComponent(id)}`, reader)).body).toEqual([]);
  });
  it('starts now when asked for the latest', async () => {
    const listening = listen(1, { path: '/feed/stream?after=latest&types=RepairReported' });
    await new Promise((done) => setTimeout(done, 100));
    const { body } = await service.report();
    const [frame] = (await listening).filter(({ event }) => event === 'message');
    expect(frame?.data.data['ticketId']).toBe(body.id);
  });
});

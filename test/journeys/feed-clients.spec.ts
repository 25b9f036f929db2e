import type { Server } from 'node:http';
import { issueToken } from '@heatledger/edge';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EventSource, type FetchLike } from 'eventsource';
import { EdgeService } from './edge-service.js';

let service: EdgeService;
// no heartbeat comes while these tests run
beforeAll(async () => {
  service = await EdgeService.start({ heartbeat: 300, mostOwnStreams: 2 });
});
afterAll(() => service.stop());

const tokenOf = (subject: string): Promise<string> => issueToken(service.server.keyFile, { subject, roles: ['service'], dataClasses: [] });
const stream = (token: string, path: string, signal?: AbortSignal): Promise<Response> =>
  fetch(`${service.server.url}/feed/stream${path}`, { headers: { authorization: `Bearer ${token}` }, ...(signal ? { signal } : {}) });

/** The first whole block that a stream sends. */
const firstBlock = async (response: Response): Promise<string> => {
  let text = '';
  for await (const chunk of response.body as AsyncIterable<Uint8Array>) {
    text += Buffer.from(chunk).toString('utf8');
    if (text.includes('\n\n')) break;
  }
  return text.split('\n\n')[0] ?? '';
};

describe('A reader of the stream', () => {
  it('H7: that asks for the latest and is cut off before the first heartbeat misses nothing', async () => {
    await service.report();
    const token = await tokenOf('cut-off');
    const authorized: FetchLike = (url, init) => fetch(url, { ...init, headers: { ...init.headers, authorization: `Bearer ${token}` } });
    const client = new EventSource(`${service.server.url}/feed/stream?after=latest&types=RepairReported`, { fetch: authorized });
    const told: string[] = [];
    let arrived: () => void = () => undefined;
    const begun = new Promise<void>((there) => client.addEventListener('progress', () => there(), { once: true }));
    const missed = new Promise<void>((there) => (arrived = there));
    client.addEventListener('message', ({ data }) => {
      told.push((JSON.parse(String(data)) as { data: { ticketId: string } }).data.ticketId);
      arrived();
    });
    await begun;
    (service.server.app.getHttpServer() as Server).closeAllConnections();
    const meanwhile = await service.report();
    await missed;
    client.close();
    expect(told).toEqual([meanwhile.body.id]);
  });

  it('H7: is sent no block that some take for an event without content', async () => {
    await service.report();
    const [fromStart, fromNow] = [await tokenOf('from-start'), await tokenOf('from-now')];
    const leave = new AbortController();
    const begun = await firstBlock(await stream(fromStart, '?types=RepairReported', leave.signal));
    expect(begun.split('\n').map((line) => line.split(':')[0])).toEqual(['retry', 'id', 'data']);
    const latest = await firstBlock(await stream(fromNow, '?after=latest', leave.signal));
    expect(latest.split('\n').map((line) => line.split(':')[0])).toEqual(['retry', 'id', 'event', 'data']);
    leave.abort();
  });

  it('H7: holds so many streams at once and no more, whatever others do', async () => {
    const [greedy, other] = [await tokenOf('greedy'), await tokenOf('other')];
    const leave = new AbortController();
    const held = await Promise.all([1, 2, 3].map(() => stream(greedy, '?after=latest', leave.signal)));
    const refused = held.find(({ status }) => status !== 200);
    expect(held.map(({ status }) => status).sort()).toEqual([200, 200, 429]);
    expect(refused?.headers.get('retry-after')).toBe('10');
    expect(await refused?.json()).toMatchObject({ code: 'feed/too-many-streams', most: 2 });
    expect((await stream(other, '?after=latest', leave.signal)).status).toBe(200);
    leave.abort();
    // what was let go can be held again
    const again = new AbortController();
    let status = 429;
    while (status === 429) status = (await stream(greedy, '?after=latest', again.signal)).status;
    expect(status).toBe(200);
    again.abort();
  });
});

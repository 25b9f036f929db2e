import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { filled } from './filling.js';
import { roundsOf } from './rounds.js';
import { Service, until } from './service.js';

const EVENTS = roundsOf(10_000);
const READERS = 60;

let data = '';
beforeAll(() => {
  data = mkdtempSync(join(tmpdir(), 'heatledger-slow-'));
});
afterAll(() => rmSync(data, { recursive: true, force: true }));

/** Asks for the whole feed and takes nothing of it before it is told to. */
const slowReader = async ({ url }: Service, token: string): Promise<Socket> => {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  await once(socket, 'connect');
  socket.pause();
  socket.write(`GET /feed/stream HTTP/1.1\r\nHost: heatledger\r\nAuthorization: Bearer ${token}\r\n\r\n`);
  return socket;
};

/** Reads a feed until so many facts came; answers the ids in the order in which they came, and the bytes. */
const taken = async (socket: Socket, enough: number): Promise<{ readonly ids: readonly string[]; readonly bytes: number }> => {
  const ids: string[] = [];
  let [text, bytes] = ['', 0];
  for await (const chunk of socket.setEncoding('utf8') as AsyncIterable<string>) {
    bytes += Buffer.byteLength(chunk);
    const lines = (text + chunk).split('\n');
    text = lines.pop() ?? '';
    for (const line of lines) {
      const [, id] = /^data: \{"specversion".*?"id":"([^"]+)"/.exec(line) ?? [];
      if (id) ids.push(id);
    }
    if (ids.length >= enough) break;
  }
  return { ids, bytes };
};

describe('Readers of the feed who take nothing', () => {
  it(`cost the service no memory that grows with what they leave: ${READERS} of them, ${EVENTS} events`, async () => {
    const events = await filled(data, EVENTS);
    const service = await Service.start(data, { environment: { HEATLEDGER_MOST_OWN_STREAMS: "64" } });
    const token = await service.token('service');
    const dispatcher = await service.token();
    await until(async () =>
      ((await service.ask('GET', '/health')).body['followers'] as readonly { state: string }[]).every(({ state }) => state === 'live'),
    );
    const whole = await taken(await slowReader(service, token), events);
    expect(new Set(whole.ids).size).toBe(whole.ids.length);
    expect(whole.ids.length).toBeGreaterThanOrEqual(events);

    const before = await service.metric('process_resident_memory_bytes');
    const readers = await Promise.all(Array.from({ length: READERS }, () => slowReader(service, token)));
    // they stand still: whoever reads meanwhile gets everything, and commands are taken
    for (let time = 0; time < 2; time++)
      expect((await taken(await slowReader(service, token), events)).ids.slice(0, events)).toEqual(whole.ids.slice(0, events));
    for (let n = 0; n < 20; n++) expect((await service.report(dispatcher, `slow-${n}`)).status).toBe(201);
    const grown = (await service.metric('process_resident_memory_bytes')) - before;
    process.stdout.write(
      `slow readers: ${READERS} left ${Math.round((READERS * whole.bytes) / 2 ** 20)} MiB, the service grew by ${Math.round(grown / 2 ** 20)} MiB\n`,
    );
    expect(grown).toBeLessThan((READERS * whole.bytes) / 4);

    const [late] = readers;
    expect((await taken(late as Socket, events)).ids.slice(0, events)).toEqual(whole.ids.slice(0, events));
    for (const reader of readers) reader.destroy();
    expect(await service.stop()).toBe(0);
  }, 3_600_000);
});

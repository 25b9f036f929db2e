import { createServer, type ServerResponse } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { SocketSink } from './socket-sink.js';

const CHUNK = 'x'.repeat(64 * 1024);
const shortly = (ms: number): Promise<'waiting'> => new Promise((done) => setTimeout(() => done('waiting'), ms));

describe('a socket whose reader is slow', () => {
  it('takes what fits, then makes the source wait, goes on when there is room, and fails when the reader is gone', async () => {
    let serve: (response: ServerResponse) => void = () => undefined;
    const served = new Promise<ServerResponse>((given) => (serve = given));
    const server = createServer((_, response) => serve(response));
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    const reader = connect((server.address() as AddressInfo).port, '127.0.0.1');
    reader.pause();
    reader.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
    const sink = new SocketSink(await served);

    let chunks = 0;
    let stuck: Promise<void> | undefined;
    while (!stuck && chunks < 4096) {
      const writing = sink.write(CHUNK);
      chunks++;
      if ((await Promise.race([writing, shortly(200)])) === 'waiting') stuck = writing;
    }
    expect([stuck !== undefined, sink.writing]).toEqual([true, true]);
    reader.resume();
    await stuck;
    expect(sink.writing).toBe(false);

    reader.destroy();
    await expect(
      (async () => {
        for (;;) await sink.write(CHUNK);
      })(),
    ).rejects.toThrow('the reader is gone');
    await new Promise((closed) => server.close(closed));
  });
});

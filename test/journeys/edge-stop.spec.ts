import { connect } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { EdgeService } from './edge-service.js';

describe('stopping', () => {
  it('lets commands under way finish, ends streams, and keeps what was answered', async () => {
    const service = await EdgeService.start();
    const stream = await fetch(`${service.server.url}/feed/stream`, { headers: { authorization: `Bearer ${await service.token('service')}` } });
    await service.report();
    const underWay = Array.from({ length: 20 }, () => service.report());
    await new Promise((done) => setTimeout(done, 5));
    const stopped = service.stop({ keep: true });
    const answers = await Promise.allSettled(underWay);
    const text = await stream.text();
    await stopped;
    expect(text).toContain('retry:');
    const done = answers.flatMap((answer) => (answer.status === 'fulfilled' && answer.value.status === 201 ? [answer.value.body.id as string] : []));
    for (const answer of answers) if (answer.status === 'fulfilled') expect([201, 503]).toContain(answer.value.status);
    await expect(fetch(`${service.server.url}/health/live`)).rejects.toThrow();

    const again = await EdgeService.start({ data: service.directory });
    const events = (await again.get('/feed?types=RepairReported&limit=1000', { role: 'service' })).body as { data: { ticketId: string } }[];
    const kept = new Set(events.map(({ data }) => data.ticketId));
    expect(done.filter((id) => !kept.has(id))).toEqual([]);
    await again.stop();
  });
  it('S9: does not wait for requests that are not delivered, nor for answers that are not taken', async () => {
    const service = await EdgeService.start();
    const port = Number(new URL(service.server.url).port);
    const token = await service.token('agent');
    const head = `POST /repairs HTTP/1.1\r\nHost: heatledger\r\nAuthorization: Bearer ${token}\r\nContent-Type: application/json\r\nIdempotency-Key: slow\r\n`;
    const begun = [`${head}Content-Length: 1000\r\n\r\n{"zone":`, head, ''].map((text) => {
      const socket = connect(port, '127.0.0.1');
      const there = new Promise<void>((done) => socket.write(text === '' ? 'G' : text, () => done()));
      return { there, ended: new Promise<void>((done) => socket.once('close', () => done()).on('error', () => undefined).resume()) };
    });
    await Promise.all(begun.map(({ there }) => there));
    await service.report();
    // what stops it otherwise is the patience with commands under way, which none of these is
    const grace = new Promise<'patience'>((over) => setTimeout(() => over('patience'), 14_000).unref());
    expect(await Promise.race([service.stop().then(() => 'stopped'), grace])).toBe('stopped');
    await Promise.all(begun.map(({ ended }) => ended));
  });
  it('can be asked for twice', async () => {
    const service = await EdgeService.start({ stores: 'memory' });
    await Promise.all([service.stop({ keep: true }), service.stop()]);
  });
});

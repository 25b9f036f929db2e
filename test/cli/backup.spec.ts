import { cpSync, existsSync, rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EdgeService } from '../journeys/edge-service.js';
import { heatledger, json, scratch } from './program.js';

const { path, remove } = scratch();
afterAll(remove);

const exported = async (data: string): Promise<string> => (await heatledger('export', '--data', data)).out;

describe('A backup', () => {
  let service: EdgeService;

  beforeAll(async () => {
    service = await EdgeService.start({ data: path('live') });
    for (let n = 0; n < 5; n++) await service.report();
  });
  afterAll(() => service.stop({ keep: true }));

  it('is taken and verified while the service runs', async () => {
    expect(await json('backup', path('backup'), '--data', path('live'))).toMatchObject({ copied: 26, events: 26, fault: null });
  });

  it('takes only what is new the next time', async () => {
    await service.report();
    expect(await json('backup', path('backup'), '--data', path('live'))).toMatchObject({ copied: 5, events: 31 });
    expect(await json('backup', path('backup'), '--data', path('live'))).toMatchObject({ copied: 0, events: 31 });
  });

  it('holds the log event for event: positions, ids and digests', async () => {
    await json('restore', path('backup'), '--data', path('twin'));
    await (await EdgeService.start({ data: path('twin') })).stop({ keep: true });
    const [begun, ...rest] = (await exported(path('twin'))).replace(await exported(path('live')), '').trim().split('\n');
    expect([JSON.parse(begun ?? '').type, rest]).toEqual(['heatledger.EpochBegun', []]);
  });

  it('is put into a new directory, from which a service builds its views', async () => {
    expect(await json('restore', path('backup'), '--data', path('restored'))).toMatchObject({ events: 31, fault: null, ms: { copy: expect.any(Number), verify: expect.any(Number) } });
    const restored = await EdgeService.start({ data: path('restored') });
    const { body } = await restored.report();
    const card = await restored.get(`/tickets/${body.id}?min-position=${encodeURIComponent(String(body.position))}`);
    expect(card.status).toBe(200);
    await restored.stop({ keep: true });
  });

  it('continues only the log it was begun from', async () => {
    const other = await EdgeService.start({ data: path('other') });
    await other.report({ role: 'agent', key: 'another' });
    await other.stop({ keep: true });
    const ran = await heatledger('backup', path('backup'), '--data', path('other'));
    expect(ran).toMatchObject({ code: 1, err: expect.stringContaining('continues only the log it was begun from') });
  });

  it('refuses to be restored over views, onto itself, or from nowhere', async () => {
    expect((await heatledger('restore', path('backup'), '--data', path('live'))).err).toContain('holds views already');
    expect((await heatledger('backup', path('live'), '--data', path('live'))).err).toMatch(/onto itself/);
    expect((await heatledger('backup', path('nothing'), '--data', path('nowhere'))).err).toContain('holds no log');
  });

  it('that is older than the views is noticed, and nothing is served from it', async () => {
    const behind = path('behind');
    cpSync(path('other'), behind, { recursive: true });
    for (const file of ['views.db', 'views.db-wal', 'views.db-shm']) {
      rmSync(`${behind}/${file}`, { force: true });
      if (existsSync(`${path('restored')}/${file}`)) cpSync(`${path('restored')}/${file}`, `${behind}/${file}`);
    }
    for (const command of [['start', '--port', '0'], ['history', 'T-20260105-7K3M'], ['compliance']])
      expect(await heatledger(...command, '--data', behind)).toMatchObject({ code: 1, err: expect.stringContaining('restored from an older backup') });
  });
});

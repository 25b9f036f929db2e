import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Service, until } from './service.js';

const PAGE = 4096;
const REPAIRS = 120;

/** Writes over pages in the middle of a log that nobody has open. */
const overwritten = (data: string): void => {
  const file = join(data, 'events.db');
  const bytes = readFileSync(file);
  const pages = bytes.length / PAGE;
  bytes.fill(0xa5, Math.floor(pages / 3) * PAGE, Math.floor(pages / 2) * PAGE);
  writeFileSync(file, bytes);
};

describe('A service over a log with damaged pages', () => {
  let data = '';
  beforeAll(() => {
    data = mkdtempSync(join(tmpdir(), 'heatledger-damaged-'));
  });
  afterAll(() => rmSync(data, { recursive: true, force: true }));

  it('S7: finds them while it runs, says `damaged` in health and takes no more commands, and still answers', async () => {
    const before = await Service.start(data);
    const agent = await before.token('agent');
    const said = await Promise.all(Array.from({ length: REPAIRS }, (_, n) => before.report(agent, `before-${n}`)));
    expect(new Set(said.map(({ status }) => status))).toEqual(new Set([201]));
    expect(await before.stop()).toBe(0);
    overwritten(data);

    const service = await Service.start(data, { environment: { HEATLEDGER_LOG: 'silent' } });
    const token = await service.token('agent');
    await until(async () => (await service.ask('GET', '/health')).body['status'] === 'damaged');
    expect(await service.ask('GET', '/health/ready')).toMatchObject({ status: 503, body: { checks: { log: 'failed' } } });
    const refused = await service.report(token, 'behind-the-damage');
    expect(refused).toMatchObject({ status: 503, body: { code: 'server/store-unavailable' } });
    expect((await service.ask('GET', '/health/live')).status).toBe(200);
    await service.stop();
  }, 120_000);
});

import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Service, until } from '../endurance/service.js';
import { json, scratch } from './program.js';

const { path, remove } = scratch();
const data = path('data');
const LATER = '2099-01-01T00:00:00+08:00';
let caseNumber = '';

beforeAll(async () => {
  const service = await Service.start(data);
  const [agent, dispatcher] = await Promise.all([service.token('agent'), service.token('dispatcher')]);
  const { body } = await service.report(agent, 'one');
  await service.report(agent, 'two');
  await until(async () => {
    const { position, followers } = (await service.ask('GET', '/health')).body;
    return (followers as readonly { readonly position: string }[]).every((reader) => reader.position === position);
  });
  caseNumber = String((await service.ask('GET', `/tickets/${String(body['id'])}`, { token: dispatcher })).body['caseNumber']);
  await service.stop();
}, 120_000);
afterAll(remove);

const MOUNT = 'mount --bind "$1" "$1" && mount -o remount,bind,ro "$1" && ! touch "$1/x" 2>/dev/null && shift && exec "$@"';

/** What a command says where the data directory is mounted so that nobody, root neither, may write to it. */
const onReadOnly = (...args: readonly string[]): unknown => {
  const command = [process.execPath, resolve('apps/cli/bin/heatledger.js'), ...args, '--data', data, '--json'];
  const env = { ...process.env, NO_COLOR: '1', HEATLEDGER_LANG: 'en' };
  return JSON.parse(execFileSync('unshare', ['-rm', 'sh', '-c', MOUNT, 'sh', data, ...command], { encoding: 'utf8', env }));
};

describe('A data directory on a medium that cannot be written to', () => {
  it.each([['verify'], ['compliance', '--at', LATER], ['satisfaction', '--at', LATER], ['kpi', '--at', LATER]])(
    'S6: is asked as any other: %s',
    async (...command) => {
      const said = await json<object>(...command, '--data', data);
      expect(Object.keys(said).length).toBeGreaterThan(1);
      expect(onReadOnly(...command)).toEqual(said);
    },
  );

  it('S6: tells a history', async () => {
    const history = await json<object>('history', caseNumber, '--at', LATER, '--data', data);
    expect(JSON.stringify(history)).toContain('RepairReported');
    expect(onReadOnly('history', caseNumber, '--at', LATER)).toEqual(history);
  });
});

describe('Figures of a part at the command line', () => {
  const counted = async (...part: readonly string[]): Promise<number> => {
    const { total } = await json<{ readonly total: { readonly met: number; readonly breached: number; readonly noDue: number } }>(
      ...['compliance', '--clock', 'arrive', '--at', LATER, '--data', data, ...part],
    );
    return total.breached;
  };

  it('H2: are those of the span and the zone that were asked for', async () => {
    const whole = await counted();
    expect(whole).toBe(2);
    expect(await counted('--zone', 'Z1')).toBe(2);
    expect(await counted('--zone', 'Z2')).toBe(0);
    expect(await counted('--from', '2026-01-01')).toBe(2);
    expect(await counted('--from', '2098-01-01')).toBe(0);
    expect(await counted('--to', '2026-01-01')).toBe(0);
    expect(await counted('--from', '2026-01-01T00:00:00Z', '--to', '2098-01-01')).toBe(2);
  });
});

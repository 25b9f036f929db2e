import { randomUUID } from 'node:crypto';
import { userInfo } from 'node:os';
import { issueToken } from '@heatledger/edge';
import { openEmbeddedEventStore } from '@heatledger/event-store/embedded';
import { keyFileOf } from '@heatledger/server';
import { afterAll, describe, expect, it } from '@jest/globals';
import { Service, until } from '../endurance/service.js';
import { heatledger, heatledgerUnder, json, scratch, type Ran } from './program.js';

const { path, remove } = scratch();
afterAll(remove);

/** A view that takes in every repair. */
const VIEW = 'ticket-card';

/** Writes facts past every decision, which no view can take in; answers their ids, under which they are parked. */
const strange = async (data: string, count: number): Promise<readonly string[]> => {
  const store = await openEmbeddedEventStore({ directory: data });
  const ids: string[] = [];
  for (let n = 0; n < count; n++) {
    const [id, ticket] = [randomUUID(), randomUUID()];
    const actor = { id: 'nobody', role: 'agent' } as const;
    const metadata = { v: 1, at: '2026-01-05T08:00:00+08:00', actor, channel: 'web', command: id, correlation: `repair-${ticket}`, digest: 'wrong' } as const;
    await store.append(`repair-${ticket}`, [{ id, type: 'RepairReported', data: {}, metadata }], 'none');
    ids.push(id);
  }
  await store.close();
  return ids;
};

interface Skipped {
  readonly actorid: string;
  readonly actorrole: string;
  readonly data: { readonly eventId: string; readonly reason: string };
}

const skipsOf = async (data: string): Promise<readonly Skipped[]> => {
  const out = (await heatledger('export', '--types', 'ParkedFactSkipped', '--data', data)).out.trim();
  return out === '' ? [] : out.split('\n').map((line) => JSON.parse(line) as Skipped);
};

// each of them starts the program a dozen times
const MINUTES = 4 * 60_000;

describe('Upkeep of views', () => {
  it('S8: goes on beside a running service, over HTTP and by the command line, in the name of the person', async () => {
    const data = path('beside');
    await (await Service.start(data)).stop();
    const parkedIds = await strange(data, 3);
    const service = await Service.start(data);
    const token = await issueToken(keyFileOf({ data }), { subject: 'wang-li', roles: ['administrator'], dataClasses: [] });
    const there = ['--url', service.url, '--token', token] as const;
    const parkedThere = async (): Promise<readonly string[]> =>
      (await json<readonly { follower: string; key: string }[]>('projections', 'parked', ...there)).flatMap(({ follower, key }) => (follower === VIEW ? [key] : []));
    await until(async () => (await parkedThere()).length === 3);
    expect([...(await parkedThere())].sort()).toEqual([...parkedIds].sort());

    const retried = await heatledger('projections', 'retry', VIEW, '--json', ...there);
    expect([retried.code, JSON.parse(retried.out)]).toEqual([1, { done: false, handled: [], still: expect.arrayContaining([...parkedIds]) }]);

    const [first = '', ...rest] = parkedIds;
    const body = { keys: [first], reason: 'made by hand' };
    const skipping = { token, key: 'skip-1', body };
    const skip = (): ReturnType<Service['ask']> => service.ask('POST', `/projections/${VIEW}/skip`, skipping);
    expect((await skip()).status).toBe(200);
    expect((await skip()).status).toBe(200);
    const byCommand = await heatledgerUnder({ HEATLEDGER_URL: service.url, HEATLEDGER_TOKEN: token }, 'projections', 'skip', VIEW, ...rest, '--reason', 'made by hand');
    expect([byCommand.code, byCommand.err]).toEqual([0, '']);
    expect(await parkedThere()).toEqual([]);
    const skips = (await skipsOf(data)).map(({ actorid, actorrole, data: { eventId } }) => [actorid, actorrole, eventId]);
    expect(skips).toEqual(parkedIds.map((id) => ['wang-li', 'administrator', id]));

    expect(await json('projections', 'rebuild', VIEW, ...there)).toMatchObject({ finished: true });
    const status = await json<readonly { name: string; rebuild: object | null }[]>('projections', 'status', ...there);
    expect(status.find(({ name }) => name === VIEW)?.rebuild).toMatchObject({ state: 'finished' });
    const wrong = await heatledger('projections', 'rebuild', 'nobody', ...there);
    expect([wrong.code, wrong.err]).toEqual([1, expect.stringMatching(/404 .*ticket-card/)]);
    const agent = await service.token('agent');
    expect((await service.ask('POST', `/projections/${VIEW}/rebuild`, { token: agent, key: 'k', body: {} })).status).toBe(403);
    await service.stop();
  }, MINUTES);

  it('S8: in a directory that a service uses tells the way to it; in a stopped one names who sat there, or who was named', async () => {
    const data = path('stopped');
    const service = await Service.start(data);
    const refused: Ran = await heatledger('projections', 'parked', '--data', data);
    expect([refused.code, refused.out]).toEqual([1, '']);
    expect(refused.err).toContain(`--url ${service.url} --token`);
    await service.stop();
    const [one = '', two = ''] = await strange(data, 2);
    await heatledger('projections', 'status', '--data', data);
    expect((await heatledger('projections', 'skip', VIEW, one, '--reason', 'made by hand', '--data', data)).code).toBe(0);
    expect((await heatledger('projections', 'skip', VIEW, two, '--reason', 'made by hand', '--data', data, '--as', 'zhao-min')).code).toBe(0);
    expect((await skipsOf(data)).map(({ actorid }) => actorid)).toEqual([userInfo().username, 'zhao-min']);
    const wrong = await heatledger('projections', 'status', '--url', 'nowhere');
    expect([wrong.code, wrong.err.trim()]).toEqual([2, '--url nowhere: http://… or https://… is allowed']);
  }, MINUTES);
});

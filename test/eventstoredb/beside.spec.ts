import { openEventStoreDbBeside } from '@heatledger/event-store/beside';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventLike } from '../contracts/event-store.contract.js';
import { ACCESS } from './replays-of-access.js';
import { startEventStoreDb, type EventStoreDbServer } from './server.js';

const thread = new URL('../../dist/heatledger/log.thread.js', import.meta.url);
const falling = new URL('falling.thread.mjs', import.meta.url);

describe('A log on a server whose client works in a thread of its own', () => {
  let db: EventStoreDbServer;
  beforeEach(async () => {
    db = await startEventStoreDb();
  });
  afterEach(() => db.stop());

  it('R5: tells whoever waits when the thread falls, as of a server that is away, and begins another one', async () => {
    const store = await openEventStoreDbBeside(falling, { connectionString: db.connectionString, patience: 0 });
    await store.append('repair-1', [eventLike(), eventLike()], 'none');
    const leave = new AbortController();
    const following = (async () => {
      for await (const _ of store.follow({}, leave.signal));
    })();
    const [head, followed] = await Promise.allSettled([store.head('repair-1'), following]);
    expect([head, followed]).toMatchObject([
      { status: 'rejected', reason: { code: 'unavailable' } },
      { status: 'rejected', reason: { code: 'unavailable' } },
    ]);
    const there: number[] = [];
    for await (const { revision } of store.read('repair-1')) there.push(revision);
    expect(there).toEqual([0, 1]);
    await store.close();
    await expect(store.position()).rejects.toMatchObject({ code: 'closed' });
  });

  it('R5: waits for a server as it does without one, says so, and ends at once where it is refused', async () => {
    const heard: string[] = [];
    const nobody = { connectionString: 'esdb://127.0.0.1:1?tls=false', tries: 1 };
    await expect(
      openEventStoreDbBeside(thread, { ...nobody, patience: 300, waiting: (reason) => heard.push(reason) }),
    ).rejects.toMatchObject({ code: 'unavailable' });
    expect(heard.length).toBeGreaterThan(0);
    const guarded = await startEventStoreDb({ access: ACCESS });
    const connectionString = guarded.connectionString.replace('esdb://', 'esdb://known:wr0ngw0rd@');
    const refused = openEventStoreDbBeside(thread, { connectionString, patience: 3_600_000 });
    await expect(refused).rejects.toMatchObject({
      code: 'denied',
      zh: expect.stringContaining('事件库不接受连接串中的用户名和密码'),
    });
    await guarded.stop();
  });
});

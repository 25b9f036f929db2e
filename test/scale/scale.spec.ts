import type { ReadStore } from '@heatledger/read-store';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ferretTakesPart, WITHOUT_FERRET } from '../ferretdb/ferretdb.js';
import { Fleet, LEASE, type Ship } from './fleet.js';

let fleet: Fleet;
let token = '';
let servers: [Ship, Ship];
let workers: Ship[];
beforeAll(async () => {
  if (!ferretTakesPart) return void process.stdout.write(WITHOUT_FERRET);
  fleet = await Fleet.start();
  const first = await fleet.launch('server');
  servers = [first, await fleet.launch('server')];
  workers = await Promise.all([fleet.launch('worker'), fleet.launch('worker')]);
  token = await fleet.token('dispatcher');
}, 900_000);
afterAll(() => (ferretTakesPart ? fleet.end() : undefined), 60_000);

interface Answer {
  readonly status: number;
  readonly body: { readonly id: string; readonly position?: string };
}

const aLeak = { zone: 'Z1', station: 'S1', category: 'LEAK', description: '厨房漏水', callerName: '张三丰', callerPhone: '13800000000' };

const report = async ({ url }: Ship, key: string): Promise<Answer> => {
  const response = await fetch(`${url}/repairs`, { method: 'POST', headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': key }, body: JSON.stringify(aLeak) });
  return { status: response.status, body: (await response.json()) as Answer['body'] };
};

/** Asks one server after the other until one answers, as a client does whose connection breaks. */
const reported = async (key: string, ships: readonly Ship[]): Promise<Answer> => {
  for (let attempt = 0; attempt < 200; attempt++) {
    const ship = ships[attempt % ships.length];
    try {
      const answer = ship && (await report(ship, key));
      if (answer && answer.status < 500 && answer.status !== 429) return answer;
    } catch {
      // the connection broke: whether the command was done is not known
    }
    await new Promise((next) => setTimeout(next, 20));
  }
  throw new Error(`${key}: nobody answered`);
};

const read = async ({ url }: Ship, path: string): Promise<{ readonly status: number; readonly body: Record<string, unknown> }> => {
  const response = await fetch(url + path, { headers: { authorization: `Bearer ${await fleet.token('auditor')}` } });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
};

const reportsOf = (): readonly string[] => fleet.events.log.records.filter(({ type }) => type === 'RepairReported').map(({ stream }) => stream);

const documents = async (reads: ReadStore, name: string): Promise<unknown[]> => {
  const docs: unknown[] = [];
  for (let cursor: string | undefined; ; ) {
    const found = await reads.find(name, { index: 'key', limit: 500, ...(cursor === undefined ? {} : { cursor }) });
    docs.push(...found.docs);
    if (found.cursor === undefined) return docs;
    cursor = found.cursor;
  }
};

/** Waits for the bookmarks of `names`, for as long as any of them moves on: how fast FerretDB takes in what was missed is not what is tested. */
const caughtUp = async (views: ReadStore, names: readonly string[], done: (bookmark: Awaited<ReturnType<ReadStore['bookmark']>>) => boolean): Promise<void> => {
  for (let [before, standing] = ['', 0]; ; standing++) {
    const marks = await Promise.all(names.map(async (name) => ({ name, bookmark: await views.bookmark(name) })));
    const behind = marks.filter(({ bookmark }) => !done(bookmark));
    if (behind.length === 0) return;
    const told = JSON.stringify(behind);
    if (told !== before) [before, standing] = [told, 0];
    if (standing > 600) throw new Error(`stands still, whoever holds it: ${told} ${JSON.stringify(await views.leases?.latest())}`);
    await new Promise((next) => setTimeout(next, 50));
  }
};

describe('The engines of this run', () => {
  it('are said, and under CI FerretDB is one of them', () => {
    expect(ferretTakesPart || process.env['CI'] === undefined).toBe(true);
  });
});

const onFerret = ferretTakesPart ? describe : (): void => undefined;

onFerret('Two servers and two workers over one log', () => {
  it('answer one command with one event, whichever server is asked again', async () => {
    const first = await report(servers[0], 'asked-twice');
    expect(first.status).toBe(201);
    const again = await report(servers[1], 'asked-twice');
    expect([again.status, again.body.id]).toEqual([201, first.body.id]);
    expect(reportsOf().filter((stream) => stream === `repair-${first.body.id}`)).toHaveLength(1);
  });

  it('show on one server what was done on the other, once a worker has taken it in', async () => {
    const { body } = await report(servers[0], 'seen-elsewhere');
    const shown = await read(servers[1], `/tickets/${body.id}${body.position === undefined ? '' : `?min-position=${encodeURIComponent(body.position)}`}`);
    expect([shown.status, shown.body['ticketId'] ?? shown.body['id']]).toEqual([200, body.id]);
  });

  it('share the readers: each is worked on by one worker and by no server', async () => {
    const working = async (ship: Ship): Promise<string[]> => {
      const { body } = await read(ship, '/health');
      return (body['followers'] as { name: string; state: string }[]).filter(({ state }) => state !== 'elsewhere').map(({ name }) => name);
    };
    const all = (await read(servers[0], '/health')).body['followers'] as { name: string }[];
    let split: string[][] = [];
    while (split.flat().length !== all.length || split.some(({ length }) => length === 0)) {
      split = await Promise.all(workers.map(working));
      await new Promise((next) => setTimeout(next, 50));
    }
    expect(split.flat().sort()).toEqual(all.map(({ name }) => name).sort());
    expect(await Promise.all(servers.map(working))).toEqual([[], []]);
  });

  it('lose nothing and do nothing twice while servers and workers are killed under load', async () => {
    let [alive, killed, quota] = [true, 0, 0];
    const acknowledged = new Set<string>();
    const clients = Array.from({ length: 3 }, async (_, client) => {
      for (let n = 0; alive; ) {
        // FerretDB looks through a whole collection for each document: more than it can take in would only make the test long
        await new Promise((next) => setTimeout(next, 800));
        if (n === quota) continue;
        const { status, body } = await reported(`load-${client}-${n++}`, servers);
        expect(status).toBe(201);
        acknowledged.add(`repair-${body.id}`);
      }
    });
    for (let round = 0; round < 4; round++) {
      quota += 12;
      await new Promise((next) => setTimeout(next, 1000));
      const victim = round % 2;
      await workers[victim]?.kill();
      await servers[victim]?.kill();
      killed += 2;
      servers[victim] = await fleet.launch('server');
      workers[victim] = await fleet.launch('worker');
    }
    alive = false;
    await Promise.all(clients);
    const reports = reportsOf();
    expect(new Set(reports).size).toBe(reports.length);
    expect([...acknowledged].filter((stream) => !reports.includes(stream))).toEqual([]);
    expect(acknowledged.size).toBeGreaterThan(20);
    expect(killed).toBe(8);
  }, 180_000);

  it(`are taken over within the lease (${LEASE} s) when a worker dies, and every view equals one folded anew`, async () => {
    await workers[0]?.kill();
    const { body } = await reported('after-the-death', servers);
    const anew = await fleet.readAnew();
    try {
      await anew.followers.settle();
      const end = await anew.store.position();
      const views = await fleet.openViews();
      const names = anew.followers.status().filter(({ kind }) => kind === 'projection').map(({ name }) => name);
      await caughtUp(views, names, (bookmark) => anew.store.compare(bookmark, end) >= 0);
      for (const name of names) expect({ name, docs: await documents(views, name) }).toEqual({ name, docs: await documents(anew.reads, name) });
      expect(names.length).toBeGreaterThan(10);
      expect(await anew.reads.get('ticket-queue', body.id)).not.toBeNull();
      await views.close();
    } finally {
      await anew.close();
    }
  }, 300_000);

  it('stop in order, giving back what they held', async () => {
    expect(await workers[1]?.stop()).toBe(0);
    const views = await fleet.openViews();
    expect((await views.leases?.latest())?.filter(({ name, holder }) => holder !== '' && !name.startsWith('process/')).length).toBe(0);
    await views.close();
    expect(await Promise.all(servers.map((ship) => ship.stop()))).toEqual([0, 0]);
  }, 60_000);
});

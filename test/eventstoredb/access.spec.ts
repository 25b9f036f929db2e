import { EventStoreDBClient } from '@eventstore/db-client';
import { openEventStoreDb } from '@heatledger/event-store/eventstoredb';
import { readConfig, startServer } from '@heatledger/server';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventLike } from '../contracts/event-store.contract.js';
import { EdgeService } from '../journeys/edge-service.js';
import { ACCESS } from './replays-of-access.js';
import { startEventStoreDb, type EventStoreDbServer } from './server.js';

/** So long that no test would see its end. */
const PATIENCE = 3_600_000;

describe('A log that is guarded by TLS, passwords and rights', () => {
  let db: EventStoreDbServer;
  const as = (name: string, password: string): string =>
    db.connectionString.replace('esdb://', `esdb://${name}:${password}@`);
  const refusal = async (connectionString: string): Promise<Error> => {
    const opening = openEventStoreDb({ connectionString, patience: PATIENCE, tries: 2, stall: 5_000 });
    return (await opening.then((store) => store.close()).catch((error: unknown) => error)) as Error;
  };
  beforeAll(async () => {
    db = await startEventStoreDb({ access: ACCESS });
  });
  afterAll(() => db.stop());

  it('R4: ends at once for a wrong password, and says so in both languages', async () => {
    const error = await refusal(as('known', 'wr0ngw0rd'));
    expect(error).toMatchObject({ code: 'denied' });
    expect(error.message).toContain('事件库不接受连接串中的用户名和密码');
    expect(error.message).toContain('refused the user name and password');
    expect(`${error.message} ${error.stack}`).not.toContain('wr0ngw0rd');
  });

  it('R4: tells a user without the right to read $all which right is missing, and how it is given', async () => {
    const error = await refusal(as('known', 'right'));
    expect(error).toMatchObject({ code: 'denied' });
    expect(error.message).toContain('may not read `$all`: give it the role, or `$r` of `$all`');
    expect(error.message).toContain('无权访问 $all');
    expect(error.message).not.toContain('password');
  });

  it('R4: the service tells it too, and does not wait out its patience', async () => {
    const started = startServer(
      readConfig({ log: 'silent', port: 0, stores: 'memory', eventStore: as('known', 'right'), patience: 3_600 }, {}),
    );
    await expect(started).rejects.toMatchObject({
      code: 'denied',
      message: expect.stringContaining('may not read `$all`'),
    });
  });

  it('R4: serves a user of the program’s own who was given the right, and nobody without a certificate', async () => {
    const admin = EventStoreDBClient.connectionString(as('admin', 'changeit'));
    await admin.setStreamMetadata('$all', { acl: { readRoles: ['known', '$admins'] } });
    await admin.dispose();
    const service = await EdgeService.start({ eventStore: as('known', 'right') });
    expect((await service.report()).status).toBe(201);
    await service.eventually('/tickets?kind=repair', ({ items }) => items?.length === 1);
    await service.stop();
    const store = await openEventStoreDb({ connectionString: as('known', 'right'), patience: 0 });
    expect(await store.append('repair-own', [eventLike()], 'none')).toMatchObject({ ok: true });
    await store.close();
    const distrusting = openEventStoreDb({
      connectionString: as('known', 'right').replace(/&tlsCAFile=.*/, ''),
      patience: 0,
      tries: 1,
    });
    await expect(distrusting).rejects.toMatchObject({ code: 'unavailable' });
  });
});

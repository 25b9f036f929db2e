import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startEventStoreDb, type EventStoreDbServer } from '../eventstoredb/server.js';
import { EdgeService } from '../journeys/edge-service.js';

describe('A log on a server that was put back from an older backup', () => {
  let db: EventStoreDbServer;
  beforeAll(async () => {
    db = await startEventStoreDb();
  });
  afterAll(() => db.stop());

  it('is noticed by its views, and nothing is served from it until they are deleted', async () => {
    const service = await EdgeService.start({ eventStore: db.connectionString });
    let position = '';
    for (let n = 0; n < 3; n++) ({ position } = (await service.report()).body as { position: string });
    const page = await service.get(`/tickets?kind=repair&min-position=${encodeURIComponent(position)}`);
    expect([page.status, page.body.items.length]).toEqual([200, 3]);
    const data = service.directory;
    await service.stop({ keep: true });

    await db.restart({ dropTail: 1 });
    await expect(EdgeService.start({ eventStore: db.connectionString, data })).rejects.toThrow('restored from an older backup');
    for (const file of ['views.db', 'views.db-wal', 'views.db-shm']) rmSync(`${data}/${file}`, { force: true });
    const again = await EdgeService.start({ eventStore: db.connectionString, data });
    await again.report({ role: 'agent', key: 'after' });
    const { body } = await again.report({ role: 'agent', key: 'another' });
    const later = await again.get(`/tickets?kind=repair&min-position=${encodeURIComponent(body.position)}`);
    expect([later.status, later.body.items.length]).toEqual([200, 4]);
    await again.stop();
  });
});

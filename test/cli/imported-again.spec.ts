import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from '@jest/globals';
import { openLedger, readConfig } from '@heatledger/server';
import { AssignComplaint, type ComplaintCommand } from '@heatledger/ticket';
import { derivedUuid } from '@heatledger/vocabulary';
import { oldDesk } from './old-desk.js';
import { json } from './program.js';

const { path, remove, csv, imported, factsIn } = oldDesk();
afterAll(remove);

describe('A file that is imported again', () => {
  const row = (id: number, due: string, closed: string, zone = '城东', received = '2024-12-01 08:00'): string =>
    `${id},${received},${due},${closed},${zone},不热`;
  const [due, inTime, late] = ['2024-12-03 08:00', '2024-12-02 08:00', '2024-12-05 08:00'];

  it('I4: adds what changed, tells what differs, and counts every row once', async () => {
    const before = csv(
      'before.csv',
      row(1, due, ''),
      row(2, due, inTime),
      row(3, due, ''),
      row(4, due, late),
      row(5, due, ''),
      row(6, due, inTime),
      row(7, due, ''),
    );
    expect(await imported(before, 'again')).toMatchObject({ code: 0, imported: 7 });
    const after = csv(
      'after.csv',
      row(1, due, inTime),
      row(2, due, ''),
      row(3, due, late),
      row(4, late, late),
      row(5, due, '', '城西'),
      row(6, due, inTime, '城东', '2024-11-30 08:00'),
      row(7, due, ''),
    );
    const result = await imported(after, 'again');
    expect(result).toMatchObject({ code: 0, rows: 7, changed: 5, differs: 1, known: 1, imported: 0, refused: 0 });
    expect(readFileSync(result.differences ?? '', 'utf8')).toContain(
      '6,"6","receivedAt","2024-12-01T08:00:00+08:00","2024-11-30T08:00:00+08:00",7',
    );
    expect(await imported(after, 'again')).toMatchObject({ changed: 0, differs: 1, known: 6, events: 0 });
    const { total, rows } = await json<{ total: object; rows: readonly { group: string }[] }>(
      'compliance',
      '--clock',
      'resolve',
      '--by',
      'zone',
      '--at',
      '2025-01-01T00:00:00+08:00',
      '--data',
      path('again'),
    );
    // 1, 4 and 6 in time, 2 once in time and opened again, 3 late, 5 and 7 still open
    expect(total).toMatchObject({ met: 4, breached: 3 });
    expect(rows.map(({ group }) => group)).toEqual(['城东', '城西']);
    expect(await json('verify', '--data', path('again'))).toMatchObject({ fault: null });
    expect(await imported(before, 'again')).toMatchObject({ changed: 5, differs: 0, known: 2 });
  });

  it('I4: follows a source that comes back to an earlier telling, as often as it does', async () => {
    const open = csv('open.csv', row(1, due, ''));
    const closings = [csv('first.csv', row(1, due, inTime)), csv('second.csv', row(1, due, late))];
    await imported(open, 'returning');
    for (const closing of closings) {
      expect(await imported(closing, 'returning')).toMatchObject({ changed: 1 });
      expect(await imported(open, 'returning')).toMatchObject({ changed: 1, known: 0 });
    }
    expect(await imported(open, 'returning')).toMatchObject({ changed: 0, known: 1 });
    const types = (await factsIn('returning')).map(({ type }) => type);
    expect(types.filter((type) => /Closed|Reopened/.test(type)).map((type) => type.split('.')[1])).toEqual([
      'ComplaintClosed',
      'ComplaintReopened',
      'ComplaintClosed',
      'ComplaintReopened',
    ]);
  });

  it('I4: that tells of one request twice keeps the first and tells the other', async () => {
    const result = await imported(csv('double.csv', row(1, due, ''), row(1, due, ''), row(1, due, inTime)), 'double');
    expect(result).toMatchObject({ code: 0, rows: 3, imported: 1, known: 1, differs: 1 });
    expect(readFileSync(result.differences ?? '', 'utf8')).toContain(
      '3,"1","closedAt","","2024-12-02T08:00:00+08:00",4',
    );
  });
});

describe('Imported history', () => {
  it('I7: sets nothing off, years after its due times, until somebody here acts on it', async () => {
    const rows = Array.from({ length: 20 }, (_, n) => `${n + 1},2019-12-01 08:00,2019-12-03 08:00,,城东,不热`);
    await imported(csv('old.csv', ...rows), 'old');
    const ledger = await openLedger(readConfig({ data: path('old'), log: 'silent' }));
    try {
      const { router, followers, clock, ids, store } = ledger;
      const end = await store.position();
      await followers.tick(clock.now());
      expect(await store.position()).toBe(end);
      const ticketId = derivedUuid('import', 'old-desk', '1');
      const order: ComplaintCommand = AssignComplaint({ ticketId, handler: 'officer' });
      const meta = {
        id: ids.next(),
        at: clock.now(),
        now: clock.now(),
        actor: { id: 'du', role: 'dispatcher' },
        channel: 'web',
      } as const;
      expect(await router.submit({ ...order, meta })).toMatchObject({ ok: true, events: 3 });
      await followers.tick(clock.now());
    } finally {
      await ledger.close();
    }
    const types = (await factsIn('old'))
      .map(({ type }) => type.replace('heatledger.', ''))
      .filter((type) => !['ComplaintReceived', 'ClockStarted', 'CompanyZoneSet'].includes(type));
    expect(types).toEqual(['ComplaintTakenOver', 'ClockBreached', 'ComplaintAssigned']);
  });
});

import { openMemoryEventStore } from '@heatledger/event-store/memory';
import { catalogueOf, type Order } from '@heatledger/kernel';
import { FactCodec, Ledger } from '@heatledger/runtime';
import { AgreeMerge, merges, type MergeCommand, type MergeWorld } from '@heatledger/ticket';
import { derivedUuid } from '@heatledger/vocabulary';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

const NOON = '2026-01-05T12:00:00+08:00';
const TICKETS = 5;
const idOf = (n: number): string => derivedUuid('merges', String(n));

/** Every ticket is open, as the log says before any of the merges was carried out. */
const worldOf = ({ data }: Order<MergeCommand>): MergeWorld => {
  const standing = (ticketId: string) =>
    ({ ticketId, ticketKind: 'repair', caseNumber: ticketId, phase: 'reported', openedAt: NOON, zone: 'Z1' }) as const;
  return { ticket: standing(data.ticketId), survivor: 'survivorId' in data ? standing(data.survivorId) : undefined, onward: [] };
};

describe('Merges that several people make at once, at several servers', () => {
  it('G1: whatever they merge into what, no ring closes', async () => {
    const wish = fc.record({ server: fc.nat(1), from: fc.nat(TICKETS - 1), to: fc.nat(TICKETS - 1) });
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.array(wish, { minLength: 2, maxLength: 8 }), async (scheduler, wishes) => {
        const store = await openMemoryEventStore();
        const codec = new FactCodec(catalogueOf([...merges.kinds]));
        const servers = [0, 1].map(() => new Ledger(store, codec, { shared: true }).decideOn(merges, async (order) => scheduler.schedule(Promise.resolve(worldOf(order)))));
        const answers = wishes.map(({ server, from, to }, index) => {
          const command = AgreeMerge({ ticketKind: 'repair', ticketId: idOf(from), survivorId: idOf(to), reason: '同一立管' });
          const meta = { id: derivedUuid('wish', String(index)), at: NOON, now: NOON, actor: { id: 'du', role: 'dispatcher' }, channel: 'web' } as const;
          return servers[server]?.({ ...command, meta });
        });
        await scheduler.waitFor(Promise.all(answers.map((answer) => Promise.resolve(answer))));
        const survivors = new Map<string, string>();
        for await (const { data } of store.read('merges-repair')) survivors.set(String(data['ticketId']), String(data['survivorId']));
        for (const start of survivors.keys()) {
          const path = [start];
          for (let next = survivors.get(start); next !== undefined; next = survivors.get(next)) {
            expect(path).not.toContain(next);
            path.push(next);
          }
        }
        await store.close();
      }),
      { numRuns: 60 },
    );
  });
});

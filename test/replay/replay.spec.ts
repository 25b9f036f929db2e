import { verifyLog } from '@heatledger/runtime';
import { describe, expect, it } from '@jest/globals';
import { allViews, logOf, openAt, play, textOf, views, withHistory } from './history.js';

const often = { numRuns: 12 };

describe('Whatever happened', () => {
  it('every view built again is the view as it grew, byte for byte', async () => {
    await withHistory(often, async ({ ledger }) => {
      for (const view of views) {
        await ledger.followers.settle();
        const grown = await textOf(ledger, view);
        expect(await ledger.followers.rebuild(view)).toMatchObject({ finished: true });
        expect(await textOf(ledger, view)).toBe(grown);
      }
      expect(ledger.followers.status().filter(({ parked, state }) => parked > 0 || state === 'dropped')).toEqual([]);
      expect((await verifyLog(ledger.store, ledger.codec)).fault).toBeNull();
    });
  }, 180_000);

  it('every fact delivered a second time changes no view, orders nothing and rings no timer', async () => {
    await withHistory(often, async ({ ledger, directory, clock }) => {
      const [before, log] = [await allViews(ledger), await logOf(ledger)];
      for (const build of await ledger.reads.versions()) if (build.name !== 'parked') await ledger.reads.write(build, [], '');
      await ledger.close();
      const again = await openAt(directory, clock);
      try {
        await again.ledger.followers.tick(clock.now());
        expect(await allViews(again.ledger)).toEqual(before);
        expect(await logOf(again.ledger)).toEqual(log);
      } finally {
        await again.ledger.close();
      }
    });
  }, 180_000);

  it('every command given a second time changes nothing', async () => {
    await withHistory(often, async (played, chosen) => {
      const log = await logOf(played.ledger);
      const done = new Set(log.map((line) => (JSON.parse(line) as { metadata: { command: string } }).metadata.command));
      await play(played, chosen);
      const later = (await logOf(played.ledger)).slice(log.length).map((line) => (JSON.parse(line) as { metadata: { command: string } }).metadata.command);
      expect(later.filter((command) => done.has(command))).toEqual([]);
    });
  }, 180_000);
});

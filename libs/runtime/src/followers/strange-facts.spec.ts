import type { EventMetadata, EventStore, JsonObject } from '@heatledger/event-store';
import { openMemoryEventStore } from '@heatledger/event-store/memory';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { FeedBoiler, LightBoiler } from '../testing/boiler.js';
import { MORNING, openHouse } from '../testing/boiler-house.js';
import { derivedUuid } from '@heatledger/vocabulary';

const light = (boilerId: string) => LightBoiler({ boilerId });
const feed = (boilerId: string, kilos: number) => FeedBoiler({ boilerId, kilos });

const metadata: EventMetadata = {
  v: 1,
  at: MORNING,
  actor: { id: 'wang', role: 'crew' },
  channel: 'field',
  command: 'c',
  correlation: 'boiler-X',
  digest: 'wrong',
};

/** Writes into a stream past every decision, as somebody with another client can. */
const written = async (store: EventStore, type: string, data: JsonObject, n = 0): Promise<string> => {
  const id = derivedUuid('strange', type, String(n));
  await store.append('boiler-X', [{ id, type, data, metadata }], 'any');
  return id;
};

describe('A fact whose content does not say what its type needs', () => {
  it('R3: is parked by its id, by every reader that needs it, and the readers go on', async () => {
    const store = await openMemoryEventStore({ now: () => MORNING });
    const { order, followers, card, statusOf } = await openHouse({ store });
    await order(light('A'));
    const id = await written(store, 'BoilerFed', {});
    await order(feed('A', 120));
    await followers.settle();
    expect(await card('A')).toEqual([120]);
    expect(followers.status().map(({ name, behind, restarts }) => [name, behind, restarts])).toEqual(
      followers.status().map(({ name }) => [name, 0, 0]),
    );
    expect(await followers.parked('boiler-card')).toMatchObject([
      {
        key: id,
        error: 'BoilerFed does not say which document of boiler-card it belongs to',
        facts: [{ eventId: id, stream: 'boiler-X', revision: 0 }],
      },
    ]);
    expect(statusOf('boiler-card')).toMatchObject({ state: 'parked', parked: 1 });
  });

  it('R3: is parked once however often it comes, stays parked over a restart, and is let go with a reason, also by later rebuilds', async () => {
    const store = await openMemoryEventStore({ now: () => MORNING });
    const first = await openHouse({ store, timers: [] });
    const id = await written(store, 'BoilerLit', {});
    await first.order(light('A'));
    await first.followers.settle();
    expect(await first.followers.retry('boiler-card', id)).toBe(false);
    const next = await openHouse({ store, reads: first.reads, timers: [] });
    await next.followers.settle();
    await next.followers.rebuild('boiler-card');
    expect((await next.followers.parked()).map(({ follower, key }) => [follower, key])).toEqual([['boiler-card', id]]);
    await next.followers.skip('boiler-card', id, '来路不明');
    await next.followers.rebuild('boiler-card');
    expect([await next.card('A'), await next.followers.parked()]).toEqual([[], []]);
  });

  it('R3: is taken in on a retry once it can be told where it belongs, unless its document took in later facts meanwhile', async () => {
    let known = false;
    const cards = {
      name: 'boiler-card',
      version: 1,
      doc: 'Coal, where the fact says of which boiler, or the house knows.',
      key: ({ data }: { readonly data: { readonly boilerId: string } }) =>
        data.boilerId ?? (known ? 'X' : (undefined as never)),
      evolve: {
        BoilerFed: (
          card: { readonly feeds: readonly number[] } | null,
          { data }: { readonly data: { readonly kilos: number } },
        ) => ({ feeds: [...(card?.feeds ?? []), data.kilos] }),
      },
      indexes: {},
    };
    for (const later of [false, true]) {
      const store = await openMemoryEventStore({ now: () => MORNING });
      known = false;
      const { followers, card } = await openHouse({ store, timers: [], reactions: [], projections: [cards] });
      const id = await written(store, 'BoilerFed', { kilos: 7 });
      if (later) await written(store, 'BoilerFed', { boilerId: 'X', kilos: 8 }, 1);
      await followers.settle();
      known = true;
      expect(await followers.retry('boiler-card', id)).toBe(!later);
      if (later)
        expect((await followers.parked()).map(({ error }) => error)).toEqual([
          'X took in later facts meanwhile: build boiler-card again',
        ]);
      if (later) await followers.rebuild('boiler-card');
      expect([await card('X'), await followers.parked()]).toEqual([later ? [7, 8] : [7], []]);
    }
  });

  it('R3: whatever its content is, it never stops a reader', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.tuple(
            fc.constantFrom('BoilerLit', 'BoilerFed', 'BoilerInspected', 'BoilerBurnedOut'),
            fc.dictionary(fc.constantFrom('boilerId', 'kilos', 'note'), fc.jsonValue()),
          ),
          { minLength: 1, maxLength: 8 },
        ),
        async (strange) => {
          const store = await openMemoryEventStore({ now: () => MORNING });
          const { order, followers, card } = await openHouse({ store });
          for (const [n, [type, data]] of strange.entries()) await written(store, type, data as JsonObject, n);
          await order(light('of-this-test'));
          await order(feed('of-this-test', 1));
          await followers.settle();
          expect(await card('of-this-test')).toEqual([1]);
          expect(followers.status().every(({ behind, restarts }) => behind === 0 && restarts === 0)).toBe(true);
        },
      ),
      { numRuns: 100 },
    );
  });
});

import type { RecordedEvent } from '@heatledger/event-store';
import { describe, expect, it } from '@jest/globals';
import { FeedBoiler, LightBoiler } from './testing/boiler.js';
import { openHouse } from './testing/boiler-house.js';
import { digestOf, verifyLog } from './index.js';

/** What verification says of a log whose third event somebody changed behind the program's back. */
const verifiedAfter = async (tamper: (event: RecordedEvent, previous: string) => RecordedEvent | null) => {
  const { store, codec, order } = await openHouse();
  for (const command of [LightBoiler({ boilerId: 'A' }), FeedBoiler({ boilerId: 'A', kilos: 1 }), FeedBoiler({ boilerId: 'A', kilos: 2 }), LightBoiler({ boilerId: 'B' })]) await order(command);
  const scan = store.scan.bind(store);
  store.scan = async function* (options) {
    for await (const page of scan(options)) {
      const before = page.events.find(({ revision }) => revision === 1)?.metadata.digest ?? '';
      yield { ...page, events: page.events.flatMap((event) => (event.revision === 2 ? (tamper(event, before) ?? []) : event)) };
    }
  };
  return verifyLog(store, codec);
};
/** The event with a digest that fits, as somebody would forge it who knows how. */
const forged = ({ metadata: { digest: _digest, ...metadata }, ...event }: RecordedEvent, previous: string, v = metadata.v): RecordedEvent => ({
  ...event,
  metadata: { ...metadata, v, digest: digestOf(event.type, event.data, { ...metadata, v }, previous) },
});

describe('Verification', () => {
  it('walks every stream and finds nothing wrong with what the program wrote', async () => {
    expect(await verifiedAfter((event) => event)).toEqual({ streams: 2, events: 4, fault: null });
  });

  it('names the first event that was changed: its content, its kind, its time, its author, its place', async () => {
    const chained = 'its digest does not follow from its content and the event before it';
    const at = { stream: 'boiler-A', revision: 2, problem: chained };
    expect((await verifiedAfter((event) => ({ ...event, data: { ...event.data, kilos: 3 } }))).fault).toMatchObject(at);
    expect((await verifiedAfter((event) => ({ ...event, type: 'BoilerLit' }))).fault).toMatchObject(at);
    expect((await verifiedAfter((event) => ({ ...event, metadata: { ...event.metadata, at: '2026-01-05T08:00:01+08:00' } }))).fault).toMatchObject(at);
    expect((await verifiedAfter((event) => ({ ...event, metadata: { ...event.metadata, actor: { id: 'li', role: 'agent' } } }))).fault).toMatchObject(at);
    expect((await verifiedAfter((event) => ({ ...event, revision: 3 }))).fault).toMatchObject({ revision: 3, problem: 'revision 3 follows 1' });
  });

  it('finds content that fits its digest but not its kind, and kinds and versions this program cannot know', async () => {
    expect((await verifiedAfter((event, previous) => forged({ ...event, data: { boilerId: 'A', kilos: -1 } }, previous))).fault?.problem).toMatch(/^kilos: /);
    expect((await verifiedAfter((event, previous) => forged({ ...event, type: 'BoilerSold' }, previous))).fault?.problem).toBe('BoilerSold is not a fact this program knows');
    expect((await verifiedAfter((event, previous) => forged(event, previous, 2))).fault?.problem).toBe('BoilerFed v2 was written by a newer program; this one knows v1');
  });

  it('cannot see from the chain alone that a stream’s last event was cut off', async () => {
    expect((await verifiedAfter(() => null)).fault).toBeNull();
  });
});

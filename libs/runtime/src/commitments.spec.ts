import type { EventStore, JsonObject, RecordedEvent } from '@heatledger/event-store';
import { openMemoryEventStore } from '@heatledger/event-store/memory';
import { personalValuesOf, withValuesAt } from '@heatledger/kernel';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { MORNING, openHouse } from './testing/boiler-house.js';
import { boiler, BoilerLit, FeedBoiler, LightBoiler } from './testing/boiler.js';
import { brokenCommitments, commitmentOf, committedTo, isChained, Ledger, RandomSalts, Salts, verifyLog } from './index.js';

const A = { boilerId: 'A' };
const STREAM = 'boiler-A';
const NOTE = '张三丰说：炉门有裂缝。';

const lit = async (): Promise<RecordedEvent> => {
  const { order, log } = await openHouse();
  await order(LightBoiler({ ...A, note: NOTE }));
  return (await log())[0] as RecordedEvent;
};
const withData = (event: RecordedEvent, data: JsonObject): RecordedEvent => ({ ...event, data });
const withMetadata = (event: RecordedEvent, more: Partial<RecordedEvent['metadata']>): RecordedEvent => ({ ...event, metadata: { ...event.metadata, ...more } });

describe('A digest of the second version', () => {
  it('T6: covers when the event was recorded', async () => {
    const event = await lit();
    expect([event.metadata.chain, event.metadata.recordedAt]).toEqual([2, event.recordedAt]);
    expect(isChained(event, STREAM)).toBe(true);
    expect(isChained(withMetadata(event, { recordedAt: '2026-01-05T00:00:00.001Z' }), STREAM)).toBe(false);
  });

  it('T6: covers a personal value by a commitment, so that a masked copy can still be checked, and nobody can try out what stood there', async () => {
    const event = await lit();
    const { commitments, salts } = event.metadata;
    expect([Object.keys(commitments ?? {}), Object.keys(salts ?? {})]).toEqual([['/note'], ['/note']]);
    expect(commitments?.['/note']).toBe(commitmentOf(salts?.['/note'] ?? '', '/note', NOTE));
    const { salts: _, ...unsalted } = event.metadata;
    const { chain: _chain, ...older } = event.metadata;
    for (const data of [{ ...A }, { ...A, note: '［已隐去］' }]) expect(isChained({ ...event, data, metadata: unsalted }, STREAM)).toBe(true);
    expect(isChained(withData(event, { boilerId: 'B', note: NOTE }), STREAM)).toBe(false);
    expect(isChained(withMetadata(event, { commitments: { '/note': '0'.repeat(64) } }), STREAM)).toBe(false);
    expect(isChained({ ...event, metadata: older }, STREAM)).toBe(false);
  });

  it('T6: finds a personal value or a salt that is not the one of then', async () => {
    const event = await lit();
    const broken = ({ data, metadata }: RecordedEvent): readonly string[] => brokenCommitments(data, metadata);
    expect(broken(event)).toEqual([]);
    expect(broken(withData(event, { ...A, note: '李四' }))).toEqual(['/note']);
    expect(broken(withData(event, A))).toEqual(['/note']);
    expect(broken(withMetadata(event, { salts: { '/note': '0'.repeat(32) } }))).toEqual(['/note']);
    expect(broken(withMetadata(event, { salts: { ...event.metadata.salts, '/boilerId': '0'.repeat(32) } }))).toEqual(['/boilerId']);
  });

  it('stays the same whatever stands in place of personal values, whatever they are', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 50 }), fc.string({ unit: 'grapheme' }), (note, other) => {
        const data = { ...A, note };
        const { commitments, salts } = committedTo(personalValuesOf(BoilerLit, data), () => 'ab'.repeat(16));
        expect(brokenCommitments(data, { commitments, salts })).toEqual([]);
        const changed = withValuesAt(data, [{ keys: ['note'], value: other }]);
        expect(brokenCommitments(changed, { commitments, salts })).toEqual(other === note ? [] : ['/note']);
      }),
    );
  });
});

describe('Salts', () => {
  it('are 16 bytes and never come twice', () => {
    const salts = new RandomSalts();
    const some = Array.from({ length: 1000 }, () => salts.of());
    for (const salt of some) expect(salt).toMatch(/^[0-9a-f]{32}$/);
    expect(new Set(some).size).toBe(1000);
  });
});

describe('The same command through two programs over one log', () => {
  class Fixed extends Salts {
    constructor(private readonly digit: string) {
      super();
    }
    of(): string {
      return this.digit.repeat(32);
    }
  }
  const programOver = (store: EventStore, { codec }: Awaited<ReturnType<typeof openHouse>>, digit: string) => new Ledger(store, codec, { shared: true, salts: new Fixed(digit) }).decideOn(boiler, () => undefined);

  it('T6: is answered by both with what one of them wrote, and the chain goes on from that', async () => {
    const store = await openMemoryEventStore();
    const house = await openHouse({ store });
    const meta = (id: number) => ({ id: `0192f000-0000-7000-8000-00000000000${id}`, at: MORNING, now: MORNING, actor: { id: 'wang', role: 'agent' }, channel: 'field' as const });
    const [one, two] = [programOver(store, house, 'a'), programOver(store, house, 'b')];
    const order = { ...LightBoiler({ ...A, note: NOTE }), meta: meta(1) };
    const answers = await Promise.all([one(order), two(order)]);
    expect(answers).toMatchObject([{ ok: true, revision: 0 }, { ok: true, revision: 0 }]);
    expect(await two({ ...FeedBoiler({ ...A, kilos: 1 }), meta: meta(2) })).toMatchObject({ ok: true, revision: 1 });
    expect(await one({ ...FeedBoiler({ ...A, kilos: 2 }), meta: meta(3) })).toMatchObject({ ok: true, revision: 2 });
    expect(await verifyLog(store, house.codec)).toMatchObject({ events: 3, fault: null });
  });
});

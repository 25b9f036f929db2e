import type { JsonObject, RecordedEvent } from '@heatledger/event-store';
import { catalogueOf, event } from '@heatledger/kernel';
import { codeField, tenthsField, textField } from '@heatledger/vocabulary';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { asStored, canonicalForm, chained, digestOf, FactCodec, isChained, PersonalData } from './index.js';

const say = { zh: () => '测温。', en: () => 'Measured.' };
const room = codeField('Which room.');

/** The same kind as three programs know it: degrees, then tenths, then tenths with the instrument. */
const first = event('RoomProbed', { doc: 'A room was measured.', data: { room, degrees: tenthsField('Whole degrees.') }, say });
const toTenths = ({ degrees, ...rest }: Readonly<Record<string, unknown>>) => ({ ...rest, tenths: (degrees as number) * 10 });
const second = event('RoomProbed', { doc: 'A room was measured.', version: 2, data: { room, tenths: tenthsField('Tenths.') }, say, upcasts: { 1: toTenths } });
const third = event('RoomProbed', {
  doc: 'A room was measured.',
  version: 3,
  data: { room, tenths: tenthsField('Tenths.'), instrument: textField('Instrument.') },
  say,
  upcasts: { 1: toTenths, 2: (data) => ({ ...data, instrument: 'unknown' }) },
});
const codecs = [first, second, third].map((kind) => new FactCodec(catalogueOf([kind])));
const [v1, v2, v3] = codecs as [FactCodec, FactCodec, FactCodec];

/** A fact as a program of some version stores it. */
const stored = (codec: FactCodec, data: object): RecordedEvent => {
  const sealed = codec.seal({ type: 'RoomProbed', data }, 'probe-1');
  if (!sealed.ok) throw new Error(JSON.stringify(sealed.faults));
  const metadata = { v: sealed.version, at: '2026-01-05T08:00:00+08:00', actor: { id: 'wang', role: 'crew' }, channel: 'field' as const, command: 'c', correlation: 'probe-1' };
  const digest = digestOf('RoomProbed', sealed.data, metadata, 'probe-1');
  return { id: 'e', type: 'RoomProbed', data: sealed.data, metadata: { ...metadata, digest }, stream: 'probe-1', revision: 0, position: '1', recordedAt: '2026-01-05T00:00:00Z' };
};

describe('A fact stored by an older program', () => {
  const old = stored(v1, { room: 'bedroom', degrees: 17 });

  it('is read as today’s program knows it, step by step', () => {
    expect(v1.open(old).data).toEqual({ room: 'bedroom', degrees: 17 });
    expect(v2.open(old).data).toEqual({ room: 'bedroom', tenths: 170 });
    expect(v3.open(old).data).toEqual({ room: 'bedroom', tenths: 170, instrument: 'unknown' });
    expect(v3.open(stored(v2, { room: 'bedroom', tenths: 171 })).data).toEqual({ room: 'bedroom', tenths: 171, instrument: 'unknown' });
  });

  it('stays as it was stored, so that its digest still follows from its bytes', () => {
    const before = JSON.stringify(old);
    v3.open(old);
    expect(JSON.stringify(old)).toBe(before);
    expect(isChained(old, 'probe-1')).toBe(true);
    expect(isChained({ ...old, data: { room: 'bedroom', tenths: 170, instrument: 'unknown' } }, 'probe-1')).toBe(false);
  });
});

describe('A fact this program cannot know', () => {
  it('is refused by name when its kind is unknown', () => {
    expect(() => new FactCodec(catalogueOf([])).open(stored(v1, { room: 'bedroom', degrees: 17 }))).toThrow('RoomProbed is not a fact this program knows');
    expect(() => v1.seal({ type: 'RoomDreamt', data: {} }, 'probe-1')).toThrow('RoomDreamt is not a fact this program knows');
  });

  it('is refused with both versions when a newer program wrote it', () => {
    expect(() => v1.open(stored(v3, { room: 'bedroom', tenths: 170, instrument: 'T-1' }))).toThrow('RoomProbed v3 was written by a newer program; this one knows v1');
  });

  it('cannot even be declared without the step from every older version', () => {
    expect(() => event('RoomProbed', { doc: 'x', version: 3, data: { room }, say, upcasts: { 1: toTenths } })).toThrow('no upcast from 2');
  });
});

describe('What is sealed', () => {
  it('leaves out what was not said, and names every field that does not fit', () => {
    const optional = new FactCodec(catalogueOf([event('RoomProbed', { doc: 'x', data: { room, note: textField('Note.').optional() }, say })]));
    expect(optional.seal({ type: 'RoomProbed', data: { room: 'hall', note: undefined } }, 'probe-1')).toEqual({ ok: true, version: 1, data: { room: 'hall' } });
    const refused = v2.seal({ type: 'RoomProbed', data: { room: '\u0000', tenths: 17.5, more: 1 } }, 'probe-1');
    expect(refused.ok ? [] : refused.faults.map(({ field }) => field)).toEqual(expect.arrayContaining(['room', 'tenths', '']));
  });

  it('passes the one seam for personal fields both ways', () => {
    class Reversed extends PersonalData {
      protect(_: unknown, __: string, data: object) {
        return Object.fromEntries(Object.entries(data).map(([name, value]) => [name, typeof value === 'string' ? [...value].reverse().join('') : value]));
      }
      reveal = this.protect;
    }
    const codec = new FactCodec(catalogueOf([second]), new Reversed());
    const event = stored(codec, { room: 'bedroom', tenths: 170 });
    expect(event.data).toEqual({ room: 'moordeb', tenths: 170 });
    expect(codec.open(event).data).toEqual({ room: 'bedroom', tenths: 170 });
  });
});

describe('What is stored', () => {
  const odd = fc.constantFrom(undefined, -0, new Date(0), { toJSON: () => 'x' }, Object.create(null) as object);
  const { value } = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof({ depthSize: 'small' }, fc.string(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean(), fc.constant(null), odd, fc.array(tie('value'), { maxLength: 3 }), fc.dictionary(fc.string(), tie('value'), { maxKeys: 4 })),
  }));

  it('is what a way over JSON would give back', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), value, { maxKeys: 5 }), (data) => {
        expect(asStored(data as JsonObject)).toEqual(JSON.parse(JSON.stringify(data)));
      }),
    );
  });

  it('has its fields in the order of the form its digest is taken of, and leaves the order of what they hold to whoever gave it', () => {
    const weights = { quality: 60, answers: 40 };
    expect(JSON.stringify(asStored({ weights, room: 'kitchen', list: [weights], at: 8 }))).toBe('{"at":8,"list":[{"quality":60,"answers":40}],"room":"kitchen","weights":{"quality":60,"answers":40}}');
  });

  it('comes with a text that says what the event says', () => {
    const more = fc.record({ causation: fc.uuid(), fingerprint: fc.uuid(), rule: fc.constant({ pack: 'linyi', version: '2017-1', clause: '四', trace: 't' }) }, { requiredKeys: [] });
    fc.assert(
      fc.property(fc.dictionary(fc.string(), value, { maxKeys: 5 }), more, fc.string(), (content, optional, previous) => {
        const data = asStored(content as JsonObject);
        const metadata = { v: 1, at: '2026-01-05T08:00:00+08:00', actor: { id: 'wang', role: 'crew' }, channel: 'field' as const, command: 'c', correlation: 'probe-1', ...optional };
        const event = chained('e', 'RoomProbed', data, metadata, previous);
        expect(event.text?.data).toBe(JSON.stringify(data));
        expect(canonicalForm(JSON.parse(event.text?.data ?? ''))).toBe(canonicalForm(data));
        expect(JSON.parse(event.text?.metadata ?? '')).toEqual(event.metadata);
        expect(event.metadata).toEqual({ ...metadata, digest: digestOf('RoomProbed', data, metadata, previous) });
        expect(isChained(event, previous)).toBe(true);
      }),
    );
  });
});

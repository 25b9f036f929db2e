import { describe, expect, it } from '@jest/globals';
import { accept, decide, fold, handledTypes, keysOf, project, reject, stamped, type Decider, type Fact, type Message, type Order, type Projection, type RecordedFact } from './index.js';

type Fed = Message<'Fed', { readonly kilos: number }>;
type Feed = Message<'Feed', { readonly kilos: number }>;
const stove: Decider<Feed, number, Fed, 'stove/full', number> = {
  category: 'stove',
  kinds: [],
  commands: [{ type: 'Feed', doc: 'Put coal in.' }],
  rejections: { 'stove/full': { kind: 'state', zh: '已满。', en: 'It is full.' } },
  streamOf: () => 'stove-1',
  initial: 0,
  evolve: { Fed: (kilos, { data }) => kilos + data.kilos },
  decide: { Feed: (kilos, { data }, most) => (kilos + data.kilos > most ? reject('stove/full', { field: 'kilos', allowed: most - kilos }) : accept({ type: 'Fed', data })) },
};
const fed = (kilos: number): Fact<Fed> => ({ type: 'Fed', data: { kilos }, meta: { at: '2026-01-05T08:00:00+08:00', actor: { id: 'wang', role: 'crew' }, channel: 'field' } });
const order = (kilos: number): Order<Feed> => ({ type: 'Feed', data: { kilos }, meta: { ...fed(0).meta, id: 'c', now: '2026-01-05T08:00:00+08:00' } });

describe('An aggregate', () => {
  it('is the fold of its facts from where it began', () => {
    expect([fold(stove, []), fold(stove, [fed(3), fed(4)])]).toEqual([0, 7]);
  });

  it('accepts with facts or refuses with a code and its detail, both as values', () => {
    expect(decide(stove, 3, order(4), 10)).toEqual({ accepted: true, events: [{ type: 'Fed', data: { kilos: 4 } }] });
    expect(decide(stove, 8, order(4), 10)).toEqual({ accepted: false, code: 'stove/full', detail: { field: 'kilos', allowed: 2 } });
    expect([accept(), reject('no')]).toEqual([{ accepted: true, events: [] }, { accepted: false, code: 'no' }]);
  });

  it('stops loudly at a fact or a command it does not know, prototype names included', () => {
    for (const type of ['Swept', 'toString', '__proto__', 'constructor']) {
      expect(() => fold(stove, [{ ...fed(1), type } as unknown as Fact<Fed>])).toThrow(`evolve has no entry for ${type}`);
      expect(() => decide(stove, 0, { ...order(1), type } as unknown as Order<Feed>, 10)).toThrow(`stove has no entry for ${type}`);
    }
  });

  it('can put another instant and a rule to a fact without changing its content', () => {
    const event: Fed = { type: 'Fed', data: { kilos: 1 } };
    expect(stamped(event, { at: '2026-01-01T00:00:00Z' })).toEqual({ ...event, at: '2026-01-01T00:00:00Z' });
    expect(stamped(event, { rule: { pack: 'default', version: '1' } })).toEqual({ ...event, rule: { pack: 'default', version: '1' } });
  });
});

describe('A projection', () => {
  const place = { id: 'e', stream: 'stove-1', revision: 0, position: '1', recordedAt: '2026-01-05T08:00:00+08:00' };
  const recorded = (kilos: number): RecordedFact<Fed> => ({ ...fed(kilos), ...place });
  const totals: Projection<{ readonly kilos: number }, Fed> = {
    name: 'totals',
    version: 1,
    doc: 'Coal.',
    key: ({ data }) => (data.kilos === 0 ? null : data.kilos > 5 ? ['all', 'heavy'] : 'all'),
    evolve: { Fed: (doc, { data }) => (data.kilos === 99 ? null : { kilos: (doc?.kilos ?? 0) + data.kilos }) },
    indexes: {},
  };

  it('says which documents a fact belongs to: none, one or several', () => {
    expect([0, 1, 6].map((kilos) => keysOf(totals, recorded(kilos)))).toEqual([[], ['all'], ['all', 'heavy']]);
    expect(handledTypes(totals.evolve)).toEqual(['Fed']);
  });

  it('makes a document, carries it on and removes it', () => {
    expect(project(totals, null, recorded(1), 'all', { zone: 'UTC' })).toEqual({ kilos: 1 });
    expect(project(totals, { kilos: 1 }, recorded(2), 'all', { zone: 'UTC' })).toEqual({ kilos: 3 });
    expect(project(totals, { kilos: 1 }, recorded(99), 'all', { zone: 'UTC' })).toBeNull();
    expect(() => project(totals, null, { ...recorded(1), type: 'Swept' } as unknown as RecordedFact<Fed>, 'all', { zone: 'UTC' })).toThrow('totals has no entry for Swept');
  });
});

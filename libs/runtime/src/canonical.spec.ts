import type { Json } from '@heatledger/event-store';
import { describe, expect, it } from '@jest/globals';
import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { canonicalForm } from './canonical.js';

const words = fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('__proto__', '0', '10', '9', 'ä', '\u2028', '\\ud83d', 'toString'));
const { json } = fc.letrec<{ json: Json }>((tie) => ({
  json: fc.oneof(
    { depthSize: 'small' },
    fc.oneof(words, fc.integer(), fc.boolean(), fc.constant(null)),
    fc.array(tie('json'), { maxLength: 5 }),
    fc.dictionary(words, tie('json'), { maxKeys: 8 }),
  ),
}));

describe('the canonical form', () => {
  it('is RFC 8785 for every JSON value', () => {
    fc.assert(fc.property(json, (value) => canonicalForm({ value }) === canonicalize({ value })));
  });
  it('is the same for a value whose keys stand in order already', () => {
    fc.assert(
      fc.property(json, (value) => {
        const form = canonicalize({ value }) as string;
        return canonicalForm(JSON.parse(form)) === form;
      }),
    );
  });
  it('refuses what JSON would change without a word', () => {
    for (const value of [NaN, Infinity, [1, NaN], { a: { b: -Infinity } }]) expect(() => canonicalForm(value)).toThrow();
  });
  it('orders keys by their code units, numbers among them', () => {
    expect(canonicalForm({ b: 1, 10: 2, 9: 3, B: 4, ü: 5, _: 6 })).toBe('{"10":2,"9":3,"B":4,"_":6,"b":1,"ü":5}');
  });
  it('refuses half a character', () => {
    expect(() => canonicalForm({ text: '\ud800' })).toThrow();
    expect(canonicalForm({ text: '\\ud800' })).toBe('{"text":"\\\\ud800"}');
  });
});

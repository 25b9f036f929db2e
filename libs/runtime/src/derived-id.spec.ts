import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { v5 } from 'uuid';
import { derivedId } from './derived-id.js';

describe('a derived id', () => {
  it('is the UUID that RFC 9562 names, whatever the name and the namespace', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), fc.uuid(), (name, namespace) => derivedId(name, namespace) === v5(name, namespace)));
  });
  it('is for ever the same', () => {
    expect(derivedId('0', '0190f3a1-7c40-7000-8000-00000000c0de')).toBe(v5('0', '0190f3a1-7c40-7000-8000-00000000c0de'));
    expect(derivedId('www.example.com', '6ba7b810-9dad-11d1-80b4-00c04fd430c8')).toBe('2ed6657d-e927-568b-95e1-2665a8aea6a2');
  });

  it('is not made within what is no UUID, which would name it after whatever the memory held', () => {
    expect(() => derivedId('company-zone', 'Asia/Shanghai')).toThrow('no UUID');
  });
});

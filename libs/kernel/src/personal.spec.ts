import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { z } from 'zod';
import { event, field, highestClassIn, keysOfPointer, personalValuesOf, withValuesAt } from './index.js';

const name = field('C3', 'Who.', z.string());
const Met = event('PeopleMet', {
  doc: 'People met.',
  data: {
    place: field('C1', 'Where.', z.string()),
    host: name.optional(),
    guests: field('C2', 'Who came.', z.array(z.strictObject({ name, seat: field('C1', 'Seat.', z.int()) }))).optional(),
    byRole: field('C1', 'By role.', z.record(z.string(), z.strictObject({ told: field('C5', 'What was told.', z.string()) }))).optional(),
    witness: z.union([name, field('C1', 'Nobody.', z.null())]).optional(),
    signed: field('C3', 'As signed.', z.strictObject({ by: field('C4', 'Whose hand.', z.string()) })).optional(),
    steps: field('C1', 'Read through a step.', z.string().transform((text) => text.length).pipe(z.int())).optional(),
  },
  say: { zh: () => '会面。', en: () => 'People met.' },
});
const pathsIn = (data: object) => personalValuesOf(Met, { place: 'x', ...data }).map(({ path, dataClass }) => `${path} ${dataClass}`);

describe('The personal values of a fact', () => {
  it('T6: are found wherever they stand: in lists, by key, through wrappers, with the highest class within', () => {
    expect(pathsIn({})).toEqual([]);
    expect(pathsIn({ host: '张三', guests: [{ name: '李四', seat: 1 }, { name: '王五', seat: 2 }] })).toEqual(['/host C3', '/guests/0/name C3', '/guests/1/name C3']);
    expect(pathsIn({ byRole: { 'a/b~c': { told: '有人偷热' } } })).toEqual(['/byRole/a~1b~0c/told C5']);
    expect(pathsIn({ witness: '赵六', signed: { by: '手印' } })).toEqual(['/witness C3', '/signed C4']);
    expect(highestClassIn(Met.schema)).toBe('C5');
  });

  it('are replaced or left out without touching what stands beside them or what was given', () => {
    const data = { place: 'x', guests: [{ name: '李四', seat: 1 }], byRole: { 'a/b': { told: '有人偷热' } } };
    const before = JSON.stringify(data);
    const found = personalValuesOf(Met, data);
    expect(withValuesAt(data, found.map(({ keys }) => ({ keys, value: '*' })))).toEqual({ place: 'x', guests: [{ name: '*', seat: 1 }], byRole: { 'a/b': { told: '*' } } });
    expect(withValuesAt(data, found.map(({ keys }) => ({ keys, value: undefined })))).toEqual({ place: 'x', guests: [{ seat: 1 }], byRole: { 'a/b': {} } });
    expect(JSON.stringify(data)).toBe(before);
  });

  it('are found again by their pointers, whatever the keys', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.string(), { maxKeys: 4 }), (told) => {
        const byRole = Object.fromEntries(Object.entries(told).filter(([key]) => key !== '__proto__').map(([key, text]) => [key, { told: text }]));
        for (const { path, keys, value } of personalValuesOf(Met, { place: 'x', byRole })) {
          expect(keysOfPointer(path)).toEqual(keys);
          expect(byRole[keys[1] ?? '']?.told).toBe(value);
        }
      }),
    );
  });
});

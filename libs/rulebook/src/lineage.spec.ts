import { describe, expect, it } from '@jest/globals';
import { packFor, packs } from './registry.js';
import { rulebook } from './rulebook.js';

const dueOf = (at: string, among = packs()) => {
  const pack = packFor('临沂', [at.slice(0, 10)], among);
  if (!pack.ok) throw new Error('no pack');
  return rulebook.dueTimes({ pack: pack.value, season: null }, { kind: 'repair', category: 'LEAK', channel: 'hotline', at });
};

describe('What a pack does not give', () => {
  it('T3: is answered by default where the parent between them did not hold yet', () => {
    const answered = dueOf('2019-12-01T10:00:00+08:00');
    expect(answered).toMatchObject({
      ok: true,
      value: expect.arrayContaining([expect.objectContaining({ clock: 'arrive', rule: expect.objectContaining({ pack: 'default' }) })]),
    });
    expect(dueOf('2019-12-01T10:00:00+08:00', [...packs()])).toEqual(answered);
  });
});

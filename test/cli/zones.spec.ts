import { describe, expect, it } from '@jest/globals';
import { json } from './program.js';

interface Due {
  readonly due: string;
}

const deadline = async (pack: string, clock: string, at: string, channel: string): Promise<string> => {
  const asked = ['--pack', pack, '--category', 'TEMP', '--kind', 'complaint', '--clock', clock, '--channel', channel, '--at', at];
  return (await json<Due>('rules', 'deadline', ...asked)).due;
};

describe('The same moment, however it is written', () => {
  it.each(['2026-01-05T04:00:00+08:00', '2026-01-04T20:00:00Z', '2026-01-04T10:30:00.000-09:30'])(
    'T1: counts working days in the company’s zone: %s',
    async (at) => {
      expect(await deadline('default', 'written-answer', at, '12345')).toBe('2026-01-13T00:00:00+08:00');
    },
  );

  it('T1: counts night hours in the company’s zone', async () => {
    expect(await deadline('沈阳', 'measure', '2026-01-05T15:00:00Z', 'hotline')).toBe('2026-01-06T08:00:00+08:00');
  });

  it.each([
    ['2026-01-06T04:00:00+08:00', '2026-01-10T04:00:00+08:00'],
    ['2026-01-05T20:00:00Z', '2026-01-10T04:00:00+08:00'],
    ['2026-01-06T04:00:00+08:00', '2026-01-09T20:00:00Z'],
  ])('T1: counts days of a refund in the company’s zone: %s to %s', async (from, to) => {
    const asked = ['--pack', '临沂', '--fee', '2300.00', '--season', '2025-11-10..2026-03-20', '--celsius', '15.2', '--from', from, '--to', to];
    expect(await json('rules', 'refund', ...asked)).toMatchObject({ fen: 4389, days: 5 });
  });
});

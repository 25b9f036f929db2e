import { MemoryLeaseBook, type Beat } from '@heatledger/read-store';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { LeaseKeeper } from './lease-keeper.js';

const names = ['a', 'b', 'c', 'd', 'e', 'f'];

/** Processes over one book, and a monotonic clock that only the test moves. */
const hall = (count: number) => {
  const book = new MemoryLeaseBook();
  const time = { now: 0 };
  const keeperOf = (holder: string) => new LeaseKeeper(book, names, { holder, beatEvery: 1000, lapse: 5000 }, () => time.now);
  return { book, time, keepers: Array.from({ length: count }, (_, n) => keeperOf(`worker-${n}`)), keeperOf };
};

const round = async (keeper: LeaseKeeper): Promise<void> => {
  await keeper.beat();
  await keeper.giveBack(await keeper.surplus());
  await keeper.take();
};

describe('Leases', () => {
  it('go all to the one process there is, and are shared out when another comes', async () => {
    const { keepers: [first, second], time } = hall(2);
    if (!first || !second) throw new Error('two are needed');
    await round(first);
    expect(first.held).toEqual(names);
    await round(second);
    expect(second.held).toEqual([]);
    time.now += 1000;
    await round(first);
    await round(second);
    expect([first.held.length, second.held.length]).toEqual([3, 3]);
    expect(new Set([...first.held, ...second.held]).size).toBe(6);
  });

  it('of a process that died are taken over once it was silent for the lapse, no earlier', async () => {
    const { keepers: [dead, heir], time } = hall(2);
    if (!dead || !heir) throw new Error('two are needed');
    await round(dead);
    for (let second = 0; second < 5; second++) {
      await round(heir);
      expect(heir.held).toEqual([]);
      time.now += 1000;
    }
    await round(heir);
    expect(heir.held).toEqual(names);
    expect(dead.holds('a')).toBe(false);
    expect(await dead.beat()).toEqual(names);
  });

  it('are given back at once by a process that stops', async () => {
    const { keepers: [leaver, heir] } = hall(2);
    if (!leaver || !heir) throw new Error('two are needed');
    await round(leaver);
    await leaver.leave();
    await round(heir);
    expect(heir.held).toEqual(names);
  });

  it('that are given back while a beat is under way stay given back, and another process can have them', async () => {
    const { book, keepers: [leaver, heir], time } = hall(2);
    if (!leaver || !heir) throw new Error('two are needed');
    await round(leaver);
    const beat = book.beat.bind(book);
    let answer = (): void => undefined;
    const late = new Promise<void>((done) => (answer = done));
    book.beat = async (one: Beat): Promise<boolean> => {
      const given = await beat(one);
      if (one.name === 'a' && one.holder === 'worker-0') await late;
      return given;
    };
    const beating = leaver.beat();
    for (let turn = 0; turn < 10; turn++) await Promise.resolve();
    await leaver.giveBack(['a']);
    answer();
    expect(await beating).toEqual([]);
    expect(leaver.held).toEqual(names.slice(1));
    await round(heir);
    time.now += 5000;
    await leaver.beat();
    await heir.beat();
    await heir.take();
    expect(heir.held).toContain('a');
  });

  it('count as lost where the book is out of reach for the lapse', async () => {
    const { book, keepers: [keeper], time } = hall(1);
    if (!keeper) throw new Error('one is needed');
    await round(keeper);
    const latest = book.latest.bind(book);
    book.latest = (): Promise<readonly Beat[]> => Promise.reject(new Error('the book is away'));
    time.now += 3000;
    await expect(keeper.beat()).rejects.toThrow('away');
    expect(keeper.holds('a')).toBe(true);
    time.now += 2000;
    expect(keeper.holds('a')).toBe(false);
    expect(await keeper.beat()).toEqual(names);
    book.latest = latest;
    await round(keeper);
    expect(keeper.held).toEqual(names);
  });

  it('are never held by two, whoever beats, sleeps, stops or comes back', async () => {
    const step = fc.record({ who: fc.nat(2), does: fc.constantFrom('beat', 'take', 'give', 'leave'), pass: fc.nat(3000) });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
        const { keepers, time } = hall(3);
        for (const { who, does, pass } of steps) {
          const keeper = keepers[who];
          if (!keeper) continue;
          time.now += pass;
          if (does === 'beat') await keeper.beat();
          else if (does === 'take') await keeper.take();
          else if (does === 'give') await keeper.giveBack(await keeper.surplus());
          else await keeper.leave();
          for (const name of names) expect(keepers.filter((one) => one.holds(name)).length).toBeLessThanOrEqual(1);
        }
      }),
      { numRuns: 300 },
    );
  });
});

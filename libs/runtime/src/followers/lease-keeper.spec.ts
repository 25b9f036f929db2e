import { MemoryLeaseBook, type Beat } from '@heatledger/read-store';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { LeaseKeeper } from './lease-keeper.js';

const names = ['a', 'b', 'c', 'd', 'e', 'f'];

/** Processes over one book, and a monotonic clock that only the test moves. */
const hall = (count: number) => {
  const book = new MemoryLeaseBook();
  const time = { now: 0 };
  const keeperOf = (holder: string, works = true) => new LeaseKeeper(book, names, { holder, beatEvery: 1000, lapse: 5000, works }, () => time.now);
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

  it('cost one sign of life for all that is held, however many', async () => {
    const { book, keepers: [keeper] } = hall(1);
    if (!keeper) throw new Error('one is needed');
    await round(keeper);
    const given: string[] = [];
    const beat = book.beat.bind(book);
    book.beat = (one: Beat): Promise<boolean> => (given.push(one.name), beat(one));
    await Promise.all([keeper.beat(), keeper.beat()]);
    await round(keeper);
    expect(given).toEqual(['process/worker-0', 'process/worker-0']);
  });

  it('that are given back while a beat is under way stay given back, and another process can have them', async () => {
    const { book, keepers: [leaver, heir] } = hall(2);
    if (!leaver || !heir) throw new Error('two are needed');
    await round(leaver);
    await heir.beat();
    const latest = book.latest.bind(book);
    let answer = (): void => undefined;
    const late = new Promise<void>((done) => (answer = done));
    book.latest = async (): Promise<readonly Beat[]> => {
      const found = await latest();
      await late;
      return found;
    };
    const beating = leaver.beat();
    await Promise.resolve();
    await leaver.giveBack(['a']);
    answer();
    expect(await beating).toEqual([]);
    expect(leaver.held).toEqual(names.slice(1));
    await round(heir);
    expect(heir.held).toEqual(['a']);
  });

  it('stay with a process that gives a sign of life at the very moment at which another takes it for dead', async () => {
    const { book, keepers: [late, heir], time } = hall(2);
    if (!late || !heir) throw new Error('two are needed');
    await round(late);
    await heir.beat();
    time.now += 5000;
    await heir.beat();
    const beat = book.beat.bind(book);
    let woke = false;
    book.beat = async (one: Beat): Promise<boolean> => {
      if (one.holder === 'worker-1' && one.name === 'a' && !woke) {
        woke = true;
        await late.beat();
      }
      return beat(one);
    };
    await heir.take();
    expect([late.holds('a'), heir.holds('a')]).toEqual([true, false]);
    expect(await late.beat()).toEqual(['a']);
    for (const keeper of [heir, late, heir]) await round(keeper);
    expect([...late.held, ...heir.held].sort()).toEqual(names);
  });

  it('lent to a guest are one fewer for the others, who go on to share the rest', async () => {
    const { keepers: [first, second], keeperOf, time } = hall(2);
    if (!first || !second) throw new Error('two are needed');
    for (const keeper of [first, second, first, second]) await round(keeper);
    const guest = keeperOf('guest', false);
    while (!(await guest.ask('b'))) for (const keeper of [first, second]) await round(keeper);
    for (let beats = 0; beats < 12; beats++) {
      time.now += 1000;
      expect(await guest.ask('b')).toBe(true);
      for (const keeper of [first, second]) await round(keeper);
    }
    expect([...first.held, ...second.held].sort()).toEqual(names.filter((name) => name !== 'b'));
    await guest.yielded('b');
    for (const keeper of [first, second]) await round(keeper);
    expect([...first.held, ...second.held].sort()).toEqual(names);
  });

  it('of a guest that died go back to the others once it was silent for the lapse', async () => {
    const { keepers: [worker], keeperOf, time } = hall(1);
    if (!worker) throw new Error('one is needed');
    await round(worker);
    const guest = keeperOf('guest', false);
    while (!(await guest.ask('b'))) await round(worker);
    for (let beats = 0; beats < 6; beats++) {
      await round(worker);
      time.now += 1000;
    }
    await round(worker);
    expect([...worker.held].sort()).toEqual(names);
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
    const step = fc.record({ who: fc.nat(2), does: fc.constantFrom('beat', 'take', 'give', 'leave', 'ask', 'yield'), pass: fc.nat(3000) });
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
          else if (does === 'ask') await keeper.ask('c');
          else if (does === 'yield') await keeper.yielded('c');
          else await keeper.leave();
          for (const name of names) expect(keepers.filter((one) => one.holds(name)).length).toBeLessThanOrEqual(1);
        }
      }),
      { numRuns: 300 },
    );
  });
});

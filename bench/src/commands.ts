import { randomUUID } from 'node:crypto';
import { openEmbeddedEventStore } from '@heatledger/event-store/embedded';
import { accept, catalogueOf, command, event, field, type Decider, type Made, type Order } from '@heatledger/kernel';
import { FactCodec, Ledger } from '@heatledger/runtime';
import { z } from 'zod';
import { median, rateOf, told, type Scratch, type Sizes } from './measuring.js';
import type { Row } from './report.js';

const TurnsCounted = event('TurnsCounted', {
  doc: 'A meter was read.',
  data: { meterId: field('C1', 'The meter.', z.string()), turns: field('C1', 'Turns since the reading before.', z.int()) },
  say: { zh: (d) => `读数 ${d.turns}。`, en: (d) => `${d.turns} turns.` },
});
const CountTurns = command<'CountTurns', { readonly meterId: string; readonly turns: number }>('CountTurns', 'Read the meter.');
type Count = Made<typeof CountTurns>;

/** The smallest aggregate there can be, so that the machinery is what is measured. */
const meter: Decider<Count, number, Made<typeof TurnsCounted>, never, void> = {
  category: 'meter',
  kinds: [TurnsCounted],
  commands: [CountTurns],
  rejections: {},
  streamOf: ({ data }) => `meter-${data.meterId}`,
  initial: 0,
  evolve: { TurnsCounted: (sum, { data }) => sum + data.turns },
  decide: { CountTurns: (_sum, { data }) => accept(TurnsCounted(data)) },
};

const order = (meterId: string): Order<Count> => {
  const at = '2026-01-05T08:30:00+08:00';
  return { ...CountTurns({ meterId, turns: 7 }), meta: { id: randomUUID(), at, now: at, actor: { id: 'reader-1', role: 'crew' }, channel: 'field' } };
};

const SHARE = 0.8;

/** Commands through load, fold, decision, seal, chain and append: on streams that are new, and on one that grows. */
export const measureCommands = async (scratch: Scratch, { round, rounds, growth }: Sizes): Promise<readonly Row[]> => {
  told('commands: fresh streams and a growing one');
  const store = await openEmbeddedEventStore({ directory: scratch.fresh('commands') });
  const submit = new Ledger(store, new FactCodec(catalogueOf([TurnsCounted]))).decideOn(meter, () => undefined);
  const one = async (meterId: string): Promise<number> => {
    const outcome = await submit(order(meterId));
    if (!outcome.ok) throw new Error('refused');
    return 1;
  };
  const fresh: number[] = [];
  const growing: number[] = [];
  const atOnce: number[] = [];
  // turns are taken while the stream grows, so that what else the machine does hits both alike
  const steps = Math.max(rounds, 5);
  for (let step = 0; step < steps; step++) {
    fresh.push(await rateOf(round / 2, () => one(randomUUID())));
    const start = performance.now();
    for (let i = 0; i < growth / steps; i++) await one('growing');
    growing.push((growth / steps / (performance.now() - start)) * 1000);
    atOnce.push(await rateOf(round / 2, async () => (await Promise.all(Array.from({ length: 256 }, () => one(randomUUID())))).length));
  }
  await store.close();
  const group = 'Commands to events';
  return [
    { group, what: 'on fresh streams, one at a time', value: median(fresh), unit: 'commands/s' },
    { group, what: `on one stream that grows to ${growth} events, one at a time`, value: growing.at(-1) ?? NaN, unit: 'commands/s', goal: { value: SHARE * median(fresh), of: '80 % of fresh' }, note: 'the last fifth of its growth' },
    { group, what: 'on fresh streams, 256 at a time', value: median(atOnce), unit: 'commands/s' },
  ];
};

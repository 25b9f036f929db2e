import { accept, command, event, reject, type Decider, type Made, type Projection, type Reaction, type TimerPlan } from '@heatledger/kernel';
import { codeField, countField, freeTextField, plusMinutes } from '@heatledger/vocabulary';

const boilerId = codeField('The boiler.');

export const BoilerLit = event('BoilerLit', {
  doc: 'A boiler was lit.',
  data: { boilerId, note: freeTextField('What the stoker says.').optional() },
  say: { zh: (d) => `${d.boilerId} 点火。`, en: (d) => `${d.boilerId} was lit.` },
});
export const BoilerFed = event('BoilerFed', {
  doc: 'Coal was put into a boiler.',
  data: { boilerId, kilos: countField('Coal, kg.') },
  say: { zh: (d) => `${d.boilerId} 加煤 ${d.kilos} 公斤。`, en: (d) => `${d.boilerId} was fed ${d.kilos} kg.` },
});
export const BoilerInspected = event('BoilerInspected', {
  doc: 'A boiler was looked at after a heavy feed.',
  data: { boilerId },
  say: { zh: (d) => `${d.boilerId} 已检查。`, en: (d) => `${d.boilerId} was inspected.` },
});
export const BoilerBurnedOut = event('BoilerBurnedOut', {
  doc: 'A boiler was not fed for an hour.',
  data: { boilerId },
  say: { zh: (d) => `${d.boilerId} 熄火。`, en: (d) => `${d.boilerId} burned out.` },
});
const boilerKinds = [BoilerLit, BoilerFed, BoilerInspected, BoilerBurnedOut] as const;
export type BoilerEvent = Made<(typeof boilerKinds)[number]>;

type OfBoiler = { readonly boilerId: string };
export const LightBoiler = command<'LightBoiler', OfBoiler & { readonly note?: string }>('LightBoiler', 'Light a boiler.');
export const FeedBoiler = command<'FeedBoiler', OfBoiler & { readonly kilos: number }>('FeedBoiler', 'Put coal into a boiler; no coal is nothing.');
export const InspectBoiler = command<'InspectBoiler', OfBoiler>('InspectBoiler', 'Look at a boiler.');
export const BurnOutBoiler = command<'BurnOutBoiler', OfBoiler>('BurnOutBoiler', 'Record that nobody fed it.');
const boilerCommands = [LightBoiler, FeedBoiler, InspectBoiler, BurnOutBoiler] as const;
export type BoilerCommand = Made<(typeof boilerCommands)[number]>;

interface Boiler {
  readonly lit: boolean;
  readonly kilos: number;
}

/** A boiler: fed while it is lit, out after an hour without coal. Only for specs of the runtime. */
export const boiler: Decider<BoilerCommand, Boiler, BoilerEvent, 'boiler/cold'> = {
  category: 'boiler',
  kinds: boilerKinds,
  commands: boilerCommands,
  rejections: { 'boiler/cold': { kind: 'state', zh: '锅炉未点火。', en: 'The boiler is cold.' } },
  streamOf: ({ data }) => `boiler-${data.boilerId}`,
  initial: { lit: false, kilos: 0 },
  evolve: {
    BoilerLit: (state) => ({ ...state, lit: true }),
    BoilerFed: (state, { data }) => ({ ...state, kilos: state.kilos + data.kilos }),
    BoilerInspected: (state) => state,
    BoilerBurnedOut: (state) => ({ ...state, lit: false }),
  },
  decide: {
    LightBoiler: ({ lit }, { data }) => (lit ? accept() : accept(BoilerLit(data))),
    FeedBoiler: ({ lit }, { data }) => (!lit ? reject('boiler/cold') : data.kilos === 0 ? accept() : accept(BoilerFed(data))),
    InspectBoiler: (_, { data }) => accept(BoilerInspected(data)),
    BurnOutBoiler: ({ lit }, { data }) => (lit ? accept(BoilerBurnedOut(data)) : accept()),
  },
};

export interface BoilerCard {
  readonly boilerId: string;
  readonly feeds: readonly number[];
}

const withFeeds = (boilerId: string, card: BoilerCard | null, ...kilos: readonly number[]): BoilerCard => ({ boilerId, feeds: [...(card?.feeds ?? []), ...kilos] });

/** The coal of each boiler; cannot take in as much as `tooMuch` says. */
export const boilerCards = (tooMuch: () => number = () => Infinity, version = 1): Projection<BoilerCard, Made<typeof BoilerLit | typeof BoilerFed>> => ({
  name: 'boiler-card',
  version,
  doc: 'What every boiler was fed.',
  key: ({ data }) => data.boilerId,
  evolve: {
    BoilerLit: (card, { data }) => withFeeds(data.boilerId, card),
    BoilerFed: (card, { data }) => {
      if (data.kilos >= tooMuch()) throw new Error(`${data.kilos} kg do not fit on the card`);
      return withFeeds(data.boilerId, card, data.kilos);
    },
  },
  indexes: { byBoiler: ['boilerId'] },
});

/** After a heavy feed somebody looks. */
export const inspectHeavyFeeds: Reaction<Made<typeof BoilerFed>, Made<typeof InspectBoiler>> = {
  name: 'inspect-heavy-feeds',
  doc: 'A feed of 100 kg or more is followed by a look at the boiler.',
  on: { BoilerFed: ({ data }) => (data.kilos >= 100 ? [InspectBoiler({ boilerId: data.boilerId })] : []) },
};

/** Out after an hour without coal; cannot plan for a boiler called `strange`. */
export const burnOuts = (strange: () => string | undefined = () => undefined): TimerPlan<BoilerEvent, Made<typeof BurnOutBoiler>> => ({
  name: 'burn-outs',
  doc: 'A boiler that nobody feeds for an hour burns out.',
  on: {
    BoilerLit: ({ data, meta }) => {
      if (data.boilerId === strange()) throw new Error(`nobody knows how long ${data.boilerId} burns`);
      return [{ set: data.boilerId, due: plusMinutes(meta.at, 60), command: BurnOutBoiler({ boilerId: data.boilerId }) }];
    },
    BoilerFed: ({ data, meta }) => [{ set: data.boilerId, due: plusMinutes(meta.at, 60), command: BurnOutBoiler({ boilerId: data.boilerId }) }],
    BoilerInspected: () => [],
    BoilerBurnedOut: ({ data }) => [{ clear: data.boilerId }],
  },
});

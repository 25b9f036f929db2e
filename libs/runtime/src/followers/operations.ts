import { EPOCHS } from '@heatledger/event-store';
import { accept, command, type BoundedContext, type Decider, type Made } from '@heatledger/kernel';
import { EpochBegun, operationsKinds, ParkedFactRetried, ParkedFactSkipped, ViewRebuilt, type OperationsEvent } from './operations.events.js';

interface ParkedPlace {
  readonly follower: string;
  readonly key: string;
  readonly eventId: string;
}

export const SkipParkedFact = command<'SkipParkedFact', ParkedPlace & { readonly reason: string }>('SkipParkedFact', 'Let a reader go on without a fact it cannot handle.');
export const RecordRetry = command<'RecordRetry', ParkedPlace>('RecordRetry', 'Record that a parked fact was handled after all.');
export const RecordRebuild = command<'RecordRebuild', { readonly view: string; readonly position: string }>('RecordRebuild', 'Record that a view was rebuilt.');
export const BeginEpoch = command<'BeginEpoch', { readonly epoch: string; readonly fork: string }>('BeginEpoch', 'Begin a new epoch of a log that was put back from a copy.');
const operationsCommands = [SkipParkedFact, RecordRetry, RecordRebuild, BeginEpoch] as const;
type OperationsCommand = Made<(typeof operationsCommands)[number]>;

/** The stream of what was done to a reader. */
export const operationsOf = (reader: string): string => `operations-${reader}`;

/** What operators did to the readers of the log, in one stream a reader. */
export const operations: Decider<OperationsCommand, null, OperationsEvent, never> = {
  category: 'operations',
  kinds: operationsKinds,
  commands: operationsCommands,
  rejections: {},
  streamOf: ({ data }) => ('epoch' in data ? EPOCHS.stream : operationsOf('view' in data ? data.view : data.follower)),
  initial: null,
  evolve: { ParkedFactSkipped: () => null, ParkedFactRetried: () => null, ViewRebuilt: () => null, EpochBegun: () => null },
  decide: {
    SkipParkedFact: (_, { data }) => accept(ParkedFactSkipped(data)),
    RecordRetry: (_, { data }) => accept(ParkedFactRetried(data)),
    RecordRebuild: (_, { data }) => accept(ViewRebuilt(data)),
    BeginEpoch: (_, { data }) => accept(EpochBegun(data)),
  },
};

export const operationsContext: BoundedContext = {
  name: 'operations',
  title: { zh: '运行维护', en: 'Operations' },
  purpose: 'Keeps what operators do to the log and its readers: skipped and retried facts, rebuilt views, epochs begun by a restore.',
  clauses: [],
  terms: [
    { term: 'parked', zh: '搁置', meaning: 'A document stands still since one of its facts could not be handled; nothing else waits for it.' },
    { term: 'rebuild', zh: '重建', meaning: 'A view is folded again from the whole log beside the live one, which it then replaces.' },
    { term: 'epoch', zh: '纪元', meaning: 'The time between two restores of the log; a position belongs to one, and leads no further than the restore that ended it.' },
  ],
  deciders: [operations],
  projections: [],
  timers: [],
};

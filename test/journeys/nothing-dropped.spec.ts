import { EventStoreError, type EventStore } from '@heatledger/event-store';
import type { Message, Order } from '@heatledger/kernel';
import { CommandRouter, type Outcome } from '@heatledger/runtime';
import { contexts, openLedger, readConfig, type OpenLedger } from '@heatledger/server';
import { derivedUuid, isId, isInstant, millis, plusMinutes } from '@heatledger/vocabulary';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { appraisalStory, factsSeen } from '../../apps/cli/src/demo/appraisals.js';
import { Stage, StageClock, StageIds, StageSalts } from '../../apps/cli/src/demo/stage.js';
import { SEASON } from '../../apps/cli/src/demo/town.js';
import { acts, areasStory } from '../golden/stories.js';

const SEED = 2026;
const DAY = 86_400_000;
type Content = Readonly<Record<string, unknown>>;

/** Another value of the same shape. */
const another = (value: unknown): unknown => {
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'number') return value + 1;
  if (Array.isArray(value)) return [...(value as unknown[]), 'more'];
  if (typeof value === 'object' && value !== null) return { ...value, version: 'another' };
  if (typeof value !== 'string') return value;
  if (isId(value)) return derivedUuid('another', value);
  return isInstant(value) ? plusMinutes(value, 1) : `${value}1`;
};

/** Nothing that is tried is recorded: what would be appended is held back. */
const holdingBack = (store: EventStore): { readonly tried: Set<string> } => {
  const held = { tried: new Set<string>() };
  const append = store.append.bind(store);
  store.append = (stream, events, expected) => {
    if (!held.tried.has(events[0]?.metadata.command ?? '')) return append(stream, events, expected);
    if (stream.startsWith('command-')) return Promise.resolve({ ok: true, revision: 0, position: '' });
    return Promise.reject(new EventStoreError('unavailable', 'held back'));
  };
  return held;
};

/** Says each command of the play again, with the same content and with every field said otherwise. */
class Repeating extends CommandRouter {
  readonly again: { readonly type: string; readonly outcome: string }[] = [];
  readonly dropped: string[] = [];
  readonly #seen = new Map<string, Content>();
  #tries = 0;

  constructor(
    private readonly ledger: OpenLedger,
    private readonly held: { readonly tried: Set<string> },
  ) {
    super();
  }

  override async submit(order: Order): Promise<Outcome> {
    const outcome = await this.ledger.router.submit(order);
    if (!outcome.ok || order.meta.actor.role === 'system') return outcome;
    const said = order.data as Content;
    this.again.push({ type: order.type, outcome: await this.#tried(order, said) });
    this.#seen.set(order.type, { ...this.#seen.get(order.type), ...said });
    for (const field of Object.keys(this.#seen.get(order.type) ?? {})) await this.#otherwise(order, said, field);
    return outcome;
  }

  async #otherwise(order: Order, said: Content, field: string): Promise<void> {
    const value = said[field] === undefined ? this.#seen.get(order.type)?.[field] : another(said[field]);
    const otherwise = { ...said, [field]: value };
    const outcome = await this.#tried(order, otherwise);
    if (outcome === 'nothing') this.dropped.push(`${order.type} ${field}: ${JSON.stringify(said[field])} → ${JSON.stringify(value)}`);
  }

  async #tried(order: Order, data: Content): Promise<string> {
    const id = derivedUuid('tried', String(++this.#tries));
    this.held.tried.add(id);
    const message = { type: order.type, data } as Message;
    const outcome = await this.ledger.router
      .submit({ ...message, meta: { ...order.meta, id, fingerprint: 'tried' } })
      .catch((): null => null);
    if (outcome === null) return 'recorded';
    if (!outcome.ok) return 'rejected' in outcome ? outcome.rejected : 'conflict';
    return outcome.events === 0 ? 'nothing' : 'recorded';
  }
}

let walk: Repeating;
beforeAll(async () => {
  const clock = new StageClock('2025-10-20T08:00:00+08:00');
  const config = readConfig({ stores: 'memory', log: 'silent' }, {});
  const ledger = await openLedger(config, { clock, ids: new StageIds(SEED), salts: new StageSalts(SEED), setsZone: true });
  try {
    walk = new Repeating(ledger, holdingBack(ledger.store));
    const stage = new Stage(walk, ledger.followers, clock, SEED);
    await stage.play(acts(), () => undefined);
    await stage.wait(millis(SEASON.to) + 60 * DAY);
    await stage.play(appraisalStory(await factsSeen(ledger.store)), () => undefined);
    await stage.play(areasStory(), () => undefined);
  } finally {
    await ledger.close();
  }
}, 120_000);

/** Ordered by the program itself, or by operators. */
const ofTheProgram: readonly string[] = [
  'BeginEpoch',
  'BreachComplaintClock',
  'BreachEnquiryClock',
  'BreachRepairClock',
  'ExpireSurvey',
  'GiveBackMergedComplaint',
  'GiveBackMergedRepair',
  'ImportComplaint',
  'InviteToSurvey',
  'MarkAdjustmentOverdue',
  'MarkInspectionMissed',
  'MarkRectificationOverdue',
  'MergeComplaint',
  'MergeRepair',
  'NoteMerge',
  'NoteUnmerge',
  'RecordRebuild',
  'RecordRetry',
  'RemindOfSurvey',
  'SetComplaintClockDue',
  'SetEnquiryClockDue',
  'SetRepairClockDue',
  'ServeMergedComplaint',
  'ServeMergedRepair',
  'SetCompanyZone',
  'SkipParkedFact',
  'TakeInMergedComplaint',
  'TakeInMergedRepair',
  'UnmergeComplaint',
  'UnmergeRepair',
];
/** The very decisions of a command that is played, on a ticket of another kind. */
const playedOnAnother: readonly string[] = [
  'AgreeComplaintAppointment',
  'ApproveComplaintLateEntry',
  'ApproveEnquiryLateEntry',
  'ApproveEnquiryRequest',
  'ExtendEnquiryClock',
  'RefuseComplaintLateEntry',
  'RefuseEnquiryLateEntry',
  'RefuseEnquiryRequest',
  'SupersedeEnquiryClock',
  'SupersedeRepairClock',
];
/**
 * Not the person's words: the number of a new case is the program's, what was agreed shows in what is deemed, and
 * readings are those of the measurements that are named.
 */
const notSaid: readonly string[] = [
  ...['TurnEnquiry targetCaseNumber', 'RecordFailedTest contractTenths'],
  ...['CalculateAdjustment readings', 'RecalculateAdjustment readings'],
];

describe('What somebody says', () => {
  it('G7: is never answered as carried out and dropped: other content in the same state is recorded or refused', () => {
    const dropped = walk.dropped.filter((line) => !notSaid.some((name) => line.startsWith(name)));
    expect([...new Set(dropped)]).toEqual([]);
  });

  it('G7: again with the same content is true already or recorded once more, never called contradicting', () => {
    expect(walk.again.filter(({ outcome }) => outcome === 'command/said-otherwise')).toEqual([]);
    expect(walk.again.some(({ outcome }) => outcome === 'nothing')).toBe(true);
  });

  it('G7: is tried with every command a person gives', () => {
    const walked = new Set(walk.again.map(({ type }) => type));
    const all = contexts.flatMap(({ deciders }) => deciders.flatMap(({ commands }) => commands.map(({ type }) => type)));
    const excused = [...ofTheProgram, ...playedOnAnother];
    expect(all.filter((type) => !walked.has(type) && !excused.includes(type))).toEqual([]);
  });
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Message } from '@heatledger/kernel';
import { contexts, openLedger, readConfig, type OpenLedger } from '@heatledger/server';
import * as ticket from '@heatledger/ticket';
import { derivedUuid, format, millis } from '@heatledger/vocabulary';
import fc from 'fast-check';
import { StageClock, StageIds, StageSalts } from '../../apps/cli/src/demo/stage.js';

const START = '2026-01-05T08:00:00+08:00';
const CHINA = 480;
const MINUTE = 60_000;
const TICKETS = 3;

const idOf = (kind: string, n: number): string => derivedUuid('replay', kind, String(n));
const reason = '理由';

/** What can happen, to complaint or repair `n`; much of it will be refused, as in life. */
const happenings: readonly ((n: number) => { readonly by: string; readonly command: Message })[] = [
  (n) => ({ by: 'agent', command: ticket.ReceiveComplaint({ ticketId: idOf('complaint', n), caseNumber: `T-20260105-C${n}`, zone: 'Z1', station: 'S1', category: 'TEMP', description: '屋里冷', complainantName: '张三', complainantPhone: '13800000000' }) }),
  (n) => ({ by: 'officer', command: ticket.AssignComplaint({ ticketId: idOf('complaint', n), handler: 'officer' }) }),
  (n) => ({ by: 'officer', command: ticket.MakeFirstContact({ ticketId: idOf('complaint', n) }) }),
  (n) => ({ by: 'officer', command: ticket.HearComplainant({ ticketId: idOf('complaint', n), statement: '不热' }) }),
  (n) => ({ by: 'officer', command: ticket.HearRespondent({ ticketId: idOf('complaint', n), statement: '正常' }) }),
  (n) => ({ by: 'officer', command: ticket.DecideComplaint({ ticketId: idOf('complaint', n), verdict: n === 0 ? 'rejected' : 'upheld', grounds: '测温', clause: '四(三)' }) }),
  (n) => ({ by: 'officer', command: ticket.FeedBackComplaint({ ticketId: idOf('complaint', n), written: true }) }),
  (n) => ({ by: 'agent', command: ticket.RecordComplaintAnswer({ ticketId: idOf('complaint', n), satisfied: n !== 1, fixed: n !== 1 }) }),
  (n) => ({ by: 'agent', command: ticket.AttemptFollowUp({ ticketId: idOf('complaint', n) }) }),
  (n) => ({ by: 'officer', command: ticket.PauseComplaint({ ticketId: idOf('complaint', n), reason: 'third-party-test', evidence: ['order-1'], basis: 'order-1' }) }),
  (n) => ({ by: 'officer', command: ticket.ResumeComplaint({ ticketId: idOf('complaint', n) }) }),
  (n) => ({ by: 'officer', command: ticket.MergeComplaint({ ticketId: idOf('complaint', n), survivorId: idOf('complaint', (n + 1) % TICKETS), reason }) }),
  (n) => ({ by: 'officer', command: ticket.UnmergeComplaint({ ticketId: idOf('complaint', n), reason }) }),
  (n) => ({ by: 'officer', command: ticket.CloseComplaint({ ticketId: idOf('complaint', n), exit: 'satisfied' }) }),
  (n) => ({ by: 'officer', command: ticket.ReopenComplaint({ ticketId: idOf('complaint', n), reason }) }),
  (n) => ({ by: 'agent', command: ticket.ReportRepair({ ticketId: idOf('repair', n), caseNumber: `R-20260105-R${n}`, zone: 'Z2', station: 'S2', category: 'LEAK', description: '漏水' }) }),
  (n) => ({ by: 'dispatcher', command: ticket.AssignRepair({ ticketId: idOf('repair', n), crewId: 'crew-3' }) }),
  (n) => ({ by: 'crew-3', command: ticket.RecordCrewArrival({ ticketId: idOf('repair', n), crewId: 'crew-3' }) }),
  (n) => ({ by: 'crew-3', command: ticket.CompleteRepair({ ticketId: idOf('repair', n), crewId: 'crew-3', cause: 'operator', outcome: 'fixed', evidence: ['photo-1'] }) }),
  (n) => ({ by: 'agent', command: ticket.CallBackRepair({ ticketId: idOf('repair', n), answer: n === 0 ? 'unreached' : 'satisfied' }) }),
  (n) => ({ by: 'dispatcher', command: ticket.SendBackRepair({ ticketId: idOf('repair', n), reason }) }),
  (n) => ({ by: 'dispatcher', command: ticket.CloseRepair({ ticketId: idOf('repair', n), exit: 'done' }) }),
];

export interface Step {
  readonly pick: number;
  readonly ticket: number;
  /** Minutes since the step before. */
  readonly wait: number;
  /** Minutes by which it was entered late. */
  readonly late: number;
  /** Whether the views take it in at once, or later with others. */
  readonly settle: boolean;
}

/** The happenings in the order in which the life of a ticket takes them. */
const life: readonly number[] = [0, 15, 1, 16, 2, 17, 3, 4, 18, 5, 6, 19, 7, 21, 13, 14, 5, 6, 7, 13];

/** Mostly forward through the life of each ticket, so that histories get somewhere, with leaps in between. */
export const steps: fc.Arbitrary<readonly Step[]> = fc
  .array(fc.record({ leap: fc.nat(happenings.length * 5), ticket: fc.nat(TICKETS - 1), wait: fc.nat(240), late: fc.nat(60), settle: fc.boolean() }), { minLength: 40, maxLength: 100 })
  .map((drawn) => {
    const lived = Array.from({ length: TICKETS }, () => 0);
    const next = (n: number): number => {
      const age = lived[n] ?? 0;
      lived[n] = age + 1;
      return life[age % life.length] ?? 0;
    };
    return drawn.map(({ leap, ...step }) => ({ ...step, pick: leap < happenings.length ? leap : next(step.ticket) }));
  });

/** A ledger over embedded stores in a directory of its own. */
export interface Played {
  readonly ledger: OpenLedger;
  readonly directory: string;
  readonly clock: StageClock;
}

export const scratch = (): string => mkdtempSync(join(tmpdir(), 'heatledger-replay-'));
export const remove = (directory: string): void => rmSync(directory, { recursive: true, force: true });

export const openAt = async (directory: string, clock = new StageClock(START)): Promise<Played> => ({
  ledger: await openLedger(readConfig({ data: directory, log: 'silent' }, {}), { clock, ids: new StageIds(7), salts: new StageSalts(7) }),
  directory,
  clock,
});

/** Plays the steps; refusals are part of life, and so is whatever falls due in between. */
export const play = async ({ ledger, clock }: Played, chosen: readonly Step[]): Promise<void> => {
  let now = clock.millis();
  for (const [index, { pick, ticket: n, wait, late, settle }] of chosen.entries()) {
    now += wait * MINUTE;
    clock.moveTo(now);
    const at = Math.max(millis(START), now - late * MINUTE);
    const happening = happenings[pick]?.(n);
    if (!happening) continue;
    await ledger.router.submit({
      ...happening.command,
      meta: { id: derivedUuid('replay-step', String(index)), at: format(at, CHINA), now: clock.now(), actor: { id: happening.by, role: 'agent' }, channel: 'hotline' },
    });
    if (settle) await ledger.followers.tick(clock.now());
  }
  await ledger.followers.tick(clock.now());
};

/** The names of all views of the house. */
export const views: readonly string[] = contexts.flatMap(({ projections }) => projections.map(({ name }) => name));

/** A view's documents as text, in order of their keys, with the place up to which each was folded. */
export const textOf = async ({ reads }: OpenLedger, view: string): Promise<string> => {
  const lines: string[] = [];
  let cursor: string | undefined;
  do {
    const found = await reads.find<object>(view, { index: 'key', limit: 1000, ...(cursor === undefined ? {} : { cursor }) });
    for (const { key, doc, position } of found.docs) lines.push(`${key} ${position} ${JSON.stringify(doc)}`);
    cursor = found.cursor;
  } while (cursor !== undefined);
  return lines.join('\n');
};

export const allViews = async (ledger: OpenLedger): Promise<Readonly<Record<string, string>>> => {
  const texts: Record<string, string> = {};
  for (const view of views) texts[view] = await textOf(ledger, view);
  return texts;
};

/** The events of the log, one line each. */
export const logOf = async ({ store }: OpenLedger): Promise<readonly string[]> => {
  const lines: string[] = [];
  for await (const { events } of store.scan()) for (const event of events) lines.push(JSON.stringify(event));
  return lines;
};

/** Does something with random histories on embedded stores, and clears up whatever happens. */
export const withHistory = (how: { readonly numRuns: number; readonly seed?: number }, work: (played: Played, chosen: readonly Step[]) => Promise<void>): Promise<void> =>
  fc.assert(
    fc.asyncProperty(steps, async (chosen) => {
      const directory = scratch();
      const played = await openAt(directory);
      try {
        await play(played, chosen);
        await work(played, chosen);
      } finally {
        await played.ledger.close();
        remove(directory);
      }
    }),
    how,
  );

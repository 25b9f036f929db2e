import type { Message, Reaction } from '@heatledger/kernel';
import type { ClockName, TicketKind } from '@heatledger/vocabulary';
import * as ofComplaint from '../domain/complaint.commands.js';
import type { ComplaintEvent } from '../domain/complaint.events.js';
import type { LinkEvent } from '../domain/link.kinds.js';
import { NoteMerge, NoteUnmerge, type MergeCommand } from '../domain/merge.js';
import type { MergeEvent } from '../domain/merge.kinds.js';
import * as ofRepair from '../domain/repair.commands.js';
import type { RepairEvent } from '../domain/repair.events.js';

type Command = ofRepair.RepairCommand | ofComplaint.ComplaintCommand;
type Merged = { ticketId: string; mergedId: string; mergedCaseNumber: string };
type Acts = {
  merge(data: { ticketId: string; survivorId: string; reason: string; orderedBy?: string }): Command;
  unmerge(data: { ticketId: string; reason: string; orderedBy?: string }): Command;
  takeIn(data: Merged): Command;
  giveBack(data: Merged): Command;
  serve(data: { ticketId: string; survivorId: string; clocks: readonly ClockName[]; ended: boolean; crewId?: string | undefined }): Command;
};

const repairs: Acts = {
  merge: ofRepair.MergeRepair,
  unmerge: ofRepair.UnmergeRepair,
  takeIn: ofRepair.TakeInMergedRepair,
  giveBack: ofRepair.GiveBackMergedRepair,
  serve: ofRepair.ServeMergedRepair,
};
const complaints: Acts = {
  merge: ofComplaint.MergeComplaint,
  unmerge: ofComplaint.UnmergeComplaint,
  takeIn: ofComplaint.TakeInMergedComplaint,
  giveBack: ofComplaint.GiveBackMergedComplaint,
  serve: ofComplaint.ServeMergedComplaint,
};
const actsOf = (kind: TicketKind): Acts | undefined => ({ repair: repairs, complaint: complaints, enquiry: undefined })[kind];

/** Carries out what was agreed on merges, on both tickets; of an old merge only the ticket that goes on learns of it. */
export const carryOutMerges: Reaction<MergeEvent, Command> = {
  name: 'carry-out-merges',
  doc: 'Merges and unmerges tickets once that was agreed, and tells the ticket that goes on.',
  on: {
    MergeAgreed: ({ data: { ticketKind, ticketId, survivorId, caseNumber, reason, orderedBy } }) => {
      const acts = actsOf(ticketKind);
      if (!acts) return [];
      return [
        acts.merge({ ticketId, survivorId, reason, orderedBy }),
        acts.takeIn({ ticketId: survivorId, mergedId: ticketId, mergedCaseNumber: caseNumber }),
      ];
    },
    MergeUndone: ({ data: { ticketKind, ticketId, survivorId, caseNumber, reason, orderedBy } }) => {
      const acts = actsOf(ticketKind);
      if (!acts) return [];
      return [
        acts.unmerge({ ticketId, reason, orderedBy }),
        acts.giveBack({ ticketId: survivorId, mergedId: ticketId, mergedCaseNumber: caseNumber }),
      ];
    },
    OldMergeFound: ({ data: { ticketKind, ticketId, survivorId, ring } }) => {
      const acts = actsOf(ticketKind);
      return acts && !ring ? [acts.takeIn({ ticketId: survivorId, mergedId: ticketId, mergedCaseNumber: ticketId })] : [];
    },
  },
};

type Served = Extract<LinkEvent, { type: 'MergedCasesServed' }>;

/** What was done on the ticket that goes on counts for each ticket merged into it. */
export const serveMergedCases: Reaction<Served, Command> = {
  name: 'serve-merged-cases',
  doc: 'Lets what was done on a ticket count for those that are merged into it.',
  on: {
    MergedCasesServed: ({ data: { ticketId: survivorId, ticketKind, mergedIds, clocks, ended, crewId } }) =>
      mergedIds.flatMap((ticketId) => actsOf(ticketKind)?.serve({ ticketId, survivorId, clocks, ended, crewId }) ?? []),
  },
};

type Old =
  | Extract<RepairEvent, { type: 'RepairMerged' | 'RepairUnmerged' }>
  | Extract<ComplaintEvent, { type: 'ComplaintMerged' | 'ComplaintUnmerged' }>;
type Noted = (fact: { readonly data: Old['data'] }) => readonly MergeCommand[];

// what was agreed in one place says who ordered it
const merged = (ticketKind: TicketKind): Noted => ({ data: { ticketId, survivorId, orderedBy } }) =>
  orderedBy === undefined ? [NoteMerge({ ticketKind, ticketId, survivorId })] : [];
const unmerged = (ticketKind: TicketKind): Noted => ({ data: { ticketId, reason, orderedBy } }) =>
  orderedBy === undefined ? [NoteUnmerge({ ticketKind, ticketId, reason })] : [];

/** Takes in merges of before all merges were known in one place; rings among them are told. */
export const takeInOldMerges: Reaction<Old, Message & MergeCommand> = {
  name: 'take-in-old-merges',
  doc: 'Takes merges of older logs in where all merges are known.',
  on: {
    RepairMerged: merged('repair'),
    RepairUnmerged: unmerged('repair'),
    ComplaintMerged: merged('complaint'),
    ComplaintUnmerged: unmerged('complaint'),
  },
};

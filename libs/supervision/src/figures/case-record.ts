import { isAfter, type Category } from '@heatledger/vocabulary';

/** What rates need of a repair or complaint, with the instant of everything. */
export interface CaseRecord {
  readonly stream: string;
  readonly ticketId: string;
  readonly ticketKind: 'repair' | 'complaint';
  readonly householdId: string | null;
  readonly category: Category;
  readonly zone: string | null;
  readonly station: string | null;
  readonly receivedAt: string;
  /** Taken over from another system. */
  readonly isImported: boolean;
  /** Work that ended with something done; a repair that was not fixed is not among them. */
  readonly completions: readonly string[];
  /** When work was not accepted and went back. */
  readonly sentBack: readonly string[];
  readonly closings: readonly { readonly at: string; readonly round: number; readonly exit: string }[];
  /** Merged, and whether that was undone. */
  readonly merged: readonly { readonly from: string; readonly to: string | null }[];
  readonly withdrawnAt: string | null;
  readonly repeats: readonly { readonly at: string; readonly earlierId: string }[];
}

const by = (instant: string, at: string): boolean => !isAfter(instant, at);

/** True where the case goes on under another one at the instant. */
export const isMergedAt = ({ merged }: CaseRecord, at: string): boolean => merged.some(({ from, to }) => by(from, at) && (to === null || !by(to, at)));

/** When the work was done that still holds at the instant: the last completion after which nothing went back. */
export const doneAt = ({ completions, sentBack }: CaseRecord, at: string): string | null => {
  const lastBack = sentBack.findLast((instant) => by(instant, at));
  return completions.find((instant) => by(instant, at) && (lastBack === undefined || isAfter(instant, lastBack))) ?? null;
};

/** Ways out after which somebody is asked whether they are satisfied. */
const asked = new Set(['done', 'handed-over', 'unreachable', 'satisfied', 'exhausted', 'repeat-without-new-facts', 'legal-channel']);

/** Closings that call for a callback, by the instant. */
export const closingsToFollow = ({ closings }: CaseRecord, at: string): CaseRecord['closings'] => closings.filter((closing) => by(closing.at, at) && asked.has(closing.exit));

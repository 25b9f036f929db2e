import type { Category, TicketKind } from '@heatledger/vocabulary';

/** One attempt to learn whether a user is satisfied: a survey invitation or a callback; the two are never mixed. */
export interface AskRecord {
  readonly basis: 'survey' | 'callback';
  readonly ticketId: string;
  readonly ticketKind: TicketKind;
  readonly round: number;
  readonly category: Category | null;
  readonly zone: string | null;
  readonly station: string | null;
  readonly askedAt: string;
  /** When the user answered, or let an invitation that had reached them run out. */
  readonly reachedAt: string | null;
  /** When it was found that the user cannot be reached. */
  readonly unreachedAt: string | null;
  readonly answer: Answer | null;
}

export interface Answer {
  readonly at: string;
  readonly satisfied: boolean;
  /** Score 1–5 per subject; callbacks give none. */
  readonly heating: number | null;
  readonly repair: number | null;
  readonly billing: number | null;
  readonly fixed: 'yes' | 'no' | 'unknown';
}

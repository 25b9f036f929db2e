import { isAfter } from '@heatledger/vocabulary';

/** One room reading with every judgement of it. */
export interface ReadingRecord {
  readonly stream: string;
  readonly measurementId: string;
  readonly householdId: string;
  readonly zone: string;
  readonly station: string;
  readonly ticketId: string | null;
  /** Why it was taken; bases are never mixed. */
  readonly basis: string;
  readonly measuredAt: string;
  readonly judgements: readonly { readonly at: string; readonly result: 'qualified' | 'below' | 'none'; readonly rule: string | null }[];
  readonly invalidatedAt: string | null;
}

/** How a reading stands at an instant. */
export type ReadingStanding = 'qualified' | 'below' | 'noResult' | 'invalidated' | 'notJudged';

/** What a reading amounts to by an instant, with the rule that judged it. */
export const readingAt = ({ judgements, invalidatedAt }: ReadingRecord, at: string): { readonly standing: ReadingStanding; readonly rule: string | null } => {
  const last = judgements.findLast((judgement) => !isAfter(judgement.at, at));
  const rule = last?.rule ?? null;
  if (invalidatedAt !== null && !isAfter(invalidatedAt, at)) return { standing: 'invalidated', rule };
  if (!last) return { standing: 'notJudged', rule };
  return { standing: last.result === 'none' ? 'noResult' : last.result, rule };
};

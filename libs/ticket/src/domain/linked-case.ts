import type { Instant } from '@heatledger/kernel';
import type { TicketKind } from '@heatledger/vocabulary';

/** What a decision needs to know of another ticket that an order points at. */
export interface LinkedCase {
  readonly ticketId: string;
  readonly ticketKind: TicketKind;
  readonly caseNumber: string;
  readonly phase: string;
  readonly openedAt: Instant;
  readonly householdId?: string | undefined;
  readonly zone?: string | undefined;
  readonly survivorId?: string | undefined;
  readonly earlierId?: string | undefined;
}

/** What decisions on other tickets need to know of this one; nothing of one that nobody knows. */
export const linkedCaseOf = (state: LinkedCase): LinkedCase | undefined => {
  const { ticketId, ticketKind, caseNumber, phase, openedAt, householdId, zone, survivorId, earlierId } = state;
  return phase === 'unknown' ? undefined : { ticketId, ticketKind, caseNumber, phase, openedAt, householdId, zone, survivorId, earlierId };
};

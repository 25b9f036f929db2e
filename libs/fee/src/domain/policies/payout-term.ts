import type { Instant } from '@heatledger/kernel';
import { plusMinutes } from '@heatledger/vocabulary';

/** [D] Days from approval to payment; the cities' own terms (31 May, 30 June, two months after the season) belong in their packs. */
export const PAYOUT_DAYS = 30;

/** Until when an approved sum must be paid. */
export const payoutDue = (approvedAt: Instant): Instant => plusMinutes(approvedAt, PAYOUT_DAYS * 24 * 60);

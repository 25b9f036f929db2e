import type { Instant } from '@heatledger/kernel';
import { roundsBeforeExhausted } from '@heatledger/rulebook';
import type { Complaint } from '../complaint.state.js';
import type { TicketWorld } from '../ticket.world.js';
import { ATTEMPT_DAYS, daysOf } from './attempts.js';

const isAsked = ({ decidedRounds, askedIn, phase, unreachedAt }: Complaint, rules: TicketWorld): boolean =>
  (askedIn !== undefined && askedIn === decidedRounds.at(-1)) || (phase === 'fed-back' && daysOf(unreachedAt, rules) >= ATTEMPT_DAYS);

/** What the end of every level still waits for; `undefined` when it may be asked for. Source: domain notes §3.3 [D]. */
export const missingForExhaustion = (complaint: Complaint, at: Instant, reason: string | undefined, rules: TicketWorld): string | undefined => {
  const rounds = roundsBeforeExhausted(rules, at);
  if (complaint.decidedRounds.length < rounds) return `${rounds} decided rounds`;
  if (!isAsked(complaint, rules)) return `the complainant asked after the last decision, or not reached on ${ATTEMPT_DAYS} days`;
  if (complaint.recourse === undefined) return 'ways outside the company named with the feedback (recourse)';
  return reason === undefined ? 'a reason' : undefined;
};

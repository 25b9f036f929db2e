import { accept, reject, type CommandMeta, type Decision, type Made, type Order } from '@heatledger/kernel';
import type { RulesInForce } from '@heatledger/rulebook';
import { isAmong } from '@heatledger/vocabulary';
import { startClocks, stopClocks } from '../clock.decisions.js';
import { approveRequest, subjectOf, undecided } from '../clock-terms.decisions.js';
import type { ApproveComplaintRequest, CloseComplaint, ReopenComplaint } from '../complaint.commands.js';
import { ComplaintClosed, ComplaintReopened, type ComplaintEvent } from '../complaint.events.js';
import type { Complaint } from '../complaint.state.js';
import type { ComplaintExit } from '../complaint.words.js';
import { ATTEMPT_DAYS, daysOf } from '../policies/attempts.js';
import { missingForExhaustion } from '../policies/exhausted.js';
import { aboutComplaint } from '../policies/about-complaint.js';
import { refusalOfRepeat } from '../policies/may-link.js';
import { refusalToAct } from '../policies/may-act.js';
import { ExhaustionApproved, ExhaustionRequested } from '../request.kinds.js';
import type { TicketRejection } from '../ticket.rejections.js';
import type { TicketWorld } from '../ticket.world.js';
import { promisedPerRound } from './complaint-intake.js';

type Answer = Decision<ComplaintEvent, TicketRejection>;
type Closing = Order<Made<typeof CloseComplaint>>;

/** What each exit still waits for; `undefined` when it is open. */
const missing: Readonly<Record<ComplaintExit, (complaint: Complaint, closing: Closing, rules: TicketWorld) => string | undefined>> = {
  satisfied: ({ phase, satisfied }) => (phase === 'answered' && satisfied === true ? undefined : 'an answer "satisfied", recorded by somebody who did not handle the complaint'),
  exhausted: (complaint, { data, meta }, rules) => missingForExhaustion(complaint, meta.at, data.reason, rules),
  'repeat-without-new-facts': ({ earlierId }, { data }) => ((data.earlierId ?? earlierId) === undefined ? 'earlierId of the complaint it repeats' : undefined),
  withdrawn: (_, { data }) => (data.reason === undefined ? "reason: the complainant's withdrawal" : undefined),
  unreachable: ({ phase, unreachedAt }, _, rules) => (phase === 'fed-back' && daysOf(unreachedAt, rules) >= ATTEMPT_DAYS ? undefined : `fed back, no answer since, and ${ATTEMPT_DAYS} attempts in vain on different days`),
  'legal-channel': (_, { data }) => (data.legalChannel === undefined ? 'legalChannel: who took it up' : undefined),
  'closed-by-source': () => 'an import from the system it came from',
};

/** Asks for the end of a complaint whose complainant is not satisfied; another person decides, who never handled it. */
const askExhaustion = (complaint: Complaint, reason: string, meta: CommandMeta): Answer => {
  const { round, requests } = complaint;
  const [approvalId, waiting] = Object.entries(requests).find(([, one]) => one.kind === 'exhaustion' && one.decided === undefined && one.round === round) ?? [];
  if (waiting) return waiting.reason === reason ? accept() : reject('ticket/request-waiting', { field: 'exit', value: 'exhausted', approvalId });
  return accept(ExhaustionRequested({ ...subjectOf(complaint, meta.id), round, reason }));
};

/** A second person grants what was asked for; the end of a complaint, where it still stands as it did then. */
export const approveComplaintRequest = (complaint: Complaint, order: Order<Made<typeof ApproveComplaintRequest>>, rules: TicketWorld): Answer => {
  const { data: { approvalId }, meta } = order;
  if (complaint.requests[approvalId]?.kind !== 'exhaustion') return approveRequest(complaint, order, rules);
  const refusal = refusalToAct(complaint, meta.at);
  if (refusal) return refusal;
  const found = undecided(complaint, approvalId, meta, 'approved', rules);
  if (!found.ok) return found.refusal;
  const { by, round, reason } = found.request;
  if (isAmong(rules.people, meta.actor.id, complaint.handlers)) return reject('ticket/same-person', { field: 'actor', value: meta.actor.id, allowed: 'somebody who never handled it' });
  const needs = round === complaint.round ? missingForExhaustion(complaint, meta.at, reason, rules) : 'asked for in this round';
  if (needs !== undefined) return reject('ticket/exit-not-open', { field: 'exit', value: 'exhausted', allowed: needs, phase: complaint.phase });
  const approved = ExhaustionApproved({ ...subjectOf(complaint, approvalId), askedBy: by });
  const closed = ComplaintClosed({ ...aboutComplaint(complaint), round, exit: 'exhausted', reason, approvedBy: meta.actor.id });
  return accept<ComplaintEvent>(approved, ...stopClocks(complaint, 'closed', meta.at, rules), closed);
};

/** Ends the complaint by a named exit whose conditions hold; only "satisfied" says that somebody is satisfied. Source: domain notes §3.3 [D]. */
export const closeComplaint = (complaint: Complaint, order: Closing, rules: TicketWorld): Answer => {
  const { data, meta } = order;
  const refusal = refusalToAct(complaint, meta.at);
  if (refusal) return refusal;
  const needs = missing[data.exit](complaint, order, rules);
  if (needs !== undefined) return reject('ticket/exit-not-open', { field: 'exit', value: data.exit, allowed: needs, phase: complaint.phase });
  if (data.exit === 'exhausted') return askExhaustion(complaint, data.reason ?? '', meta);
  const earlierId = data.exit === 'repeat-without-new-facts' ? (data.earlierId ?? complaint.earlierId) : undefined;
  const unfit = earlierId === undefined ? undefined : refusalOfRepeat(complaint, { field: 'earlierId', id: earlierId, kind: 'complaint' }, rules.linked);
  if (unfit) return unfit;
  const { exit, reason, legalChannel } = data;
  const closed = ComplaintClosed({
    ...aboutComplaint(complaint),
    round: complaint.round,
    exit,
    reason,
    earlierId,
    legalChannel: exit === 'legal-channel' ? legalChannel : undefined,
  });
  return accept<ComplaintEvent>(...stopClocks(complaint, exit === 'withdrawn' ? 'withdrawn' : 'closed', meta.at, rules), closed);
};

/** Opens a closed complaint again under the same id, in a next round with clocks of its own. */
export const reopenComplaint = (complaint: Complaint, { data, meta }: Order<Made<typeof ReopenComplaint>>, rules: RulesInForce): Answer => {
  if (complaint.phase === 'unknown') return reject('ticket/unknown');
  if (complaint.phase !== 'closed') return reject('ticket/not-now', { field: 'phase', value: complaint.phase, allowed: ['closed'] });
  const round = complaint.round + 1;
  const started = startClocks({ ...complaint, round }, promisedPerRound, rules, meta.at);
  if (!started.accepted) return started;
  return accept<ComplaintEvent>(ComplaintReopened({ ...aboutComplaint(complaint), round, reason: data.reason }), ...started.events);
};

import { accept, reject, type Decision, type Made, type Order } from '@heatledger/kernel';
import type { RulesInForce } from '@heatledger/rulebook';
import type { ClockName } from '@heatledger/vocabulary';
import { meetClock, startClocks } from '../clock.decisions.js';
import type { AcknowledgeComplaint, AssignComplaint, ClassifyComplaint, ObjectToComplaintAssignment, ReassignComplaint, ReceiveComplaint, SupplementComplaint } from '../complaint.commands.js';
import {
  ComplaintAcknowledged,
  ComplaintAssigned,
  ComplaintAssignmentObjected,
  ComplaintClassified,
  ComplaintReassigned,
  ComplaintReceived,
  ComplaintSupplemented,
  type ComplaintEvent,
} from '../complaint.events.js';
import type { Complaint } from '../complaint.state.js';
import { isAccused } from '../policies/accused.js';
import { aboutComplaint } from '../policies/about-complaint.js';
import { refusalToAct } from '../policies/may-act.js';
import { supplement } from '../supplement.decisions.js';
import { reclassified } from '../reclassify.decisions.js';
import type { TicketRejection } from '../ticket.rejections.js';
import type { TicketWorld } from '../ticket.world.js';

type Answer = Decision<ComplaintEvent, TicketRejection>;

/** What is promised as soon as a complaint is received, as far as the rules in force name it: an arrival for leaks and cold rooms, a temperature test for cold rooms; the call back is promised when it is fed back. */
export const promisedAtReceipt: readonly ClockName[] = ['acknowledge', 'first-contact', 'arrive', 'measure', 'first-result', 'resolve', 'written-answer'];
/** What a later round promises anew: it needs no receipt, and nobody owes a second arrival unless asked. */
export const promisedPerRound: readonly ClockName[] = ['first-contact', 'first-result', 'resolve', 'written-answer'];

export const receiveComplaint = (complaint: Complaint, { data, meta }: Order<Made<typeof ReceiveComplaint>>, rules: RulesInForce): Answer => {
  if (complaint.phase !== 'unknown') return complaint.caseNumber === data.caseNumber ? accept() : reject('ticket/known', { field: 'ticketId', value: data.ticketId });
  const started = startClocks({ ...data, ticketKind: 'complaint', channel: meta.channel, round: 1, crewId: undefined, urgency: undefined }, promisedAtReceipt, rules, meta.at);
  if (!started.accepted) return started;
  return accept<ComplaintEvent>(ComplaintReceived({ ...data }), ...started.events);
};

export const acknowledgeComplaint = (complaint: Complaint, { meta }: Order<Made<typeof AcknowledgeComplaint>>, rules: RulesInForce): Answer => {
  const refusal = refusalToAct(complaint, meta.at);
  if (refusal) return refusal;
  if (complaint.acknowledged) return accept();
  return accept<ComplaintEvent>(ComplaintAcknowledged(aboutComplaint(complaint)), ...meetClock(complaint, 'acknowledge', meta.at, rules));
};

export const supplementComplaint = (complaint: Complaint, { data }: Order<Made<typeof SupplementComplaint>>): Answer =>
  supplement<ComplaintEvent>(complaint, data, () =>
    ComplaintSupplemented({ ...aboutComplaint(complaint), note: data.note, evidence: [...data.evidence] }),
  );

export const classifyComplaint = (complaint: Complaint, { data, meta }: Order<Made<typeof ClassifyComplaint>>, rules: RulesInForce): Answer => {
  const refusal = refusalToAct(complaint, meta.at);
  if (refusal) return refusal;
  if (complaint.category === data.category && complaint.urgency === data.urgency) return accept();
  const { category, urgency } = data;
  const classified = ComplaintClassified({ ...aboutComplaint(complaint), category, urgency });
  const judged = { category, names: promisedAtReceipt, done: { arrive: complaint.visitedAt, measure: complaint.measuredAt } };
  return accept<ComplaintEvent>(classified, ...reclassified({ ...complaint, urgency }, judged, meta, rules));
};

const refusalOfHandler = ({ accused }: Complaint, handler: string, { people }: TicketWorld): Extract<Answer, { accepted: false }> | undefined =>
  isAccused(accused, handler, people) ? { accepted: false, code: 'complaint/accused', detail: { field: 'handler', value: handler, allowed: 'anybody but the accused' } } : undefined;

/** Makes somebody responsible; the accused never is. Clause 四(三). */
export const assignComplaint = (complaint: Complaint, { data, meta }: Order<Made<typeof AssignComplaint>>, rules: TicketWorld): Answer => {
  const refusal = refusalToAct(complaint, meta.at) ?? refusalOfHandler(complaint, data.handler, rules);
  if (refusal) return refusal;
  if (complaint.handler === data.handler && !complaint.objected) return accept();
  if (complaint.handler !== undefined && !complaint.objected) return reject('ticket/not-now', { field: 'handler', value: data.handler, allowed: 'reassign the complaint, with a reason' });
  return accept<ComplaintEvent>(ComplaintAssigned({ ...aboutComplaint(complaint), handler: data.handler }), ...meetClock(complaint, 'acknowledge', meta.at, rules));
};

export const objectToComplaintAssignment = (complaint: Complaint, { data, meta }: Order<Made<typeof ObjectToComplaintAssignment>>): Answer => {
  const refusal = refusalToAct(complaint, meta.at);
  if (refusal) return refusal;
  const { handler } = complaint;
  if (handler === undefined) return reject('complaint/no-handler');
  return complaint.objected ? accept() : accept(ComplaintAssignmentObjected({ ...aboutComplaint(complaint), handler, reason: data.reason }));
};

export const reassignComplaint = (complaint: Complaint, { data, meta }: Order<Made<typeof ReassignComplaint>>, rules: TicketWorld): Answer => {
  const refusal = refusalToAct(complaint, meta.at) ?? refusalOfHandler(complaint, data.handler, rules);
  if (refusal) return refusal;
  const { handler: previousHandler } = complaint;
  if (previousHandler === undefined) return reject('complaint/no-handler');
  if (previousHandler === data.handler && !complaint.objected) return accept();
  return accept(ComplaintReassigned({ ...aboutComplaint(complaint), handler: data.handler, previousHandler, reason: data.reason }));
};

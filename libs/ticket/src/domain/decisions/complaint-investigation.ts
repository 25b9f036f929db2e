import { accept, reject, type Decision, type Made, type Order } from '@heatledger/kernel';
import type { RulesInForce } from '@heatledger/rulebook';
import { meetClock } from '../clock.decisions.js';
import type {
  AttachMeasurement,
  DetermineCause,
  HearComplainant,
  HearRespondent,
  MakeFirstContact,
  RecordFailedComplaintVisit,
  RecordHearingRefusal,
  VisitComplainant,
} from '../complaint.commands.js';
import {
  CauseDetermined,
  ComplainantHeard,
  ComplaintVisited,
  ComplaintVisitFailed,
  FirstContactMade,
  HearingRefused,
  MeasurementAttached,
  RespondentHeard,
  type ComplaintEvent,
} from '../complaint.events.js';
import type { Complaint } from '../complaint.state.js';
import { aboutComplaint } from '../policies/about-complaint.js';
import { refusalToAct } from '../policies/may-act.js';
import type { TicketRejection } from '../ticket.rejections.js';

type Answer = Decision<ComplaintEvent, TicketRejection>;

export const makeFirstContact = (complaint: Complaint, { data, meta }: Order<Made<typeof MakeFirstContact>>, rules: RulesInForce): Answer => {
  const refusal = refusalToAct(complaint, meta.at);
  if (refusal) return refusal;
  if (complaint.contacted) return accept();
  return accept<ComplaintEvent>(FirstContactMade({ ...aboutComplaint(complaint), note: data.note }), ...meetClock(complaint, 'first-contact', meta.at, rules));
};

export const visitComplainant = (complaint: Complaint, { data, meta }: Order<Made<typeof VisitComplainant>>, rules: RulesInForce): Answer =>
  refusalToAct(complaint, meta.at) ??
  accept<ComplaintEvent>(ComplaintVisited({ ...aboutComplaint(complaint), note: data.note, evidence: [...data.evidence] }), ...meetClock(complaint, 'arrive', meta.at, rules));

/** A visit in vain keeps no promise by itself; it is what a pause may rest on. Source: domain notes §3.5 [D]. */
export const recordFailedComplaintVisit = (complaint: Complaint, { data, meta }: Order<Made<typeof RecordFailedComplaintVisit>>): Answer => {
  const refusal = refusalToAct(complaint, meta.at);
  if (refusal) return refusal;
  if (data.evidence.length === 0) return reject('ticket/evidence-missing', { field: 'evidence', allowed: 'at least one piece that shows the attempt' });
  return accept(ComplaintVisitFailed({ ...aboutComplaint(complaint), failure: data.failure, evidence: [...data.evidence] }));
};

/** Puts a reading to the complaint; the first one keeps the promise to measure. */
export const attachMeasurement = (complaint: Complaint, { data, meta }: Order<Made<typeof AttachMeasurement>>, rules: RulesInForce): Answer => {
  const refusal = refusalToAct(complaint, meta.at);
  if (refusal) return refusal;
  if (complaint.measurements.includes(data.measurementId)) return accept();
  const attached = MeasurementAttached({ ...aboutComplaint(complaint), measurementId: data.measurementId, roomTenths: data.roomTenths });
  return accept<ComplaintEvent>(attached, ...meetClock(complaint, 'measure', meta.at, rules));
};

export const determineCause = (complaint: Complaint, { data, meta }: Order<Made<typeof DetermineCause>>): Answer => {
  const refusal = refusalToAct(complaint, meta.at);
  if (refusal) return refusal;
  return complaint.cause === data.cause ? accept() : accept(CauseDetermined({ ...aboutComplaint(complaint), cause: data.cause, grounds: data.grounds }));
};

export const hearComplainant = (complaint: Complaint, { data, meta }: Order<Made<typeof HearComplainant>>): Answer =>
  refusalToAct(complaint, meta.at) ?? accept(ComplainantHeard({ ...aboutComplaint(complaint), statement: data.statement }));

export const hearRespondent = (complaint: Complaint, { data, meta }: Order<Made<typeof HearRespondent>>): Answer =>
  refusalToAct(complaint, meta.at) ?? accept(RespondentHeard({ ...aboutComplaint(complaint), statement: data.statement }));

/** One side's refusal stands in for its hearing, when the attempts are shown. */
export const recordHearingRefusal = (complaint: Complaint, { data, meta }: Order<Made<typeof RecordHearingRefusal>>): Answer => {
  const refusal = refusalToAct(complaint, meta.at);
  if (refusal) return refusal;
  if (data.attempts < 1 || data.evidence.length === 0)
    return reject('ticket/evidence-missing', { field: data.attempts < 1 ? 'attempts' : 'evidence', value: data.attempts, allowed: 'at least one attempt, with what shows it' });
  return accept(HearingRefused({ ...aboutComplaint(complaint), side: data.side, attempts: data.attempts, evidence: [...data.evidence] }));
};

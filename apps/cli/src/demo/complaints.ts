import type { Message } from '@heatledger/kernel';
import { MeasureRoom } from '@heatledger/quality';
import * as ticket from '@heatledger/ticket';
import { DEFAULT_ZONE, derivedUuid, format } from '@heatledger/vocabulary';
import type { Chance } from './chance.js';
import { billingStory, refundCourses, refundStory, type ColdReading } from './fees.js';
import type { Act, Player } from './stage.js';
import { surveyCourseOf, surveyStory } from './surveys.js';
import { crewOf, DAY, HOUR, MINUTE, staff, type Home } from './town.js';

/** What makes one complaint differ from the next. */
export const complaintCourses = ['cold-room', 'satisfied', 'rejected', 'unreachable', 'withdrawn', 'legal', 'repeat', 'paused', 'merged', 'reopened', 'billing'] as const;
export type ComplaintCourse = (typeof complaintCourses)[number];

/** What somebody of the same home complained of a minute before, and took back two hours later. */
/** What both sides say when they are heard. */
const saidBy = (course: string, again: boolean): { readonly complainant: string; readonly respondent: string } => {
  if (course === 'billing') return { complainant: again ? '账单仍未更正。' : '账单比往年高，没有说明。', respondent: again ? '已复查，情况属实。' : '按系统面积计费。' };
  return { complainant: again ? '还是不热。' : '卧室一直不热。', respondent: again ? '已复查，情况属实。' : '当日已巡检，未见异常。' };
};

/** What sets a complaint right: a bill is put right by another bill, a cold room by a valve. */
const remedyOf = (course: string): { readonly remedy: string; readonly evidence: string[] } =>
  course === 'billing' ? { remedy: '更正计费并重开账单', evidence: ['bill-corrected'] } : { remedy: '调整平衡阀并复测', evidence: ['photo-valve'] };

const twinStory = (ticketId: string, { householdId, zone, station, person, phone }: Home, start: number): readonly Act[] => {
  const at = start - MINUTE;
  const correlation = `complaint-${ticketId}`;
  const caseNumber = ticket.caseNumberOf('complaint', DEFAULT_ZONE, format(at, 480), ticketId);
  const receive = ticket.ReceiveComplaint({ ticketId, caseNumber, householdId, zone, station, category: 'TEMP', description: '家人先前来电反映屋里冷。', complainantName: person, complainantPhone: phone });
  return [
    { at, by: staff.agent, command: receive, correlation },
    { at: at + 5 * MINUTE, by: staff.agent, command: ticket.AcknowledgeComplaint({ ticketId }), correlation },
    { at: start + 110 * MINUTE, by: staff.officer, command: ticket.CloseComplaint({ ticketId, exit: 'withdrawn', reason: '与另一件投诉为同一事项' }), correlation },
  ];
};

/** The acts of one complaint, from `start` (ms). */
export const complaintStory = (chance: Chance, seed: number, n: number, home: Home, start: number, course: ComplaintCourse): readonly Act[] => {
  const ticketId = derivedUuid('demo', String(seed), 'complaint', String(n));
  const correlation = `complaint-${ticketId}`;
  const acts: Act[] = [];
  let now = start;
  const act = (by: Player, command: Act['command'], minutes: number): void => {
    now += minutes * MINUTE;
    acts.push({ at: now, by, command, correlation });
  };
  /** What the act before asked for. */
  const granted = (by: Player, approve: (data: ticket.RequestRef) => Message, minutes: number): void => {
    const asked = acts.at(-1);
    if (asked) act(by, (idOf) => approve({ ticketId, approvalId: idOf(asked) }), minutes);
  };
  const { householdId, zone, station, crew } = home;
  const caseNumber = ticket.caseNumberOf('complaint', DEFAULT_ZONE, format(start, 480), ticketId);
  const handler = staff.officer.id;
  const category = course === 'rejected' ? 'CONDUCT' : course === 'billing' ? 'BILLING' : 'TEMP';
  act(staff.agent, ticket.ReceiveComplaint({ ticketId, caseNumber, householdId, zone, station, category, description: course === 'billing' ? '热费按错误面积计收。' : '屋里冷，反映多次没人解决。', remedySought: '恢复供热并退费', complainantName: home.person, complainantPhone: home.phone, accused: crew }), 0);
  const twinId = derivedUuid('demo', String(seed), 'complaint', String(n), 'twin');
  if (course === 'repeat' || course === 'merged') acts.unshift(...twinStory(twinId, home, start));
  act(staff.agent, ticket.AcknowledgeComplaint({ ticketId }), 5);
  act(staff.agent, ticket.ClassifyComplaint({ ticketId, category, urgency: 'urgent' }), 5);
  act(staff.officer, ticket.AssignComplaint({ ticketId, handler }), 10);
  if (course === 'withdrawn') {
    act(staff.officer, ticket.ObjectToComplaintAssignment({ ticketId, reason: '与本人业务无关' }), 10);
    act(staff.officer2, ticket.ReassignComplaint({ ticketId, handler: staff.officer2.id, reason: '调整承办人' }), 10);
    act(staff.officer2, ticket.CloseComplaint({ ticketId, exit: 'withdrawn', reason: '投诉人书面撤回' }), 300);
    return acts;
  }
  act(staff.officer, ticket.MakeFirstContact({ ticketId, note: '已电话说明流程' }), 20);
  if (course === 'repeat') {
    act(staff.officer, ticket.LinkComplaintAsRepeat({ ticketId, earlierId: twinId }), 10);
    act(staff.officer, ticket.CloseComplaint({ ticketId, exit: 'repeat-without-new-facts', earlierId: twinId }), 60);
    return acts;
  }
  if (course === 'legal') {
    act(staff.officer, ticket.CloseComplaint({ ticketId, exit: 'legal-channel', legalChannel: '区人民法院' }), 2000);
    return acts;
  }
  if (course === 'merged') {
    act(staff.officer, ticket.AgreeMerge({ ticketKind: 'complaint', ticketId, survivorId: twinId, reason: '同楼同因' }), 10);
    act(staff.officer, ticket.UndoMerge({ ticketKind: 'complaint', ticketId, reason: '诉求不同，分开办理' }), 30);
  }
  if (course === 'paused') {
    act(staff.officer, ticket.RecordFailedComplaintVisit({ ticketId, failure: 'absent', evidence: ['photo-door'] }), 20);
    act(staff.officer, ticket.PauseComplaint({ ticketId, reason: 'third-party-test', evidence: ['test-order'], basis: `检-${n}` }), 30);
    act(staff.officer, ticket.ResumeComplaint({ ticketId }), 700);
  }
  act(staff.officer, ticket.VisitComplainant({ ticketId, note: '已查看室内情况', evidence: ['visit-form'] }), 60);
  const roomTenths = course === 'rejected' ? 192 : chance.between(142, 176);
  let cold: ColdReading | undefined;
  if (course !== 'billing') {
    const measurementId = derivedUuid('demo', String(seed), 'measurement', String(n));
    const order = { measurementId, householdId, ticketId, zone, station, basis: 'complaint' as const, room: 'bedroom' as const, roomTenths, contractTenths: 180, closedMinutes: 60, heightCentimetres: 100, instrument: 'T-0421', instrumentValidUntil: '2026-12-31', signedByUser: 'signed' as const, signedByCompany: true, userCaused: false, evidence: ['form-measure'] };
    act(crewOf(crew), MeasureRoom(order), 10);
    cold = { order, at: now, reportedAt: start, by: crewOf(crew) };
    act(staff.officer, ticket.AttachMeasurement({ ticketId, measurementId, roomTenths }), 5);
  }
  act(staff.officer, ticket.DetermineCause({ ticketId, cause: course === 'rejected' ? 'none' : 'operator', grounds: course === 'billing' ? '抄表与计费记录不符' : '管网平衡阀失调' }), 30);
  let rounds = 0;
  /** Each round hears both sides before it is decided. */
  const conclude = (verdict: 'upheld' | 'partly' | 'rejected'): void => {
    const again = rounds++ > 0;
    act(staff.officer, ticket.HearComplainant({ ticketId, statement: saidBy(course, again).complainant }), 10);
    if (course === 'satisfied' && !again) act(staff.officer, ticket.RecordHearingRefusal({ ticketId, side: 'respondent', attempts: 2, evidence: ['call-1', 'call-2'] }), 60);
    else act(staff.officer, ticket.HearRespondent({ ticketId, statement: saidBy(course, again).respondent }), again ? 20 : 60);
    act(staff.officer, ticket.DecideComplaint({ ticketId, verdict, grounds: course === 'billing' ? '计费记录与用户档案' : '测温与巡检记录', clause: '四(三)' }), 120);
    if (verdict !== 'rejected') act(staff.officer, ticket.ExecuteRemedy({ ticketId, ...remedyOf(course) }), 60);
    act(staff.officer, ticket.FeedBackComplaint({ ticketId, written: true, recourse: '可向主管部门申诉' }), 60);
  };
  conclude(course === 'rejected' ? 'rejected' : 'upheld');
  if (course === 'billing') acts.push(...billingStory(seed, n, home, ticketId, now, correlation));
  else if (course !== 'rejected' && cold) {
    const turn = Math.floor(n / complaintCourses.length) + (course === 'cold-room' ? 0 : n);
    acts.push(...refundStory(n, home, ticketId, now, cold, refundCourses[turn % refundCourses.length] ?? 'withdrawn', correlation));
  }
  if (course === 'cold-room') {
    act(staff.agent2, ticket.RecordComplaintAnswer({ ticketId, satisfied: false, fixed: false, why: '退费可以，但屋里还是冷' }), 1000);
    act(staff.officer, ticket.MakeFirstContact({ ticketId }), 20);
    conclude('upheld');
  }
  if (course === 'unreachable') {
    for (let day = 0; day < 3; day++) act(staff.agent2, ticket.AttemptFollowUp({ ticketId }), 24 * 60);
    act(staff.officer, ticket.CloseComplaint({ ticketId, exit: 'unreachable' }), 30);
    return acts;
  }
  if (course === 'rejected') {
    act(staff.officer, ticket.ExtendComplaintClock({ ticketId, clock: 'call-back', due: format(now + 400 * HOUR, 480), reason: '投诉人外出' }), 10);
    granted(staff.chief, ticket.ApproveComplaintRequest, 20);
    act(staff.officer, ticket.EscalateComplaint({ ticketId, level: 2, reason: '投诉人不服决定' }), 60);
    act(staff.officer, ticket.OpenComplaintRound({ ticketId, reason: '复核' }), 600);
    conclude('partly');
    for (let day = 0; day < 3; day++) act(staff.agent2, ticket.AttemptFollowUp({ ticketId }), 24 * 60);
    const refused = (by: Player, minutes: number): void => {
      const asked = acts.at(-1);
      if (asked) act(by, (idOf) => ticket.RefuseComplaintRequest({ ticketId, approvalId: idOf(asked), reason: '请补充外部途径告知情况' }), minutes);
    };
    act(staff.officer, ticket.CloseComplaint({ ticketId, exit: 'exhausted', reason: '各级复核完毕' }), 30);
    refused(staff.chief, 40);
    act(staff.officer, ticket.CloseComplaint({ ticketId, exit: 'exhausted', reason: '各级复核完毕，已告知外部途径' }), 30);
    granted(staff.chief, ticket.ApproveComplaintRequest, 30);
    return acts;
  }
  act(staff.agent2, ticket.RecordComplaintAnswer({ ticketId, satisfied: true, fixed: true }), chance.between(300, 1500));
  act(staff.officer, ticket.CloseComplaint({ ticketId, exit: 'satisfied' }), 10);
  const surveyed = course === 'satisfied' && n > 2 * complaintCourses.length ? 'low' : surveyCourseOf(n);
  if (surveyed !== 'low' || course === 'satisfied') acts.push(...surveyStory(chance, ticketId, course === 'cold-room' ? 2 : 1, now, surveyed, correlation));
  if (surveyed === 'low' && course === 'satisfied') {
    now += 2 * DAY;
    conclude('upheld');
    act(staff.agent2, ticket.RecordComplaintAnswer({ ticketId, satisfied: true, fixed: true }), 600);
    act(staff.officer, ticket.CloseComplaint({ ticketId, exit: 'satisfied' }), 10);
  }
  if (course === 'reopened') {
    act(staff.agent, ticket.ReopenComplaint({ ticketId, reason: '降温后再次不热' }), 3 * 24 * 60);
    conclude('upheld');
    act(staff.agent2, ticket.RecordComplaintAnswer({ ticketId, satisfied: true }), 600);
    act(staff.officer, ticket.CloseComplaint({ ticketId, exit: 'satisfied' }), 10);
  }
  return acts;
};

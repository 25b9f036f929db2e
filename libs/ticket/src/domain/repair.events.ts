import { event, type Made } from '@heatledger/kernel';
import {
  categories,
  causes,
  codeField,
  countField,
  crewId,
  evidenceField,
  freeTextField,
  idField,
  instantField,
  levelNamed,
  minutesField,
  oneOf,
  pauseReasons,
  personField,
  phoneField,
  spanEn,
  spanZh,
  textField,
  urgencies,
  yesNoField,
} from '@heatledger/vocabulary';
import { clockKinds } from './clock.kinds.js';
import { lateEntryKinds } from './late-entry.kinds.js';
import { requestKinds } from './request.kinds.js';
import { pauseKinds } from './pause.kinds.js';
import { linkKinds } from './link.kinds.js';
import { RepairLinkedAsRepeat, RepairMerged, RepairUnmerged } from './repair-links.events.js';
import { reason, subject } from './repair.fields.js';
import { callBackAnswers, repairExits, repairOutcomes, visitFailures } from './ticket.words.js';

const round = countField('Round of the repair, from 1.', 'C1', 1000);

export const RepairReported = event('RepairReported', {
  doc: 'Somebody reported that something is out of order.',
  data: {
    ...subject,
    caseNumber: codeField('Case number for people, such as R-20260105-7K3M.'),
    urgency: oneOf('Urgency as it sounded.', urgencies).optional(),
    description: freeTextField('What was reported, in their words.'),
    place: freeTextField('Where it is, when no household is known.', 300).optional(),
    callerName: personField('Who reported it.').optional(),
    callerPhone: phoneField('Where they can be reached.').optional(),
  },
  say: { zh: (d) => `接到报修 ${d.caseNumber}：${categories[d.category].zh}。`, en: (d) => `Repair ${d.caseNumber} reported: ${categories[d.category].en}.` },
});

export const RepairAcknowledged = event('RepairAcknowledged', {
  doc: 'Who reported it was told that the repair was taken down.',
  data: subject,
  say: { zh: () => '已告知报修人受理。', en: () => 'Receipt acknowledged to the requester.' },
});

export const RepairSupplemented = event('RepairSupplemented', {
  doc: 'A note or evidence was added to the repair; nothing else changed.',
  data: { ...subject, note: freeTextField('What is added.').optional(), evidence: evidenceField('What shows it.') },
  say: {
    zh: (d) => `补充说明${d.evidence.length > 0 ? `（附凭证 ${d.evidence.length} 份）` : ''}。`,
    en: (d) => `Supplemented${d.evidence.length > 0 ? ` with ${d.evidence.length} pieces of evidence` : ''}.`,
  },
});

export const RepairTriaged = event('RepairTriaged', {
  doc: 'The category and urgency of the repair were judged.',
  data: { ...subject, urgency: oneOf('How fast danger grows.', urgencies) },
  say: { zh: (d) => `已分级：${categories[d.category].zh}，${urgencies[d.urgency].zh}。`, en: (d) => `Triaged: ${categories[d.category].en}, ${urgencies[d.urgency].en}.` },
});

export const RepairAssigned = event('RepairAssigned', {
  doc: 'A crew was given the repair.',
  data: { ...subject, crewId },
  say: { zh: (d, { nameOf }) => `派单给 ${nameOf(d.crewId)}。`, en: (d, { nameOf }) => `Assigned to crew ${nameOf(d.crewId)}.` },
});

export const RepairAssignmentObjected = event('RepairAssignmentObjected', {
  doc: 'The assigned crew objected to the assignment (派单异议).',
  data: { ...subject, crewId, reason },
  say: { zh: (d, { nameOf }) => `${nameOf(d.crewId)} 提出派单异议：${d.reason}`, en: (d, { nameOf }) => `Crew ${nameOf(d.crewId)} objected: ${d.reason}` },
});

export const RepairReassigned = event('RepairReassigned', {
  doc: 'The repair went to another crew.',
  data: { ...subject, crewId, previousCrewId: codeField('The crew before.'), reason },
  say: { zh: (d, { nameOf }) => `由 ${nameOf(d.previousCrewId)} 改派 ${nameOf(d.crewId)}：${d.reason}`, en: (d, { nameOf }) => `Reassigned from crew ${nameOf(d.previousCrewId)} to ${nameOf(d.crewId)}: ${d.reason}` },
});

export const CrewArrived = event('CrewArrived', {
  doc: 'The assigned crew came to the place.',
  data: { ...subject, crewId, round },
  say: { zh: (d, { nameOf }) => `${nameOf(d.crewId)} 到达现场。`, en: (d, { nameOf }) => `Crew ${nameOf(d.crewId)} arrived.` },
});

export const VisitFailed = event('VisitFailed', {
  doc: 'The crew came but could not work; what shows the attempt is named.',
  data: { ...subject, crewId, failure: oneOf('Why they could not work.', visitFailures), evidence: evidenceField('What shows the attempt.') },
  say: { zh: (d, { nameOf }) => `${nameOf(d.crewId)} 上门未果：${visitFailures[d.failure].zh}。`, en: (d, { nameOf }) => `Visit of crew ${nameOf(d.crewId)} failed: ${visitFailures[d.failure].en}.` },
});

export const WorkPaused = event('WorkPaused', {
  doc: 'Work on the repair stands still for a named reason, and its clocks with it.',
  version: 2,
  upcasts: { 1: (data) => ({ ...data }) },
  data: {
    ...subject,
    reason: oneOf('Why it stands still.', pauseReasons),
    evidence: evidenceField('What shows the reason.'),
    basis: codeField('Number of the order of a test or of a summons.').optional(),
    restsOn: textField('The visit, appointment, order or summons that it rests on.', 200).optional(),
    until: instantField('When it ends by itself at the latest; absent before pauses had an end.').optional(),
  },
  say: { zh: (d) => `暂停：${pauseReasons[d.reason].zh}。`, en: (d) => `Paused: ${pauseReasons[d.reason].en}.` },
});

export const WorkResumed = event('WorkResumed', {
  doc: 'Work on the repair goes on.',
  data: { ...subject, pausedMinutes: minutesField('Whole minutes for which it stood still.') },
  say: { zh: (d) => `恢复处理（暂停 ${spanZh(d.pausedMinutes)}）。`, en: (d) => `Resumed after ${spanEn(d.pausedMinutes)}.` },
});

export const RepairCompleted = event('RepairCompleted', {
  doc: 'The crew ended its work; the cause found and the outcome are two things, and neither says that anybody is satisfied.',
  data: {
    ...subject,
    crewId,
    round,
    cause: oneOf('Who was found to be the cause.', causes),
    outcome: oneOf('What came of the work.', repairOutcomes),
    note: freeTextField('What was done.').optional(),
    evidence: evidenceField('What shows the work.'),
  },
  say: { zh: (d) => `处理结束：${repairOutcomes[d.outcome].zh}（${causes[d.cause].zh}）。`, en: (d) => `Work ended: ${repairOutcomes[d.outcome].en} (cause: ${causes[d.cause].en}).` },
});

export const RepairSentBack = event('RepairSentBack', {
  doc: 'The work was not accepted and goes back to the crew; the next round begins.',
  data: { ...subject, crewId, round, reason },
  say: { zh: (d, { nameOf }) => `退回 ${nameOf(d.crewId)} 重新处理（第 ${d.round} 轮）：${d.reason}`, en: (d, { nameOf }) => `Sent back to crew ${nameOf(d.crewId)} (round ${d.round}): ${d.reason}` },
});

export const RepairCalledBack = event('RepairCalledBack', {
  doc: 'Somebody other than the crew called the requester and recorded the answer.',
  data: {
    ...subject,
    crewId,
    round,
    answer: oneOf('What was heard.', callBackAnswers),
    fixed: yesNoField('Whether it is fixed in their words, apart from the answer.').optional(),
    why: freeTextField('Why, in their words.', 1000).optional(),
  },
  say: { zh: (d) => `回访：${callBackAnswers[d.answer].zh}。`, en: (d) => `Called back: ${callBackAnswers[d.answer].en}.` },
});

export const RepairClosed = event('RepairClosed', {
  doc: 'The repair came to an end by a named exit; that never implies satisfaction.',
  data: {
    ...subject,
    crewId: crewId.optional(),
    round,
    exit: oneOf('The way out.', repairExits),
    complaintId: idField('The complaint it goes on as.').optional(),
  },
  say: { zh: (d) => `办结：${repairExits[d.exit].zh}。`, en: (d) => `Closed: ${repairExits[d.exit].en}.` },
});

export const RepairWithdrawn = event('RepairWithdrawn', {
  doc: 'The requester took the report back.',
  data: { ...subject, reason },
  say: { zh: (d) => `用户撤回报修：${d.reason}`, en: (d) => `Withdrawn by the requester: ${d.reason}` },
});

export const RepairEscalated = event('RepairEscalated', {
  doc: 'The repair was brought to a higher level.',
  data: { ...subject, crewId: crewId.optional(), level: countField('Level, from 1.', 'C1', 9), reason },
  say: { zh: (d) => `升级督办至${levelNamed(d.level).zh}：${d.reason}`, en: (d) => `Escalated to ${levelNamed(d.level).en}: ${d.reason}` },
});

export { RepairLinkedAsRepeat, RepairMerged, RepairUnmerged };

/** Every fact of a repair. */
export const repairKinds = [
  ...clockKinds, ...lateEntryKinds, ...requestKinds, ...linkKinds, ...pauseKinds, RepairReported, RepairAcknowledged, RepairSupplemented, RepairTriaged, RepairAssigned, RepairAssignmentObjected, RepairReassigned, CrewArrived, VisitFailed, WorkPaused, WorkResumed,
  RepairCompleted, RepairSentBack, RepairCalledBack, RepairClosed, RepairWithdrawn, RepairLinkedAsRepeat, RepairMerged, RepairUnmerged, RepairEscalated,
] as const;
export type RepairEvent = Made<(typeof repairKinds)[number]>;

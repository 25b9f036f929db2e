import { event } from '@heatledger/kernel';
import {
  categories,
  causes,
  codeField,
  countField,
  evidenceField,
  freeTextField,
  idField,
  instantField,
  oneOf,
  pauseReasons,
  personField,
  phoneField,
  staffId,
  tenthsField,
  celsius,
  celsiusZh,
  levelNamed,
  textField,
  urgencies,
} from '@heatledger/vocabulary';
import { reason, round, subject } from './complaint.fields.js';
import { hearingSides } from './complaint.words.js';
import { visitFailures } from './ticket.words.js';

export const ComplaintReceived = event('ComplaintReceived', {
  doc: 'Somebody complained; the complaint was taken down.',
  data: {
    ...subject,
    caseNumber: codeField('Case number for people, such as T-20260105-7K3M.'),
    description: freeTextField('What was complained of, in their words.').optional(),
    remedySought: freeTextField('What the complainant asks for.', 500).optional(),
    complainantName: personField('Who complains.').optional(),
    complainantPhone: phoneField('Where they can be reached.').optional(),
    accused: codeField('Staff account or crew that is complained of.').optional(),
    source: textField('System it was imported from.', 60).optional(),
    externalId: codeField('Number in the system it came from.').optional(),
    subject: textField('What it is about, as the source says.', 500).optional(),
    handledBy: codeField('Who handles it in the system it came from, by that system\'s code.').optional(),
  },
  say: { zh: (d) => `受理投诉 ${d.caseNumber}：${categories[d.category].zh}。`, en: (d) => `Complaint ${d.caseNumber} received: ${categories[d.category].en}.` },
});

export const ComplaintTakenOver = event('ComplaintTakenOver', {
  doc: 'Somebody here acted for the first time on a request that came from another system: from here on its promises of time are ours.',
  data: { ...subject, source: textField('System it was imported from.', 60) },
  say: { zh: (d) => `自来源系统 ${d.source} 接办，此后的时限由本公司承担。`, en: (d) => `Taken over from ${d.source}: from here on its promises of time are ours.` },
});

const told = (now: string | undefined, before: string | undefined): string | undefined => (now === before ? undefined : `${before ?? '—'} → ${now ?? '—'}`);

export const ComplaintSourceChanged = event('ComplaintSourceChanged', {
  doc: 'The system that a request came from tells it otherwise than before: where it belongs, what it is about, or who handles it.',
  data: {
    ...subject,
    round: countField('Round of the complaint, from 1.', 'C1', 1000),
    source: textField('System it was imported from.', 60),
    subject: textField('What it is about, as the source says.', 500).optional(),
    handledBy: codeField('Who handles it in the system it came from, by that system\'s code.').optional(),
    previousZone: codeField('Heating zone before.').optional(),
    previousStation: codeField('Heat station before.').optional(),
    previousCategory: oneOf('What was claimed before.', categories),
  },
  say: {
    zh: (d) =>
      `来源系统 ${d.source} 更正：${[
        told(d.zone, d.previousZone),
        told(d.station, d.previousStation),
        told(categories[d.category].zh, categories[d.previousCategory].zh),
      ].filter((part) => part !== undefined).join('，') || '主题或经办人'}。`,
    en: (d) =>
      `${d.source} tells it otherwise: ${[
        told(d.zone, d.previousZone),
        told(d.station, d.previousStation),
        told(categories[d.category].en, categories[d.previousCategory].en),
      ].filter((part) => part !== undefined).join(', ') || 'what it is about, or who handles it'}.`,
  },
});

export const ComplaintAcknowledged = event('ComplaintAcknowledged', {
  doc: 'The complainant was told that the complaint was taken down.',
  data: subject,
  say: { zh: () => '已告知投诉人受理。', en: () => 'Receipt acknowledged to the complainant.' },
});

export const ComplaintSupplemented = event('ComplaintSupplemented', {
  doc: 'A note or evidence was added to the complaint; nothing else changed.',
  data: { ...subject, note: freeTextField('What is added.').optional(), evidence: evidenceField('What shows it.') },
  say: {
    zh: (d) => `补充说明${d.evidence.length > 0 ? `（附凭证 ${d.evidence.length} 份）` : ''}。`,
    en: (d) => `Supplemented${d.evidence.length > 0 ? ` with ${d.evidence.length} pieces of evidence` : ''}.`,
  },
});

export const ComplaintClassified = event('ComplaintClassified', {
  doc: 'What the complaint is about and how urgent it is were judged.',
  data: { ...subject, urgency: oneOf('How fast danger grows.', urgencies) },
  say: { zh: (d) => `分类：${categories[d.category].zh}，${urgencies[d.urgency].zh}。`, en: (d) => `Classified: ${categories[d.category].en}, ${urgencies[d.urgency].en}.` },
});

export const ComplaintAssigned = event('ComplaintAssigned', {
  doc: 'Somebody was made responsible for the complaint.',
  data: { ...subject, handler: staffId },
  say: { zh: (d, { nameOf }) => `交由 ${nameOf(d.handler)} 办理。`, en: (d, { nameOf }) => `Assigned to ${nameOf(d.handler)}.` },
});

export const ComplaintAssignmentObjected = event('ComplaintAssignmentObjected', {
  doc: 'Who was made responsible objected (派单异议).',
  data: { ...subject, handler: staffId, reason },
  say: { zh: (d, { nameOf }) => `${nameOf(d.handler)} 提出派单异议：${d.reason}`, en: (d, { nameOf }) => `${nameOf(d.handler)} objected to the assignment: ${d.reason}` },
});

export const ComplaintReassigned = event('ComplaintReassigned', {
  doc: 'Somebody else was made responsible.',
  data: { ...subject, handler: staffId, previousHandler: codeField('Who was responsible before.'), reason },
  say: { zh: (d, { nameOf }) => `由 ${nameOf(d.previousHandler)} 改派 ${nameOf(d.handler)}：${d.reason}`, en: (d, { nameOf }) => `Reassigned from ${nameOf(d.previousHandler)} to ${nameOf(d.handler)}: ${d.reason}` },
});

export const FirstContactMade = event('FirstContactMade', {
  doc: 'The handler spoke with the complainant for the first time.',
  data: { ...subject, note: freeTextField('What was said.').optional() },
  say: { zh: () => '已首次联系投诉人。', en: () => 'First contact made with the complainant.' },
});

export const ComplaintVisited = event('ComplaintVisited', {
  doc: 'Somebody went to see for themselves.',
  data: { ...subject, note: freeTextField('What was seen.').optional(), evidence: evidenceField('Photos and forms.') },
  say: { zh: () => '已上门查看。', en: () => 'The place was visited.' },
});

export const ComplaintVisitFailed = event('ComplaintVisitFailed', {
  doc: 'Somebody went to see for themselves and met nobody; what shows the attempt is named.',
  data: { ...subject, failure: oneOf('Why nothing could be seen.', visitFailures), evidence: evidenceField('What shows the attempt.') },
  say: { zh: (d) => `上门查看未果：${visitFailures[d.failure].zh}。`, en: (d) => `A visit failed: ${visitFailures[d.failure].en}.` },
});

export const MeasurementAttached = event('MeasurementAttached', {
  doc: 'A room temperature measurement was attached to the complaint.',
  data: { ...subject, measurementId: idField('The measurement.'), roomTenths: tenthsField('Room temperature, tenths of °C.').optional() },
  say: {
    zh: (d) => (d.roomTenths === undefined ? '关联测温记录。' : `关联测温记录：${celsiusZh(d.roomTenths)}。`),
    en: (d) => (d.roomTenths === undefined ? 'A room measurement was attached.' : `A room measurement was attached: ${celsius(d.roomTenths)}.`),
  },
});

export const CauseDetermined = event('CauseDetermined', {
  doc: 'The investigation found who was the cause.',
  data: { ...subject, cause: oneOf('Who was the cause.', causes), grounds: freeTextField('What shows it.').optional() },
  say: { zh: (d) => `查明原因：${causes[d.cause].zh}。`, en: (d) => `Cause found: ${causes[d.cause].en}.` },
});

export const ComplainantHeard = event('ComplainantHeard', {
  doc: 'The complainant was heard. Clause 四(三).',
  data: { ...subject, statement: freeTextField('What they said.') },
  say: { zh: () => '已听取投诉人陈述。', en: () => 'The complainant was heard.' },
});

export const RespondentHeard = event('RespondentHeard', {
  doc: 'The one complained of was heard. Clause 四(三).',
  data: { ...subject, statement: freeTextField('What they said.') },
  say: { zh: () => '已听取被投诉人陈述。', en: () => 'The respondent was heard.' },
});

export const HearingRefused = event('HearingRefused', {
  doc: 'One side did not want to be heard, with the attempts that were made.',
  data: { ...subject, side: oneOf('Which side.', hearingSides), attempts: countField('Attempts that were made.', 'C1', 100), evidence: evidenceField('What shows the attempts.') },
  say: { zh: (d) => `${hearingSides[d.side].zh}拒绝陈述（已尝试 ${d.attempts} 次）。`, en: (d) => `${hearingSides[d.side].en} refused to be heard after ${d.attempts} attempts.` },
});

export const ComplaintPaused = event('ComplaintPaused', {
  doc: 'Work on the complaint stands still for a named reason.',
  version: 2,
  upcasts: { 1: (data) => ({ ...data }) },
  data: {
    ...subject,
    reason: oneOf('Why.', pauseReasons),
    evidence: evidenceField('What shows the reason.'),
    basis: codeField('Number of the order of a test or of a summons.').optional(),
    restsOn: textField('The visit, appointment, order or summons that it rests on.', 200).optional(),
    until: instantField('When it ends by itself at the latest; absent before pauses had an end.').optional(),
  },
  say: { zh: (d) => `暂停办理：${pauseReasons[d.reason].zh}。`, en: (d) => `Paused: ${pauseReasons[d.reason].en}.` },
});

export const ComplaintResumed = event('ComplaintResumed', {
  doc: 'Work on the complaint goes on.',
  data: { ...subject, round },
  say: { zh: () => '恢复办理。', en: () => 'Work goes on.' },
});

export const ComplaintEscalated = event('ComplaintEscalated', {
  doc: 'The complaint was brought to a higher level.',
  data: { ...subject, level: countField('Level, from 1.', 'C1', 10), reason },
  say: { zh: (d) => `升级督办至${levelNamed(d.level).zh}：${d.reason}`, en: (d) => `Escalated to ${levelNamed(d.level).en}: ${d.reason}` },
});

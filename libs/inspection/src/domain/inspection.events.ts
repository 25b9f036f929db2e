import { event, type Made } from '@heatledger/kernel';
import {
  checklistField,
  codeField,
  countField,
  dayIn,
  evidenceField,
  idField,
  instantField,
  isId,
  oneOf,
  staffId,
  station,
  textField,
  untilEn,
  untilZh,
  words,
  zone,
} from '@heatledger/vocabulary';
import { lateEntryKinds } from './late-entry.events.js';

/** How an item of the checklist was found. */
export const itemResults = words({ pass: ['合格', 'in order'], fail: ['不合格', 'not in order'], 'not-applicable': ['不适用', 'not applicable'] });
export type ItemResult = keyof typeof itemResults & string;

/** How much a finding weighs. */
export const severities = words({ minor: ['一般', 'minor'], major: ['较重', 'major'], critical: ['严重', 'critical'] });
export type Severity = keyof typeof severities & string;

/** What brings an inspection about that the rules give a term. */
export const occasions = words({ dispute: ['费用争议', 'a disputed figure'] });

/** Who is on duty when an inspection is planned by a rule. */
const ON_DUTY = 'on-duty';
const inspectorZh = (name: string): string => (name === ON_DUTY ? '当班稽查人员' : ` ${name} `);
const inspectorEn = (name: string): string => (name === ON_DUTY ? 'the inspector on duty' : name);

const subject = { inspectionId: idField('The inspection.'), zone: zone.optional(), station: station.optional() };
const finding = { ...subject, findingId: idField('The finding.') };
const reason = textField('Why; names no person.');

export const InspectionPlanned = event('InspectionPlanned', {
  doc: 'An inspection was planned: where, what to check, by whom, until when. Clause 二(二), 六(一).',
  data: { ...subject, site: textField('Station, pipe, office or household id that is inspected.', 200), purpose: textField('What it is for.', 500).optional(), checklist: checklistField('Items to check, each once.'), inspector: staffId, due: instantField('When it must have started.'), dueStatedBy: codeField('Who stated when it must have started; absent where a rule says it.').optional(), occasion: oneOf('What brought it about, where the rules give it a term.', occasions).optional() },
  say: {
    zh: (d, { numberOf, nameOf }) => {
      const what = isId(d.site) ? `计划入户核查 ${numberOf(d.inspectionId)}：${d.station ?? d.zone ?? ''}某户（档案 ${numberOf(d.site)}）` : `计划检查 ${numberOf(d.inspectionId)}：${d.site}`;
      return `${what}，由${inspectorZh(nameOf(d.inspector))}负责。`;
    },
    en: (d, { numberOf, nameOf }) => {
      const site = isId(d.site) ? `a home${d.station ?? d.zone ? ` at ${d.station ?? d.zone ?? ''}` : ''} (archive ${numberOf(d.site)})` : d.site;
      return `Inspection ${numberOf(d.inspectionId)} of ${site} planned, by ${inspectorEn(nameOf(d.inspector))}.`;
    },
  },
});

export const InspectionStarted = event('InspectionStarted', {
  doc: 'The inspection began.',
  data: { ...subject, inspector: staffId },
  say: { zh: (d, { nameOf }) => `${nameOf(d.inspector)} 开始检查。`, en: (d, { nameOf }) => `${nameOf(d.inspector)} began the inspection.` },
});

export const ItemChecked = event('ItemChecked', {
  doc: 'An item of the checklist was checked.',
  data: { ...subject, item: codeField('Item of the checklist.'), result: oneOf('How it was found.', itemResults), note: textField('What was seen; names no person.').optional() },
  say: { zh: (d) => `检查项“${d.item}”：${itemResults[d.result].zh}。`, en: (d) => `Item "${d.item}": ${itemResults[d.result].en}.` },
});

export const FindingRaised = event('FindingRaised', {
  doc: 'Something was found that must be put right.',
  data: { ...finding, item: codeField('Item of the checklist.').optional(), severity: oneOf('How much it weighs.', severities), clause: textField('Clause it breaks.', 200), description: textField('What was found; names no person.') },
  say: { zh: (d) => `发现问题（${severities[d.severity].zh}，${d.clause}）：${d.description}`, en: (d) => `Finding (${severities[d.severity].en}, ${d.clause}): ${d.description}` },
});

export const RectificationDemanded = event('RectificationDemanded', {
  doc: 'Somebody was told to put a finding right by a date.',
  data: { ...finding, responsible: codeField('Unit that must put it right.'), due: instantField('Until when.'), ruledDue: instantField('Until when the rule named beside the fact would have it.').optional(), dueStatedBy: codeField('Who stated the date; absent where it is the rule’s.').optional(), reason: textField('Why another date than the rule’s; names no person.').optional() },
  say: { zh: (d, told) => `责令 ${told.nameOf(d.responsible)} 于 ${untilZh(told.zone, d.due)}整改。${d.reason ? `期限由 ${d.dueStatedBy ?? ''} 另定：${d.reason}` : ''}`, en: (d, told) => `${told.nameOf(d.responsible)} must put it right ${untilEn(told.zone, d.due)}.${d.reason ? ` The date was set by ${d.dueStatedBy ?? ''}: ${d.reason}` : ''}` },
});

export const FindingRectified = event('FindingRectified', {
  doc: 'A finding was reported as put right, with evidence.',
  data: { ...finding, rectifier: staffId, evidence: evidenceField('What shows it.'), round: countField('Attempt, from 1.', 'C1', 1000) },
  say: { zh: (d, { nameOf }) => `${nameOf(d.rectifier)} 报告整改完成（第 ${d.round} 次）。`, en: (d, { nameOf }) => `${nameOf(d.rectifier)} reported it put right (attempt ${d.round}).` },
});

export const RectificationVerified = event('RectificationVerified', {
  doc: 'Another person verified that a finding was put right.',
  data: { ...finding, verifier: staffId },
  say: { zh: (d, { nameOf }) => `${nameOf(d.verifier)} 复核通过。`, en: (d, { nameOf }) => `${nameOf(d.verifier)} verified it.` },
});

export const RectificationSentBack = event('RectificationSentBack', {
  doc: 'Another person found that it was not put right.',
  data: { ...finding, verifier: staffId, reason },
  say: { zh: (d, { nameOf }) => `${nameOf(d.verifier)} 退回整改：${d.reason}`, en: (d, { nameOf }) => `${nameOf(d.verifier)} sent it back: ${d.reason}` },
});

export const RectificationOverdue = event('RectificationOverdue', {
  doc: 'The date for putting a finding right passed.',
  data: { ...finding, due: instantField('Until when it should have been.') },
  say: { zh: (d, told) => `整改逾期（应于 ${untilZh(told.zone, d.due)}完成）。`, en: (d, told) => `Rectification overdue since ${dayIn(told.zone, d.due)}.` },
});

export const InspectionClosed = event('InspectionClosed', {
  doc: 'Every item was checked and every finding verified; the inspection ended.',
  data: { ...subject, findings: countField('Findings raised.') },
  say: { zh: (d) => (d.findings === 0 ? '检查结束，未发现问题。' : `检查结束，共 ${d.findings} 项问题，均已复核。`), en: (d) => (d.findings === 0 ? 'Inspection closed; nothing was found.' : `Inspection closed; ${d.findings} findings, all verified.`) },
});

export const InspectionMissed = event('InspectionMissed', {
  doc: 'The inspection had not begun when it was due.',
  data: { ...subject, due: instantField('When it should have begun.') },
  say: { zh: (d, told) => `检查未按期开展（应于 ${untilZh(told.zone, d.due)}开始）。`, en: (d, told) => `Inspection missed; it was due ${dayIn(told.zone, d.due)}.` },
});

/** Every fact of an inspection. */
export const inspectionKinds = [
  InspectionPlanned, InspectionStarted, ItemChecked, FindingRaised, RectificationDemanded, FindingRectified, RectificationVerified, RectificationSentBack,
  RectificationOverdue, InspectionClosed, InspectionMissed, ...lateEntryKinds,
] as const;
export type InspectionEvent = Made<(typeof inspectionKinds)[number]>;

import { event, type Made } from '@heatledger/kernel';
import {
  codeField,
  countField,
  dayField,
  groupScoresField,
  idField,
  oneOf,
  points,
  pointsField,
  schemeField,
  scoreField,
  sentencesField,
  textField,
  vetoesField,
  words,
} from '@heatledger/vocabulary';

/** What is appraised: the whole company or a part of it. */
export const unitKinds = words({ zone: ['片区', 'zone'], station: ['换热站', 'station'], company: ['企业', 'company'] });
export type UnitKind = keyof typeof unitKinds & string;

const subject = {
  appraisalId: idField('The appraisal of one unit over one period.'),
  unitKind: oneOf('What is appraised.', unitKinds),
  unit: codeField('Name of the zone, the station or the company.'),
  from: dayField('First day of the period.'),
  to: dayField('Last day of the period; the scheme in force on it holds.'),
};
const version = countField('Version of the score, from 1; each stands beside those before it.', 'C1', 10_000);
const other = countField('Version of the score that it is set against.', 'C1', 10_000);
const reason = textField('Why; names no person.');
const score = {
  version,
  items: pointsField('Points won or lost, each back to the fact that it rests on.'),
  vetoes: vetoesField('What loses everything, with the fact that shows it.'),
  groups: groupScoresField('What each group came to.'),
  scoreTenths: scoreField('Sum of the groups, tenths of a point.'),
  totalTenths: scoreField('The most that could be reached, tenths of a point.'),
  grade: codeField('Grade under the scheme.'),
};

interface Scored {
  readonly version: number;
  readonly scoreTenths: number;
  readonly totalTenths: number;
  readonly grade: string;
}
const scoredZh = (d: Scored): string => `第 ${d.version} 版 ${points(d.scoreTenths)}/${points(d.totalTenths)} 分，等级 ${d.grade}`;
const scoredEn = (d: Scored): string => `version ${d.version}, ${points(d.scoreTenths)} of ${points(d.totalTenths)} points, grade ${d.grade}`;

export const AppraisalPublished = event('AppraisalPublished', {
  doc: 'The score of a unit over a period was published, with everything it was computed from. The rule is the scheme in force on the last day. Clause 六(三).',
  data: { ...subject, ...score },
  say: {
    zh: (d, { numberOf }) => `公布考核结果 ${numberOf(d.appraisalId)}：${d.unit} ${d.from} 至 ${d.to}，${scoredZh(d)}。`,
    en: (d, { numberOf }) => `Appraisal ${numberOf(d.appraisalId)} of ${d.unit} published for ${d.from} to ${d.to}: ${scoredEn(d)}.`,
  },
});

export const AppraisalRevised = event('AppraisalRevised', {
  doc: 'A published score was revised: a new version under the same rule beside the old one, with what came to it and what was taken out.',
  data: {
    ...subject,
    ...score,
    replaces: other,
    reason,
    added: pointsField('Items that came to it.'),
    removed: pointsField('Items that were taken out.'),
    difference: sentencesField('What changed in the score.', 'C1'),
  },
  say: {
    zh: (d) => `修订考核结果：${scoredZh(d)}，代替第 ${d.replaces} 版：${d.reason}`,
    en: (d) => `Appraisal revised: ${scoredEn(d)}, in place of version ${d.replaces}: ${d.reason}`,
  },
});

export const AppraisalRescored = event('AppraisalRescored', {
  doc: 'The same items were scored under another rule: a further version beside the one that stands, with the difference explained.',
  data: {
    ...subject,
    ...score,
    comparedWith: other,
    draft: schemeField('The scheme, where it is a draft that no pack holds.').optional(),
    difference: sentencesField('Why it differs from the score that stands.', 'C1'),
  },
  say: {
    zh: (d) => `按其他规则重新计分：${scoredZh(d)}，与第 ${d.comparedWith} 版并存。`,
    en: (d) => `Scored again under another rule: ${scoredEn(d)}, beside version ${d.comparedWith}.`,
  },
});

export const AppraisalWithdrawn = event('AppraisalWithdrawn', {
  doc: 'A second person withdrew a published appraisal; its versions stay on record.',
  data: { ...subject, version, reason },
  say: { zh: (d) => `撤回考核结果（第 ${d.version} 版）：${d.reason}`, en: (d) => `Appraisal withdrawn (version ${d.version}): ${d.reason}` },
});

/** Every fact of an appraisal. */
export const appraisalKinds = [AppraisalPublished, AppraisalRevised, AppraisalRescored, AppraisalWithdrawn] as const;
export type AppraisalEvent = Made<(typeof appraisalKinds)[number]>;

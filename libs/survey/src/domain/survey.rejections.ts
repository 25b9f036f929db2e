import type { Rejections } from '@heatledger/kernel';

/** Every "no" of a survey. */
export const surveyRejections = {
  'survey/unknown': { kind: 'absent', zh: '没有这份问卷。', en: 'There is no such survey.' },
  'survey/over': { kind: 'state', zh: '问卷已结束。', en: 'The survey is over.' },
  'survey/no-score': { kind: 'invalid', zh: '至少给出一项 1–5 的评分。', en: 'At least one score from 1 to 5 is needed.' },
} as const satisfies Rejections;
export type SurveyRejection = keyof typeof surveyRejections;

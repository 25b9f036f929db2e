import { event, type Made } from '@heatledger/kernel';
import { categories, countField, freeTextField, idField, instantField, oneOf, station, ticketId, ticketKinds, words, zone } from '@heatledger/vocabulary';

/** Whether the matter is settled, in the user's words; apart from any score. */
export const fixedAnswers = words({ yes: ['已解决', 'fixed'], no: ['未解决', 'not fixed'], unknown: ['说不清', 'cannot say'] });
export type FixedAnswer = keyof typeof fixedAnswers & string;

const subject = {
  surveyId: idField('The survey.'),
  ticketId,
  ticketKind: oneOf('What was asked for.', ticketKinds),
  round: countField('Round of the ticket that was closed.', 'C1', 1000),
  zone: zone.optional(),
  station: station.optional(),
  category: oneOf('What was claimed.', categories),
};
const score = (doc: string) => countField(doc, 'C2', 5).optional();

export const SurveyInvited = event('SurveyInvited', {
  doc: 'A user was asked what they think, once per closure. Clause 四(二)3.',
  data: { ...subject, remindAt: instantField('When to remind.'), expiresAt: instantField('When the invitation runs out.') },
  say: { zh: () => '已邀请用户评价。', en: () => 'The user was invited to a survey.' },
});

export const SurveyReminded = event('SurveyReminded', {
  doc: 'The user was reminded.',
  data: subject,
  say: { zh: () => '已提醒用户评价。', en: () => 'The user was reminded of the survey.' },
});

export const SurveyAnswered = event('SurveyAnswered', {
  doc: 'The user answered; scores for heating, repair and billing stand apart, and apart from them whether it is fixed.',
  data: {
    ...subject,
    heating: score('Score for heating, 1–5.'),
    repair: score('Score for the repair, 1–5.'),
    billing: score('Score for billing, 1–5.'),
    fixed: oneOf('Whether it is fixed.', fixedAnswers),
    comment: freeTextField('In their words.').optional(),
  },
  say: {
    zh: (d) => `用户评价：供热 ${d.heating ?? '–'}，维修 ${d.repair ?? '–'}，收费 ${d.billing ?? '–'}；${fixedAnswers[d.fixed].zh}。`,
    en: (d) => `Survey answered: heating ${d.heating ?? '–'}, repair ${d.repair ?? '–'}, billing ${d.billing ?? '–'}; ${fixedAnswers[d.fixed].en}.`,
  },
});

export const SurveyUnreached = event('SurveyUnreached', {
  doc: 'The user could not be reached; never counted as satisfied.',
  data: subject,
  say: { zh: () => '问卷未送达用户。', en: () => 'The user was not reached by the survey.' },
});

export const SurveyExpired = event('SurveyExpired', {
  doc: 'Nobody answered before the invitation ran out.',
  data: { ...subject, expiresAt: instantField('When it ran out.') },
  say: { zh: () => '问卷到期，未收到答复。', en: () => 'The survey expired unanswered.' },
});

/** Every fact of a survey. */
export const surveyKinds = [SurveyInvited, SurveyReminded, SurveyAnswered, SurveyUnreached, SurveyExpired] as const;
export type SurveyEvent = Made<(typeof surveyKinds)[number]>;

import type { Rejections } from '@heatledger/kernel';

/** Every "no" about working days. */
export const workCalendarRejections = {
  'calendar/known': { kind: 'state', zh: '该年度工作日历已知；如有调整，请登记调整。', en: 'The working days of that year are known; a change is entered as an amendment.' },
  'calendar/unknown': { kind: 'state', zh: '该年度工作日历尚未公布，不能调整。', en: 'The working days of that year are not known, so there is nothing to amend.' },
  'calendar/wrong-days': { kind: 'invalid', zh: '日期不合规。', en: 'These days make no list.' },
  'calendar/not-later': { kind: 'invalid', zh: '调整须晚于已登记的调整。', en: 'An amendment must begin after the one before.' },
} as const satisfies Rejections;

export type WorkCalendarRejection = keyof typeof workCalendarRejections;

import type { Rejections } from '@heatledger/kernel';

/** Every "no" of an appraisal. */
export const appraisalRejections = {
  'appraisal/unknown': { kind: 'absent', zh: '没有这次考核。', en: 'There is no such appraisal.' },
  'appraisal/no-such-version': { kind: 'absent', zh: '考核没有该版本。', en: 'The appraisal has no such version.' },
  'appraisal/known': {
    kind: 'state',
    zh: '该单位该期间的考核已公布，内容不同。',
    en: 'An appraisal of this unit and period is published already, with other content.',
  },
  'appraisal/withdrawn': { kind: 'state', zh: '考核已撤回。', en: 'The appraisal was withdrawn.' },
  'appraisal/period-open': { kind: 'invalid', zh: '考核期尚未结束。', en: 'The period is not over.' },
  'appraisal/fact-unknown': { kind: 'invalid', zh: '所引用的事实未登记。', en: 'It rests on a fact that is not on record.' },
  'appraisal/item-twice': { kind: 'invalid', zh: '同一事实在同一组中只能计一次。', en: 'A fact counts once in a group.' },
  'appraisal/no-such-item': { kind: 'invalid', zh: '现行版本中没有该项。', en: 'The version that stands has no such item.' },
  'appraisal/nothing-changed': { kind: 'invalid', zh: '修订未改变任何内容。', en: 'The revision changes nothing.' },
  'appraisal/same-person': {
    kind: 'forbidden',
    zh: '须由公布、修订者以外的人撤回。',
    en: 'Somebody other than who published or revised it must withdraw it.',
  },
  'appraisal/no-rule': { kind: 'invalid', zh: '规则包不能据此计分。', en: 'The rules give no score for this.' },
} as const satisfies Rejections;
export type AppraisalRejection = keyof typeof appraisalRejections;

import type { Rejections } from '@heatledger/kernel';

/** Every "no" of a season. */
export const seasonRejections = {
  'season/unknown': { kind: 'absent', zh: '没有这个采暖季。', en: 'There is no such season.' },
  'season/known': { kind: 'state', zh: '该编号的采暖季已公布，内容不同。', en: 'A season with this id was declared already, with other content.' },
  'season/unknown-pack': { kind: 'invalid', zh: '没有在该采暖季首日适用的此规则包。', en: 'No such rule pack holds on the first day of the season.' },
  'season/ended': { kind: 'state', zh: '采暖季已结束。', en: 'The season has ended.' },
  'season/wrong-dates': { kind: 'invalid', zh: '采暖季起止时间不合规。', en: 'These dates make no season.' },
  'season/not-earlier': { kind: 'invalid', zh: '只能提前供热，不得推迟。', en: 'The start can be moved forward only.' },
  'season/not-later': { kind: 'invalid', zh: '只能延长供热，不得缩短。', en: 'The end can be moved back only.' },
  'season/unknown-area': { kind: 'invalid', zh: '没有登记这个供热区域。', en: 'No such area is registered.' },
  'season/overlap': { kind: 'invalid', zh: '与该区域另一采暖季的起止时间重叠。', en: 'It overlaps another season of the same area.' },
  'season/not-late': { kind: 'invalid', zh: '不晚于公布的起始时间，不是推迟供热。', en: 'That is not later than the declared start.' },
  'season/started-late': { kind: 'state', zh: '推迟供热已登记，时间不同。', en: 'A late start is recorded already, at another time.' },
  'season/in-the-future': { kind: 'invalid', zh: '尚未发生，不能登记。', en: 'It has not happened yet.' },
} as const satisfies Rejections;

export type SeasonRejection = keyof typeof seasonRejections;

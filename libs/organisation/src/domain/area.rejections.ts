import type { Rejections } from '@heatledger/kernel';

/** Every "no" of the register of areas. */
export const areaRejections = {
  'area/unknown': { kind: 'absent', zh: '没有登记这个区域。', en: 'No such area is registered.' },
  'area/known': { kind: 'state', zh: '该区域编码已登记，内容不同；编码终身不变。', en: 'This code is registered with other content; a code holds for life.' },
  'area/name-taken': { kind: 'invalid', zh: '另一区域已用此名称或编码。', en: 'Another area has this name or code.' },
  'area/default': { kind: 'invalid', zh: '必须有且只有一个默认区域：首个登记的区域为默认区域。', en: 'There is exactly one default area: the first that is registered.' },
  'area/place-taken': { kind: 'invalid', zh: '该片区或换热站已属于另一区域。', en: 'This zone or station lies in another area already.' },
  'area/unknown-pack': { kind: 'invalid', zh: '没有这个规则包。', en: 'There is no such rule pack.' },
} as const satisfies Rejections;
export type AreaRejection = keyof typeof areaRejections;

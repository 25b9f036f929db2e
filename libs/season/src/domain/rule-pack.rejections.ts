import type { Rejections } from '@heatledger/kernel';

/** Every "no" about rule packs. */
export const rulePackRejections = {
  'pack/bad-pack': { kind: 'invalid', zh: '规则包有误。', en: 'The pack cannot be right.' },
  'pack/other-id': { kind: 'invalid', zh: '规则包的标识或名称与所指不符。', en: 'The pack has another id or name than the one it is adopted under.' },
  'pack/version-known': { kind: 'state', zh: '该版本已存在，内容不同；版本一经使用不得改动。', en: 'This version exists with other content; a version is never changed.' },
  'pack/unknown-version': { kind: 'absent', zh: '没有启用过该版本。', en: 'No such version was adopted.' },
  'pack/unknown-parent': { kind: 'invalid', zh: '没有所指的上级规则包。', en: 'There is no such parent pack.' },
  'pack/overlap': { kind: 'invalid', zh: '与另一版本的适用期间重叠。', en: 'It would hold on the same days as another version.' },
  'pack/same-person': { kind: 'forbidden', zh: '须由申请人以外的人决定。', en: 'Another person than who asked for it must decide.' },
  'pack/waiting': { kind: 'state', zh: '该规则包已有启用申请待批准，请先决定。', en: 'Another version of this pack waits for a second person; it has to be decided first.' },
  'pack/no-request': { kind: 'absent', zh: '没有这项待批准的启用申请。', en: 'There is no such request to adopt a pack.' },
  'pack/request-decided': { kind: 'state', zh: '该申请已有相反的决定。', en: 'This request was decided the other way.' },
  'pack/in-force': { kind: 'state', zh: '该版本已开始适用，不得撤回。', en: 'The version is in force already and cannot be taken back.' },
} as const satisfies Rejections;

export type RulePackRejection = keyof typeof rulePackRejections;

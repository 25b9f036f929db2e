import type { Rejections } from '@heatledger/kernel';

/** Every "no" of the registers of crews and staff. */
export const registerRejections = {
  'crew/unknown': { kind: 'absent', zh: '没有登记这个班组。', en: 'No such crew is registered.' },
  'crew/known': { kind: 'state', zh: '该班组编码已登记，内容不同；编码终身不变。', en: 'This code is registered with other content; a code holds for life.' },
  'staff/unknown': { kind: 'invalid', zh: '没有登记这个人员账号，或该账号已停用。', en: 'No such staff account is registered, or it is disabled.' },
  'staff/not-registered': { kind: 'absent', zh: '没有登记这个人员账号。', en: 'No such staff account is registered.' },
  'staff/known': { kind: 'state', zh: '该账号已登记，内容不同。', en: 'This account is registered with other content.' },
  'staff/own-entry': { kind: 'forbidden', zh: '本人的登记须由另一人办理。', en: 'Another person must change your own entry.' },
} as const satisfies Rejections;
export type RegisterRejection = keyof typeof registerRejections;

import { event, type Made } from '@heatledger/kernel';
import { codeField, roles, someOf, staffId, textField, type RoleName } from '@heatledger/vocabulary';

const entry = {
  account: staffId,
  person: codeField('Code of the person behind the account.'),
  name: textField('What colleagues call them.', 120, 'C2'),
  roles: someOf('What the account may be used for at most.', roles),
};
const reason = textField('Why; names no person.');

const named = (list: readonly RoleName[], language: 'zh' | 'en'): string => list.map((role) => roles[role][language]).join(language === 'zh' ? '、' : ', ');

export const StaffBegun = event('StaffBegun', {
  doc: 'A staff account was entered in the register, with the person behind it.',
  data: entry,
  say: {
    zh: (d) => `登记人员账号 ${d.account}（${d.name}，人员编码 ${d.person}）：${named(d.roles, 'zh')}。`,
    en: (d) => `Staff account ${d.account} (${d.name}, person ${d.person}) registered as ${named(d.roles, 'en')}.`,
  },
});

/** Says the whole entry as it stands from here on. */
export const StaffChanged = event('StaffChanged', {
  doc: 'The person, the name or the roles of a staff account changed; the entry says all of them.',
  data: entry,
  say: {
    zh: (d) => `变更人员账号 ${d.account}（${d.name}，人员编码 ${d.person}）：${named(d.roles, 'zh')}。`,
    en: (d) => `Staff account ${d.account} (${d.name}, person ${d.person}) changed: ${named(d.roles, 'en')}.`,
  },
});

export const StaffDisabled = event('StaffDisabled', {
  doc: 'A staff account was disabled; its tokens open nothing any more.',
  data: { account: staffId, reason },
  say: { zh: (d) => `停用人员账号 ${d.account}：${d.reason}`, en: (d) => `Staff account ${d.account} disabled: ${d.reason}` },
});

export const StaffEnabled = event('StaffEnabled', {
  doc: 'A staff account was enabled again.',
  data: { account: staffId, reason },
  say: { zh: (d) => `恢复人员账号 ${d.account}：${d.reason}`, en: (d) => `Staff account ${d.account} enabled again: ${d.reason}` },
});

/** Every fact of a staff account. */
export const staffKinds = [StaffBegun, StaffChanged, StaffDisabled, StaffEnabled] as const;
export type StaffEvent = Made<(typeof staffKinds)[number]>;

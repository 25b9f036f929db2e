import { event, type Made } from '@heatledger/kernel';
import { codeField, dayField, idField, longTextField, staffId, textField } from '@heatledger/vocabulary';

const packId = codeField('Id of the pack, in pinyin.', 'C0');
const version = codeField('Version of the pack.', 'C0');

/** A version of a pack that the company wrote or took over, with every rule in it (all numbers of the regulation). */
export const RulePackAdopted = event('RulePackAdopted', {
  doc: 'A version of a rule pack was adopted, with every rule in it, from a day on.',
  data: {
    packId,
    version,
    effectiveFrom: dayField('First day on which it holds.', 'C0'),
    effectiveTo: dayField('Last day on which it holds, where it says one.', 'C0').optional(),
    content: longTextField('The pack as JSON text, as it was checked.', 200_000, 'C0'),
    document: codeField('Number of the law or notice it follows.', 'C0').optional(),
    preparedBy: staffId,
  },
  say: {
    zh: (d) => `规则包 ${d.packId}@${d.version} 启用：自 ${d.effectiveFrom} 起${d.effectiveTo ? `至 ${d.effectiveTo} ` : ''}适用，${d.preparedBy} 编制。`,
    en: (d) => `Rule pack ${d.packId}@${d.version} adopted, in force from ${d.effectiveFrom}${d.effectiveTo ? ` to ${d.effectiveTo}` : ''}, prepared by ${d.preparedBy}.`,
  },
});

const approvalId = idField('Id under which it is approved or refused: that of the command that asked for it.');
const askedBy = codeField('Staff account that asked.');

/** Checked as at load when it was asked for, and again when it is decided. */
export const RulePackAdoptionRequested = event('RulePackAdoptionRequested', {
  doc: 'It was asked that a version of a rule pack be put in force; a second person decides.',
  waits: true,
  data: {
    ...{ approvalId, packId, version },
    effectiveFrom: dayField('First day on which it would hold.', 'C0'),
    effectiveTo: dayField('Last day on which it would hold, where it says one.', 'C0').optional(),
    content: longTextField('The pack as JSON text, as it was checked.', 200_000, 'C0'),
    document: codeField('Number of the law or notice it follows.', 'C0').optional(),
  },
  say: {
    zh: (d) => `申请启用规则包 ${d.packId}@${d.version}，自 ${d.effectiveFrom} 起适用，待他人批准。`,
    en: (d) => `It was asked to adopt rule pack ${d.packId}@${d.version} from ${d.effectiveFrom} on; a second person decides.`,
  },
});

export const RulePackAdoptionApproved = event('RulePackAdoptionApproved', {
  doc: 'A second person agreed that a version of a rule pack be put in force.',
  data: { approvalId, packId, version, askedBy },
  say: {
    zh: (d) => `批准 ${d.askedBy} 启用规则包 ${d.packId}@${d.version} 的申请。`,
    en: (d) => `The request of ${d.askedBy} to adopt rule pack ${d.packId}@${d.version} was granted.`,
  },
});

export const RulePackAdoptionRefused = event('RulePackAdoptionRefused', {
  doc: 'A second person did not agree that a version of a rule pack be put in force.',
  data: { approvalId, packId, version, askedBy, reason: textField('Why; names no person.') },
  say: {
    zh: (d) => `不予批准 ${d.askedBy} 启用规则包 ${d.packId}@${d.version} 的申请：${d.reason}`,
    en: (d) => `The request of ${d.askedBy} to adopt rule pack ${d.packId}@${d.version} was refused: ${d.reason}`,
  },
});

/** Figures recorded under the version stay as they are. */
export const RulePackSuperseded = event('RulePackSuperseded', {
  doc: 'A version of a rule pack gives way to a later one; what was computed under it stays.',
  data: { packId, version, lastDay: dayField('Last day on which it holds.', 'C0'), by: codeField('The version that follows.', 'C0') },
  say: {
    zh: (d) => `规则包 ${d.packId}@${d.version} 适用至 ${d.lastDay}，此后适用 ${d.packId}@${d.by}；已作出的计算不变。`,
    en: (d) => `Rule pack ${d.packId}@${d.version} holds until ${d.lastDay}, then ${d.packId}@${d.by}; what was computed stays.`,
  },
});

/** Only before its first day, so that nothing was ever computed under it. */
export const RulePackWithdrawn = event('RulePackWithdrawn', {
  doc: 'A version of a rule pack was taken back before its first day.',
  data: { packId, version, reason: textField('Why.', 500, 'C0') },
  say: { zh: (d) => `规则包 ${d.packId}@${d.version} 在适用之前撤回：${d.reason}`, en: (d) => `Rule pack ${d.packId}@${d.version} withdrawn before its first day: ${d.reason}` },
});

/** Every fact of a rule pack. */
export const rulePackKinds = [
  RulePackAdopted,
  RulePackSuperseded,
  RulePackWithdrawn,
  RulePackAdoptionRequested,
  RulePackAdoptionApproved,
  RulePackAdoptionRefused,
] as const;
export type RulePackEvent = Made<(typeof rulePackKinds)[number]>;

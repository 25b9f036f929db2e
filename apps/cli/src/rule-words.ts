import { ruleTold } from '@heatledger/rulebook';
import type { Language } from './language.js';

/** A rule that figures name as text, `linyi@2017`: in Chinese by the pack's name, `临沂(2017)`. */
export const ruleTextTold = (rule: string, language: Language): string => {
  const [, pack, version] = /^([a-z0-9-]+)@(\S+)$/.exec(rule) ?? [];
  return language === 'zh' && pack !== undefined && version !== undefined ? ruleTold({ pack, version }).zh : rule;
};

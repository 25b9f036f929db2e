import { isCleanText } from '@heatledger/vocabulary';
import type { Flaw } from './problems.js';

const DEEP = 12;
const forbiddenNames = new Set(['__proto__', 'prototype', 'constructor']);
const escaped = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');

type Wrong = Omit<Flaw, 'pointer'>;
const dirty: Wrong = {
  zh: '含有控制字符或不成对的代理字符。',
  en: 'holds control characters or lone surrogates.',
  allowed: 'text without control characters and lone surrogates',
};
const badName: Wrong = { zh: '不允许的字段名。', en: 'is not allowed as a field name.', allowed: 'the fields in the API document' };
const tooDeep: Wrong = { zh: '嵌套过深。', en: 'is nested too deeply.', allowed: `at most ${DEEP} levels` };

/** Looks through a body for what no field may hold: control characters, lone surrogates, names that reach for prototypes, bottomless nesting. */
export const hostileIn = (value: unknown, pointer = '', depth = 0): readonly Flaw[] => {
  if (typeof value === 'string') return isCleanText(value) ? [] : [{ pointer, ...dirty }];
  if (typeof value !== 'object' || value === null) return [];
  if (depth === DEEP) return [{ pointer, ...tooDeep }];
  return Object.entries(value).flatMap(([name, inner]) => {
    const place = `${pointer}/${isCleanText(name) ? escaped(name) : '�'}`;
    if (forbiddenNames.has(name)) return [{ pointer: place, ...badName }];
    return isCleanText(name) ? hostileIn(inner, place, depth + 1) : [{ pointer: place, ...dirty }];
  });
};

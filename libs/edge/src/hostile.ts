import { isCleanText } from '@heatledger/vocabulary';
import type { Flaw } from './problems.js';

const DEEP = 12;

/** Names that every object has without anybody giving them: no field is called so, and to look one up finds what nobody sent. */
const forbiddenNames: ReadonlySet<string> = new Set([...Object.getOwnPropertyNames(Object.prototype), 'prototype']);
const escaped = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');

type Wrong = Omit<Flaw, 'pointer'>;
const dirty: Wrong = { zh: '含有控制字符或不成对的代理字符。', en: 'holds control characters or lone surrogates.' };
const badName: Wrong = { zh: '不允许的字段名。', en: 'is not allowed as a field name.' };
const tooDeep: Wrong = { zh: `嵌套过深，至多 ${DEEP} 层。`, en: `is nested too deeply; at most ${DEEP} levels are allowed.` };
const nothing: Wrong = { zh: '不接受 null；没有值的字段请省略。', en: 'is null; leave out a field that has no value.' };
const boundless: Wrong = {
  zh: `数字过大，绝对值至多 ${Number.MAX_SAFE_INTEGER}。`,
  en: `is too large a number; at most ${Number.MAX_SAFE_INTEGER} either way is allowed.`,
};

const wrongIn = (value: unknown): Wrong | undefined => {
  if (value === null) return nothing;
  if (typeof value === 'string' && !isCleanText(value)) return dirty;
  return typeof value === 'number' && !(Math.abs(value) <= Number.MAX_SAFE_INTEGER) ? boundless : undefined;
};

/**
 * Looks through a body for what no field may hold: null, numbers that JSON cannot carry exactly, control characters, lone surrogates, names that every object
 * has, bottomless nesting.
 */
export const hostileIn = (value: unknown, pointer = '', depth = 0): readonly Flaw[] => {
  const wrong = wrongIn(value);
  if (wrong) return [{ pointer, ...wrong }];
  if (typeof value !== 'object' || value === null) return [];
  if (depth === DEEP) return [{ pointer, ...tooDeep }];
  return Object.entries(value).flatMap(([name, inner]) => {
    const place = `${pointer}/${isCleanText(name) ? escaped(name) : '�'}`;
    if (forbiddenNames.has(name)) return [{ pointer: place, ...badName }];
    return isCleanText(name) ? hostileIn(inner, place, depth + 1) : [{ pointer: place, ...dirty }];
  });
};

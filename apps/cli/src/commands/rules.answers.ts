import { readFileSync } from 'node:fs';
import type { Ruled, RulebookRefusal } from '@heatledger/rulebook';
import { refusalText } from '@heatledger/vocabulary';
import { Refusal, WrongUsage, type Terminal } from '../terminal.js';

const sentences: Readonly<Record<RulebookRefusal, readonly [zh: string, en: string]>> = {
  'rulebook/rule-missing': ['规则包及其上级均无此规则', 'neither the pack nor its parents give this rule'],
  'rulebook/bad-case': ['个案有误', 'the case cannot be right'],
  'rulebook/bad-pack': ['规则包有误', 'the pack cannot be right'],
  'rulebook/wrong-date': ['规则包在该日不适用', 'the pack does not hold on that day'],
  'rulebook/unknown-pack': ['没有这个规则包', 'there is no such pack'],
  'rulebook/calendar-unknown': ['该年度的工作日历未知', 'the working days of that year are not known'],
};

/** The answer of the rulebook, or its "no" as one sentence that names the field. */
export const answered = <T>(ruled: Ruled<T>, { say }: Terminal): T => {
  if (ruled.ok) return ruled.value;
  const [zh, en] = sentences[ruled.code];
  const at = refusalText(ruled.code, ruled.detail);
  throw new Refusal(say(`${zh}。${at?.zh ?? ''}`, `${en}. ${at?.en ?? ''} [${String(ruled.detail.field)}]`));
};

/** A JSON file that somebody named on the command line. */
export const jsonFile = (option: string, file: string, { say }: Terminal): unknown => {
  try {
    return JSON.parse(readFileSync(file, 'utf8').replace(/^\uFEFF/, ''));
  } catch (error) {
    const why = error instanceof SyntaxError ? say('不是合法的 JSON', 'is not well-formed JSON') : say('无法读取', 'cannot be read');
    throw new WrongUsage(`${option} ${file}: ${why}`);
  }
};

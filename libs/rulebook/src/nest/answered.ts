import { HttpException } from '@nestjs/common';
import type { Ruled, RulebookRefusal } from '../rules.js';

const refusals: Readonly<Record<RulebookRefusal, readonly [status: number, said: string]>> = {
  'rulebook/rule-missing': [422, '规则包及其上级均无此规则。 Neither the pack nor its parents give this rule.'],
  'rulebook/bad-case': [422, '个案有误。 The case cannot be right.'],
  'rulebook/bad-pack': [422, '规则包有误。 The pack cannot be right.'],
  'rulebook/wrong-date': [422, '规则包在该日不适用。 The pack does not hold on that day.'],
  'rulebook/unknown-pack': [404, '没有这个规则包。 There is no such pack.'],
  'rulebook/calendar-unknown': [422, '该年度的工作日历未知。 The working days of that year are not known.'],
};

/** The answer of the rulebook, or its "no" as a problem that names the field. */
export const answered = <T>(ruled: Ruled<T>): T => {
  if (ruled.ok) return ruled.value;
  const [status, message] = refusals[ruled.code];
  throw new HttpException({ code: ruled.code, message, detail: ruled.detail }, status);
};

import type { RulePack } from './pack.js';
import type { Ruled } from './rules.js';

/** A case that cannot be answered: which field, what it holds, what may stand there. */
export const refuse = (field: string, value: unknown, allowed: string): Ruled<never> => ({ ok: false, code: 'rulebook/bad-case', detail: { field, value, allowed } });

/** A rule that neither the pack nor its parents give. */
export const missing = (pack: RulePack, field: string): Ruled<never> => ({
  ok: false,
  code: 'rulebook/rule-missing',
  detail: { field, value: pack.id, allowed: `${pack.name.zh} (${pack.id}) gives no such rule` },
});

/** The year whose working days an answer lacked; `undefined` where it lacked nothing of the kind. */
export const yearAwaited = (ruled: Ruled<unknown>): number | undefined =>
  ruled.ok || ruled.code !== 'rulebook/calendar-unknown' ? undefined : Number(String(ruled.detail['value']).slice(0, 4));

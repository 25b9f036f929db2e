import { packFor, type Pause, type RefundCase, type Ruled, type RulesInForce } from '../index.js';

/** The rules of a place, outside any declared season; an unknown name fails the test that uses it. */
export const under = (name: string): RulesInForce => {
  const pack = packFor(name);
  if (!pack.ok) return expectPack(name);
  return { pack: pack.value, season: null };
};

const expectPack = (name: string): never => {
  // eslint-disable-next-line no-restricted-syntax -- a test that names no pack is a bug in the test
  throw new Error(`no pack ${name}`);
};

export const at = (day: string, time = '09:00'): string => `${day}T${time}:00+08:00`;

/** A cold home in Linyi's season, six days in January, whole dwelling. */
export const cold = (more: Partial<RefundCase> = {}): RefundCase => ({ basis: 'cold-rooms', seasonFeeFen: 230_000, seasonDays: 131, from: at('2026-01-05'), to: at('2026-01-10'), ...more });

export const pause = (from: string, to: string | undefined, reason: Pause['reason'] = 'user-absent'): Pause => ({ from, reason, ...(to === undefined ? {} : { to }) });

/** The value, or a failure that shows the refusal. */
export const valueOf = <T>(ruled: Ruled<T>): T => {
  // eslint-disable-next-line no-restricted-syntax -- a refused answer must fail the test that counts on it
  if (!ruled.ok) throw new Error(JSON.stringify(ruled));
  return ruled.value;
};

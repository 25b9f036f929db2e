import { december2026Packs } from './packs/december-2026.packs.js';
import { defaultPack } from './packs/default.pack.js';
import { otherPacks } from './packs/other.packs.js';
import { shandongPacks } from './packs/shandong.packs.js';
import type { RuleRef } from '@heatledger/kernel';
import { DEFAULT_ZONE, dayIn } from '@heatledger/vocabulary';
import type { RulePack } from './pack.js';
import { isDay } from './refund-check.js';
import type { Ruled, RulesInForce } from './rules.js';

const shipped: readonly RulePack[] = [defaultPack, ...shandongPacks, ...otherPacks, ...december2026Packs];

/** Every shipped pack, each version of its own. */
export const packs = (): readonly RulePack[] => shipped;

/** Whether a pack holds on a day. */
export const isInForce = ({ effectiveFrom, effectiveTo }: RulePack, date: string): boolean => effectiveFrom <= date && (effectiveTo === undefined || date <= effectiveTo);

/** The version in force on a day (`2026-01-05`) of a pack named by id (`linyi`) or Chinese place name (`临沂`); without a day, the latest. */
export const packNamed = (name: string, date?: string, among: readonly RulePack[] = shipped): Ruled<RulePack> => {
  const versions = among.filter(({ id, name: { zh } }) => id === name.trim().toLowerCase() || zh === name.trim());
  if (versions.length === 0) return { ok: false, code: 'rulebook/unknown-pack', detail: { field: 'pack', value: name, allowed: [...new Set(among.map(({ id, name: { zh } }) => `${id} ${zh}`))].join(', ') } };
  const fitting = date === undefined ? versions : versions.filter((pack) => isInForce(pack, date));
  const latest = fitting.reduce<RulePack | undefined>((best, pack) => (best && best.effectiveFrom > pack.effectiveFrom ? best : pack), undefined);
  if (latest) return { ok: true, value: latest };
  const allowed = versions.map(({ effectiveFrom, effectiveTo }) => `${effectiveFrom}…${effectiveTo ?? ''}`).join(', ');
  return { ok: false, code: 'rulebook/wrong-date', detail: { field: 'date', value: date ?? '', allowed } };
};

/** The very version of a pack that a recorded fact names, whatever holds today. */
export const packRecorded = ({ pack, version }: RuleRef, among: readonly RulePack[] = shipped): Ruled<RulePack> => {
  const found = among.find((one) => one.id === pack && one.version === version);
  if (found) return { ok: true, value: found };
  const versions = among.filter(({ id }) => id === pack);
  return { ok: false, code: 'rulebook/unknown-pack', detail: { field: 'pack', value: `${pack}@${version}`, allowed: (versions.length > 0 ? versions : among).map((one) => `${one.id}@${one.version}`).join(', ') } };
};

/** The zone whose days and hours a pack's rules count: its own, or the company's. */
export const zoneOf = ({ zone = DEFAULT_ZONE }: Pick<RulesInForce, 'zone'>, pack?: RulePack): string => pack?.zone ?? zone;

/** The day of an instant in the company's zone; a day is itself. */
export const dayFrom = (rules: Pick<RulesInForce, 'zone'>, at: string): string => (isDay(at) ? at : dayIn(zoneOf(rules), at));

/** The pack and, after it, those that answer for what it does not give, in the version of the day of an instant. */
export const lineage = (rules: Pick<RulesInForce, 'pack' | 'zone'>, at?: string): readonly RulePack[] => [
  rules.pack,
  ...(rules.pack.line ?? ancestors(rules.pack, at === undefined ? undefined : dayFrom(rules, at), shipped)),
];

/** A parent that did not hold on the day answers nothing, and its own parents are asked. */
const ancestors = ({ id, parent }: RulePack, date: string | undefined, among: readonly RulePack[], passed: readonly string[] = []): readonly RulePack[] => {
  if (parent === undefined || parent === id || passed.includes(parent)) return [];
  const found = packNamed(parent, date, among);
  const next = found.ok ? found : packNamed(parent, undefined, among);
  if (!next.ok) return [];
  const above = ancestors(next.value, date, among, [...passed, id]);
  return found.ok ? [found.value, ...above] : above;
};

/** A pack with the packs that answer for what it does not give, found among those known on that day. */
export const withLine = (pack: RulePack, date: string, known: readonly RulePack[]): RulePack => ({ ...pack, line: ancestors(pack, date, known) });

/** A pack as people name it: `临沂`, `linyi` or `linyi@2026-01-05`. */
export interface PackName {
  readonly name: string;
  readonly date?: string;
}

/** Reads `PACK[@DATE]`; refused when the date is none. */
export const packNameFrom = (said: string): Ruled<PackName> => {
  const [name = '', date, ...more] = said.split('@');
  if (date === undefined) return { ok: true, value: { name } };
  if (more.length > 0 || !isDay(date)) return { ok: false, code: 'rulebook/wrong-date', detail: { field: 'pack', value: said, allowed: 'PACK or PACK@DATE, the date such as 2026-01-05' } };
  return { ok: true, value: { name, date } };
};

/** The pack named, in the version of the date given with it, else of the first of the days that it holds on; refused when it holds on none of these days. */
export const packFor = (said: string, days: readonly string[] = [], known: readonly RulePack[] = shipped): Ruled<RulePack> => {
  const read = packNameFrom(said);
  if (!read.ok) return read;
  const { name, date } = read.value;
  const [first = undefined] = days;
  const lined = (day?: string): Ruled<RulePack> => {
    const found = packNamed(name, day, known);
    return found.ok && known !== shipped ? { ok: true, value: withLine(found.value, day ?? found.value.effectiveFrom, known) } : found;
  };
  if (date === undefined) return days.map(lined).find(({ ok }) => ok) ?? lined(first);
  const pack = lined(date);
  if (!pack.ok || days.length === 0 || days.some((day) => isInForce(pack.value, day))) return pack;
  const { effectiveFrom, effectiveTo = '' } = pack.value;
  return { ok: false, code: 'rulebook/wrong-date', detail: { field: 'pack', value: said, allowed: `the version in force on ${first}; this one holds ${effectiveFrom}…${effectiveTo}` } };
};

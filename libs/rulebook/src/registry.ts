import { defaultPack } from './packs/default.pack.js';
import { otherPacks } from './packs/other.packs.js';
import { shandongPacks } from './packs/shandong.packs.js';
import type { RulePack } from './pack.js';
import type { Ruled } from './rules.js';

const shipped: readonly RulePack[] = [defaultPack, ...shandongPacks, ...otherPacks];

/** Every shipped pack, each version of its own. */
export const packs = (): readonly RulePack[] => shipped;

const isInForce = ({ effectiveFrom, effectiveTo }: RulePack, date: string): boolean => effectiveFrom <= date && (effectiveTo === undefined || date <= effectiveTo);

/** The version in force on a day (`2026-01-05`, or an instant) of a pack named by id (`linyi`) or Chinese place name (`临沂`); without a day, the latest. */
export const packNamed = (name: string, date?: string, among: readonly RulePack[] = shipped): Ruled<RulePack> => {
  const versions = among.filter(({ id, name: { zh } }) => id === name.trim().toLowerCase() || zh === name.trim());
  if (versions.length === 0) return { ok: false, code: 'rulebook/unknown-pack', detail: { field: 'pack', value: name, allowed: among.map(({ id, name: { zh } }) => `${id} ${zh}`).join(', ') } };
  const fitting = date === undefined ? versions : versions.filter((pack) => isInForce(pack, date.slice(0, 10)));
  const latest = fitting.reduce<RulePack | undefined>((best, pack) => (best && best.effectiveFrom > pack.effectiveFrom ? best : pack), undefined);
  if (latest) return { ok: true, value: latest };
  const allowed = versions.map(({ effectiveFrom, effectiveTo }) => `${effectiveFrom}…${effectiveTo ?? ''}`).join(', ');
  return { ok: false, code: 'rulebook/wrong-date', detail: { field: 'date', value: date ?? '', allowed } };
};

/** The pack and, after it, those that answer for what it does not give, in the version of that day. */
export const lineage = (pack: RulePack, date?: string): readonly RulePack[] => {
  const parent = pack.parent === undefined ? undefined : packNamed(pack.parent, date);
  return [pack, ...(parent?.ok && parent.value.id !== pack.id ? lineage(parent.value, date) : [])];
};

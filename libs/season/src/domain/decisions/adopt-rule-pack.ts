import { accept, reject, type Decision, type Made, type Order } from '@heatledger/kernel';
import { dayFrom, isInForce, packFrom, packs, zoneOf, type RulePack } from '@heatledger/rulebook';
import { dayBefore, versionsOf } from '../policies/pack-versions.js';
import type { AdoptRulePack, WithdrawRulePack } from '../rule-pack.commands.js';
import { RulePackAdopted, RulePackSuperseded, RulePackWithdrawn, type RulePackEvent } from '../rule-pack.events.js';
import type { RulePackRejection } from '../rule-pack.rejections.js';
import type { RulePackHistory } from '../rule-pack.state.js';

/** Every pack known when a version is adopted, under whatever id. */
export interface RulePackWorld {
  readonly known: readonly RulePack[];
  /** The company's zone; that of a company that said nothing when absent. */
  readonly zone?: string;
}

type Answer = Decision<RulePackEvent, RulePackRejection>;
type Refusal = Extract<Answer, { accepted: false }>;

const no = (code: RulePackRejection, field: string, value: unknown, allowed: string): Refusal => ({ accepted: false, code, detail: { field, value, allowed } });

const refusalOfIdentity = (packId: string, { id, name, parent }: RulePack, { known }: RulePackWorld): Refusal | null => {
  if (id !== packId) return no('pack/other-id', 'pack.id', id, packId);
  if (!/^[a-z][a-z0-9-]{1,39}$/.test(id)) return no('pack/other-id', 'pack.id', id, 'pinyin: 2–40 small letters, digits and hyphens');
  const namesake = known.find((other) => other.id !== id && other.name.zh === name.zh);
  if (namesake) return no('pack/other-id', 'pack.name.zh', name.zh, `another name: that is ${namesake.id}`);
  return parent === undefined || known.some((other) => other.id === parent) ? null : no('pack/unknown-parent', 'pack.parent', parent, [...new Set(known.map((other) => other.id))].join(', '));
};

/** The versions that still hold on days of the new one; each must have begun before it, and then ends the day before. */
const outlived = ({ effectiveFrom, effectiveTo = '9999-12-31' }: RulePack, versions: readonly RulePack[]): Refusal | readonly RulePack[] => {
  const overlapping = versions.filter((other) => other.effectiveFrom <= effectiveTo && (other.effectiveTo ?? '9999-12-31') >= effectiveFrom);
  const later = overlapping.find((other) => other.effectiveFrom >= effectiveFrom);
  return later ? no('pack/overlap', 'pack.effectiveFrom', effectiveFrom, `after ${later.effectiveFrom}, when ${later.id}@${later.version} begins`) : overlapping;
};

/** A version is adopted by somebody other than who wrote it; the one in force before gives way the day before, and neither is ever changed. */
export const adoptRulePack = (history: RulePackHistory, { data, meta }: Order<Made<typeof AdoptRulePack>>, world: RulePackWorld): Answer => {
  const { packId, document, preparedBy } = data;
  const read = packFrom(data.pack);
  if (!read.ok) return reject('pack/bad-pack', read.detail);
  const pack = read.value;
  const content = JSON.stringify(pack);
  const identity = refusalOfIdentity(packId, pack, world);
  if (identity) return identity;
  if (history.adopted.some((known) => known.version === pack.version && known.content === content)) return accept();
  const versions = versionsOf(packId, history);
  if (versions.some(({ version }) => version === pack.version)) return no('pack/version-known', 'pack.version', pack.version, `another version than ${versions.map(({ version }) => version).join(', ')}`);
  if (preparedBy === meta.actor.id) return no('pack/same-person', 'preparedBy', preparedBy, 'somebody other than who adopts it');
  const before = outlived(pack, versions);
  if ('accepted' in before) return before;
  const { version, effectiveFrom, effectiveTo } = pack;
  return accept<RulePackEvent>(
    RulePackAdopted({ packId, version, effectiveFrom, effectiveTo, content, document, preparedBy }),
    ...before.map((old) => RulePackSuperseded({ packId, version: old.version, lastDay: dayBefore(effectiveFrom), by: version })),
  );
};

/** A version is taken back only before its first day; what it superseded holds on. */
export const withdrawRulePack = ({ adopted }: RulePackHistory, { data, meta }: Order<Made<typeof WithdrawRulePack>>, world: RulePackWorld): Answer => {
  const version = adopted.find((known) => known.version === data.version);
  if (!version) return no('pack/unknown-version', 'version', data.version, adopted.map((known) => known.version).join(', ') || 'a version that was adopted here');
  if (version.effectiveFrom <= dayFrom(world, meta.now)) return no('pack/in-force', 'version', data.version, `before ${version.effectiveFrom}`);
  return accept(RulePackWithdrawn({ packId: data.packId, version: data.version, reason: data.reason }));
};

/** Whether a season may be declared under a pack: it must hold on the season's first day. */
export const isKnownPack = (packId: string, day: string, known: readonly RulePack[] = packs()): boolean => known.some((pack) => (pack.id === packId || pack.name.zh === packId) && isInForce(pack, day));

/** The zone in whose days a season under a pack is heated: that of the pack, or the company's. */
export const zoneUnder = (packId: string, world: RulePackWorld): string => zoneOf(world, world.known.find((pack) => pack.id === packId || pack.name.zh === packId));

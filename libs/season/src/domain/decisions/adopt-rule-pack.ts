import { accept, reject, type CommandMeta, type Decision, type Made, type Order } from '@heatledger/kernel';
import { dayFrom, isInForce, packFrom, packs, zoneOf, type RulePack } from '@heatledger/rulebook';
import { isSamePerson, type KnownArea, type People, type SeasonFacts } from '@heatledger/vocabulary';
import { dayBefore, versionsOf } from '../policies/pack-versions.js';
import type { AdoptRulePack, ApproveRulePack, RefuseRulePack, WithdrawRulePack } from '../rule-pack.commands.js';
import {
  RulePackAdopted,
  RulePackAdoptionApproved,
  RulePackAdoptionRefused,
  RulePackAdoptionRequested,
  RulePackSuperseded,
  RulePackWithdrawn,
  type RulePackEvent,
} from '../rule-pack.events.js';
import type { RulePackRejection } from '../rule-pack.rejections.js';
import type { ProposedVersion, RulePackHistory } from '../rule-pack.state.js';

/** Every pack known when a version is adopted, under whatever id. */
export interface RulePackWorld {
  readonly known: readonly RulePack[];
  /** The company's zone; that of a company that said nothing when absent. */
  readonly zone?: string;
  /** Who is known; each account a person where nobody is. */
  readonly people?: People | undefined;
}

/** What decisions on seasons know besides: the areas registered, and every other season as it stands. */
export interface SeasonWorld extends RulePackWorld {
  readonly areas?: readonly KnownArea[];
  readonly seasons?: readonly SeasonFacts[];
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

type Checked = { readonly ok: true; readonly before: readonly RulePack[]; readonly content: string } | { readonly ok: false; readonly answer: Answer };

/** A pack that may stand beside the others, with those that give way to it; nothing to do where it is adopted already. */
const checked = (history: RulePackHistory, packId: string, pack: RulePack, world: RulePackWorld): Checked => {
  const stop = (answer: Answer): Checked => ({ ok: false, answer });
  const content = JSON.stringify(pack);
  const identity = refusalOfIdentity(packId, pack, world);
  if (identity) return stop(identity);
  if (history.adopted.some((known) => known.version === pack.version && known.content === content)) return stop(accept());
  const versions = versionsOf(packId, history);
  const known = versions.map(({ version }) => version);
  if (known.includes(pack.version)) return stop(no('pack/version-known', 'pack.version', pack.version, `another version than ${known.join(', ')}`));
  const before = outlived(pack, versions);
  return 'accepted' in before ? stop(before) : { ok: true, before, content };
};

/** Asks that a version be adopted; another person decides. */
export const adoptRulePack = (history: RulePackHistory, { data, meta }: Order<Made<typeof AdoptRulePack>>, world: RulePackWorld): Answer => {
  const { packId, document } = data;
  const read = packFrom(data.pack);
  if (!read.ok) return reject('pack/bad-pack', read.detail);
  const found = checked(history, packId, read.value, world);
  if (!found.ok) return found.answer;
  const { content } = found;
  const [approvalId, waiting] = Object.entries(history.proposed).find(([, { decided }]) => decided === undefined) ?? [];
  if (waiting) return waiting.content === content && waiting.document === document ? accept() : reject('pack/waiting', { field: 'pack.version', value: waiting.version, approvalId });
  const { version, effectiveFrom, effectiveTo } = read.value;
  return accept(RulePackAdoptionRequested({ approvalId: meta.id, packId, version, effectiveFrom, effectiveTo, content, document }));
};

type Waiting = { readonly ok: true; readonly proposed: ProposedVersion } | { readonly ok: false; readonly answer: Answer };

const undecided = ({ proposed }: RulePackHistory, approvalId: string, { actor }: CommandMeta, decision: 'approved' | 'refused', { people }: RulePackWorld): Waiting => {
  const version = proposed[approvalId];
  if (!version) return { ok: false, answer: reject('pack/no-request', { field: 'approvalId', value: approvalId }) };
  if (isSamePerson(people, actor.id, version.by)) return { ok: false, answer: reject('pack/same-person', { field: 'actor', value: actor.id }) };
  if (version.decided === decision) return { ok: false, answer: accept() };
  if (version.decided) return { ok: false, answer: reject('pack/request-decided', { field: 'approvalId', value: approvalId, decided: version.decided }) };
  return { ok: true, proposed: version };
};

/** A version is adopted by somebody other than who asked for it; the one in force before gives way the day before, and neither is ever changed. */
export const approveRulePack = (history: RulePackHistory, { data, meta }: Order<Made<typeof ApproveRulePack>>, world: RulePackWorld): Answer => {
  const { packId, approvalId } = data;
  const waiting = undecided(history, approvalId, meta, 'approved', world);
  if (!waiting.ok) return waiting.answer;
  const { version, effectiveFrom, effectiveTo, content, document, by } = waiting.proposed;
  const read = packFrom(JSON.parse(content) as unknown);
  if (!read.ok) return reject('pack/bad-pack', read.detail);
  const found = checked(history, packId, read.value, world);
  if (!found.ok) return found.answer;
  return accept<RulePackEvent>(
    RulePackAdoptionApproved({ approvalId, packId, version, askedBy: by }),
    RulePackAdopted({ packId, version, effectiveFrom, effectiveTo, content, document, preparedBy: by }),
    ...found.before.map((old) => RulePackSuperseded({ packId, version: old.version, lastDay: dayBefore(effectiveFrom), by: version })),
  );
};

/** The version is not adopted; what is in force stays. */
export const refuseRulePack = (history: RulePackHistory, { data, meta }: Order<Made<typeof RefuseRulePack>>, world: RulePackWorld): Answer => {
  const { packId, approvalId, reason } = data;
  const waiting = undecided(history, approvalId, meta, 'refused', world);
  if (!waiting.ok) return waiting.answer;
  const { version, by } = waiting.proposed;
  return accept(RulePackAdoptionRefused({ approvalId, packId, version, askedBy: by, reason }));
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

import { packs, type RulePack } from '@heatledger/rulebook';
import type { RulePackHistory } from '../rule-pack.state.js';

const DAY_MS = 86_400_000;

export const dayBefore = (day: string): string => new Date(Date.parse(day) - DAY_MS).toISOString().slice(0, 10);

/** A pack whose last day was brought forward, where it was. */
const until = (pack: RulePack, lastDay: string | undefined): RulePack => (lastDay === undefined || (pack.effectiveTo !== undefined && pack.effectiveTo <= lastDay) ? pack : { ...pack, effectiveTo: lastDay });

/** A version that came with the program gives way to one of the company's own that held already on its first day. */
const isTakenOver = ({ effectiveFrom }: RulePack, own: readonly RulePack[]): boolean =>
  own.some((pack) => pack.effectiveFrom < effectiveFrom && (pack.effectiveTo === undefined || pack.effectiveTo >= effectiveFrom));

/** Every version of a pack with the days on which it holds: those the program came with and those adopted since. */
export const versionsOf = (packId: string, { adopted, superseded }: RulePackHistory, shipped: readonly RulePack[] = packs()): readonly RulePack[] => {
  const dated = (pack: RulePack): RulePack => until(pack, superseded[pack.version]?.lastDay);
  const own = adopted.map(({ content }) => dated(JSON.parse(content) as RulePack));
  return [...shipped.filter((pack) => pack.id === packId && !isTakenOver(pack, own)).map(dated), ...own];
};

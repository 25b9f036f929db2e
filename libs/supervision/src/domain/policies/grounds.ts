import type { Detail } from '@heatledger/kernel';
import type { AppraisalItem, AppraisalVeto, RulePack, RulesInForce } from '@heatledger/rulebook';
import type { People } from '@heatledger/vocabulary';

/** What a decision on an appraisal needs to know of the world. */
export interface AppraisalWorld {
  /** Those in force on the last day of the period. */
  readonly rules: RulesInForce;
  /** Every version of every pack that is known. */
  readonly known: readonly RulePack[];
  /** Which of the ids that the command names are those of recorded facts. */
  readonly recorded: ReadonlySet<string>;
  /** Who is known; each account a person where nobody is. */
  readonly people?: People | undefined;
}

/** The first item or veto that rests on nothing on record, named by its place in the request. */
export const unfounded = (recorded: ReadonlySet<string>, lists: Readonly<Record<string, readonly { readonly eventId: string }[]>>): Detail | null => {
  for (const [name, list] of Object.entries(lists)) {
    const index = list.findIndex(({ eventId }) => !recorded.has(eventId));
    if (index >= 0) return { field: `${name}.${index}.eventId`, value: list[index]?.eventId, allowed: 'the id of a recorded fact' };
  }
  return null;
};

/** The same item: one fact in one group. */
export const isSameItem = (one: Pick<AppraisalItem, 'group' | 'eventId'>, other: Pick<AppraisalItem, 'group' | 'eventId'>): boolean =>
  one.group === other.group && one.eventId === other.eventId;

const isSameVeto = (one: AppraisalVeto, other: AppraisalVeto): boolean => one.veto === other.veto && one.eventId === other.eventId;

const repeatedIn = <T>(list: readonly T[], isSame: (one: T, other: T) => boolean, kept: readonly T[] = []): number =>
  list.findIndex((one, index) => [...kept, ...list.slice(0, index)].some((earlier) => isSame(one, earlier)));

/** The first item or veto that would count twice, named by its place in the request; `kept` are items that stand already. */
export const countedTwice = (
  name: string,
  items: readonly AppraisalItem[],
  vetoes: readonly AppraisalVeto[],
  kept: readonly AppraisalItem[] = [],
): Detail | null => {
  const item = repeatedIn(items, isSameItem, kept);
  if (item >= 0) return { field: `${name}.${item}.eventId`, value: items[item]?.eventId, allowed: `one item for a fact in ${items[item]?.group}` };
  const veto = repeatedIn(vetoes, isSameVeto);
  return veto < 0
    ? null
    : { field: `vetoes.${veto}.eventId`, value: vetoes[veto]?.eventId, allowed: `one entry for a fact under ${vetoes[veto]?.veto}` };
};

import { reject, type Decision, type Detail } from '@heatledger/kernel';
import { appraise, packRecorded, type Appraisal, type AppraisalItem, type AppraisalVeto, type RulePack, type Ruled } from '@heatledger/rulebook';
import type { AppraisalRevision } from '../appraisal.commands.js';
import type { AppraisalRejection } from '../appraisal.rejections.js';
import type { AppraisedUnit, ScoredVersion } from '../appraisal.state.js';
import { countedTwice, isSameItem, unfounded } from './grounds.js';
import { caseOf } from './scoring.js';

/** What a revision changes, with the vetoes that hold after it. */
export interface Revision extends Pick<AppraisalRevision, 'add' | 'remove'> {
  readonly vetoes: readonly AppraisalVeto[];
}

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

const holds = ({ items }: ScoredVersion, named: Pick<AppraisalItem, 'group' | 'eventId'>): boolean => items.some((item) => isSameItem(item, named));

/** True where a revision was made already: what is to come is there, and what is to go was there once and is gone. */
export const isRevised = ({ add, remove, vetoes }: Revision, standing: ScoredVersion, versions: readonly ScoredVersion[]): boolean =>
  add.every((item) => standing.items.some((one) => isSameItem(one, item) && one.pointsTenths === item.pointsTenths && one.reason === item.reason)) &&
  remove.every((gone) => !holds(standing, gone) && versions.some((version) => holds(version, gone))) &&
  same(vetoes, standing.vetoes);

/** The first item to be taken out that is not there. */
const notThere = ({ remove }: Revision, standing: ScoredVersion): Detail | null => {
  const index = remove.findIndex((gone) => !holds(standing, gone));
  return index < 0
    ? null
    : { field: `remove.${index}.eventId`, value: remove[index]?.eventId, allowed: 'group and fact of an item of the version that stands' };
};

/** The items of a version that a revision leaves, or those that it takes out. */
export const itemsOf = ({ remove }: Revision, { items }: ScoredVersion, which: 'kept' | 'removed'): ScoredVersion['items'] =>
  items.filter((item) => remove.some((gone) => isSameItem(item, gone)) === (which === 'removed'));

/** The score of the revised items under the recorded rule. */
export const scoredAgain = (unit: AppraisedUnit, standing: ScoredVersion, revision: Revision, known: readonly RulePack[]): Ruled<Appraisal> => {
  const pack = packRecorded(standing.rule, known);
  return pack.ok
    ? appraise(
        { pack: pack.value, season: null },
        caseOf(unit, { items: [...itemsOf(revision, standing, 'kept'), ...revision.add], vetoes: revision.vetoes }),
      )
    : pack;
};

/** Why a revision cannot be made, naming the item at fault. */
export const refusalOfRevision = (
  revision: Revision,
  standing: ScoredVersion,
  recorded: ReadonlySet<string>,
): Decision<never, AppraisalRejection> | null => {
  const missing = notThere(revision, standing);
  if (missing) return reject('appraisal/no-such-item', missing);
  const { add, vetoes } = revision;
  const unknown = unfounded(recorded, vetoes === standing.vetoes ? { add } : { add, vetoes });
  if (unknown) return reject('appraisal/fact-unknown', unknown);
  const twice = countedTwice('add', add, vetoes, itemsOf(revision, standing, 'kept'));
  return twice && reject('appraisal/item-twice', twice);
};

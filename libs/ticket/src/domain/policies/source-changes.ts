import type { Made, Order } from '@heatledger/kernel';
import type { ImportComplaint } from '../complaint.commands.js';
import { differencesOf, type Difference, type SourceField } from '../complaint.source.js';
import { isTheSources, type Complaint } from '../complaint.state.js';

type Import = Order<Made<typeof ImportComplaint>>;

/**
 * A request is open for its source as for us once somebody opened it again here; and why something was closed is said
 * with its closing only.
 */
const isAgreed = ({ phase }: Complaint, { data }: Import, { field }: Difference): boolean =>
  (field === 'closedAt' && data.closedAt === undefined && phase !== 'closed') ||
  (field === 'closureReason' && data.closedAt === undefined);

/** What the source of a request tells otherwise than it told before, but for what may be let be. */
export const changesOf = (complaint: Complaint, order: Import): readonly Difference[] => {
  const { told } = complaint;
  const { leave = [] } = order.data;
  return told
    ? differencesOf(told, order.data).filter(
        (difference) => !leave.includes(difference.field) && !isAgreed(complaint, order, difference),
      )
    : [];
};

const isSaid = ({ source }: Difference): boolean => source !== null;
/** A closing that is the source's own, or none: what was closed or merged here stays as it was decided here. */
const isOpenToSource = ({ phase, exit }: Complaint): boolean =>
  phase === 'closed' ? exit === 'closed-by-source' : phase !== 'merged';

/**
 * Whether a fact can say it. A promise of time that is ours is not moved by another system, nor is a judgement that
 * was made here.
 */
const sayable: Readonly<Record<SourceField, (complaint: Complaint, difference: Difference) => boolean>> = {
  receivedAt: () => false,
  dueAt: (complaint, difference) => isSaid(difference) && isTheSources(complaint),
  closedAt: isOpenToSource,
  closureReason: (complaint, difference) => isSaid(difference) && isOpenToSource(complaint),
  zone: (_, difference) => isSaid(difference),
  station: (_, difference) => isSaid(difference),
  category: ({ category, told }, difference) => isSaid(difference) && category === told?.category,
  subject: (_, difference) => isSaid(difference),
  handledBy: (_, difference) => isSaid(difference),
};

/**
 * Of these changes, what no fact can say; nothing can be said by a file that tells of the same request twice, since
 * nobody knows which of the two holds.
 */
export const unsayable = (
  complaint: Complaint,
  { data: { again = false } }: Import,
  changes: readonly Difference[],
): readonly Difference[] => changes.filter((difference) => again || !sayable[difference.field](complaint, difference));

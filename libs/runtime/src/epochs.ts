import { Cursors, EventStoreError, type EventStore } from '@heatledger/event-store';
import type { Actor } from '@heatledger/kernel';
import type { Clock, Ids } from './clock.js';
import type { FactCodec } from './fact-codec.js';
import { BeginEpoch, operations } from './followers/operations.js';
import { Ledger } from './ledger.js';

export interface EpochOptions {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly actor: Actor;
}

/** Never given twice, though the same backup be restored twice: the second of the restore, later than every epoch before it. */
const nameAfter = (epoch: string, now: string): string => String(Math.max(Number(epoch) + 1, Math.floor(Date.parse(now) / 1000)));

/** Begins a new epoch where the log ends, for one that was put back from a copy; answers its name and where it forks off. Throws EventStoreError. */
export const beginEpoch = async (store: EventStore, codec: FactCodec, { clock, ids, actor }: EpochOptions): Promise<{ readonly epoch: string; readonly fork: string }> => {
  const cursors = await Cursors.over(store);
  const now = clock.now();
  const [epoch, fork] = [nameAfter(cursors.epoch, now), await cursors.end()];
  const meta = { id: ids.next(), at: now, now, actor, channel: 'system' as const };
  const outcome = await new Ledger(store, codec).decideOn(operations, () => undefined)({ ...BeginEpoch({ epoch, fork: fork || '0' }), meta });
  if (!outcome.ok) throw new EventStoreError('unavailable', 'the new epoch could not be recorded; run it again');
  return { epoch, fork };
};

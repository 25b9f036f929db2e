import type { Collection } from 'mongodb';
import { LeaseBook, type Beat } from '../lease-book.js';
import type { Connection } from './connection.js';
import { isDuplicateKey } from './failures.js';

/** A beat on the server; of two with the same id one is refused, whatever else the server promises. */
interface StoredBeat extends Beat {
  readonly _id: string;
}

/** Beats kept behind the latest, and how many come before the older ones are swept out. */
const KEPT = 5;

const idOf = ({ name, number }: Pick<Beat, 'name' | 'number'>): string => `${name}#${number}`;

/** Beats as documents that are only ever inserted: a unique id is the one thing that every server keeps, with transactions and without. */
export class MongoLeaseBook extends LeaseBook {
  constructor(
    private readonly connection: Connection,
    private readonly beats: Collection<StoredBeat>,
  ) {
    super();
  }

  async latest(): Promise<readonly Beat[]> {
    const latest = new Map<string, Beat>();
    for (const { name, holder, number } of await this.connection.ask(() => this.beats.find().toArray())) {
      if (number > (latest.get(name)?.number ?? 0)) latest.set(name, { name, holder, number });
    }
    return [...latest.values()];
  }

  async beat({ name, holder, number }: Beat): Promise<boolean> {
    const given = await this.connection.ask(async () => {
      try {
        await this.beats.insertOne({ _id: idOf({ name, number }), name, holder, number });
        return true;
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
        // an own insert whose answer was lost
        return (await this.beats.findOne({ _id: idOf({ name, number }) }))?.holder === holder;
      }
    });
    if (!given) return false;
    // one who slept gives a number that is long past
    if ((await this.connection.ask(() => this.beats.findOne({ name, number: { $gt: number } }))) !== null) {
      await this.connection.ask(() => this.beats.deleteOne({ _id: idOf({ name, number }), holder }));
      return false;
    }
    if (number % KEPT === 0) await this.connection.ask(() => this.beats.deleteMany({ name, number: { $lt: number - KEPT } }));
    return true;
  }

  async forget(name: string): Promise<void> {
    await this.connection.ask(() => this.beats.deleteMany({ name }));
  }
}

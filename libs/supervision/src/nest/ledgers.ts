import { breather } from '@heatledger/edge';
import { EventStore } from '@heatledger/event-store';
import { keysOf, project, type Instant, type Message, type Projection, type RecordedFact } from '@heatledger/kernel';
import { ReadStore } from '@heatledger/read-store';
import { CompanyZone, FactCodec } from '@heatledger/runtime';
import { AS_WRITTEN, isAfter, isInstant, readInstant } from '@heatledger/vocabulary';
import { Injectable } from '@nestjs/common';
import { RecordedBy } from './recorded-by.js';

const PAGE = 1000;

/** How the documents of a ledger are asked for: by which index, with which values, and as known when. */
export interface LedgerQuestion {
  readonly index?: string | undefined;
  readonly equals?: Readonly<Record<string, string>> | undefined;
  /** An instant, or a position of the log; the documents as they stand when absent. */
  readonly asOf?: string | undefined;
}

/** The views that figures are counted from, as they stand or as they would have stood on a date. */
@Injectable()
export class Ledgers {
  constructor(
    private readonly store: EventStore,
    private readonly reads: ReadStore,
    private readonly codec: FactCodec,
    private readonly zone: CompanyZone,
    private readonly recordedBy: RecordedBy,
  ) {}

  /** The zone in whose days and months figures are told: the company's; as known on a date before it was set, the time in which each instant was written. */
  timeZone(asOf: string | undefined): string {
    const { name, known } = this.zone;
    return asOf === undefined || (known !== undefined && this.#isSetBy(asOf, known)) ? name : AS_WRITTEN;
  }

  #isSetBy(asOf: string, { recordedAt, position }: { readonly recordedAt: Instant; readonly position: string }): boolean {
    const instant = readInstant(asOf);
    return isInstant(instant) ? !isAfter(recordedAt, instant) : this.store.compare(position, asOf) <= 0;
  }

  /** What tells of an event whether it had been recorded by an instant or by a position. */
  async knownBy(asOf: string | undefined): Promise<(event: { readonly position: string }) => boolean> {
    if (asOf === undefined) return () => true;
    const instant = readInstant(asOf);
    const end = isInstant(instant) ? await this.recordedBy.position(instant) : asOf;
    return ({ position }) => this.store.compare(position, end) <= 0;
  }

  /** The documents of a ledger; folded again from the log where they are asked for as known on a date. */
  async documents<D>(projection: Projection<D, never>, { index = 'key', equals = {}, asOf }: LedgerQuestion = {}): Promise<readonly D[]> {
    if (asOf !== undefined) return [...(await this.#refolded(projection, asOf)).values()];
    const docs: D[] = [];
    let cursor: string | undefined;
    do {
      const found = await this.reads.find<D>(projection.name, { index, equals, limit: PAGE, ...(cursor === undefined ? {} : { cursor }) });
      for (const { doc } of found.docs) docs.push(doc);
      cursor = found.cursor;
      await breather();
    } while (cursor !== undefined);
    return docs;
  }

  async #refolded<D>(projection: Projection<D, never>, asOf: string): Promise<Map<string, D>> {
    const docs = new Map<string, D>();
    const told = { zone: this.timeZone(asOf) };
    const plain = projection as Projection<D, Message>;
    const isKnown = await this.knownBy(asOf);
    for await (const { events } of this.store.scan({ types: Object.keys(projection.evolve) })) {
      await breather();
      for (const event of events) {
        if (!isKnown(event)) continue;
        const fact: RecordedFact = this.codec.open(event);
        for (const key of keysOf(plain, fact)) {
          const doc = project(plain, docs.get(key) ?? null, fact, key, told);
          if (doc === null) docs.delete(key);
          else docs.set(key, doc);
        }
      }
    }
    return docs;
  }
}

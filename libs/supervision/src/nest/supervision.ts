import { EventStore } from '@heatledger/event-store';
import { keysOf, project, type AnyDecider, type DataClass, type Instant, type Message, type Projection, type RecordedFact } from '@heatledger/kernel';
import { ReadStore } from '@heatledger/read-store';
import { FactCodec } from '@heatledger/runtime';
import { isAfter, isInstant } from '@heatledger/vocabulary';
import { Inject, Injectable } from '@nestjs/common';
import type { AskRecord } from '../figures/ask-record.js';
import { complianceOf, type ComplianceGroup } from '../figures/compliance.js';
import { satisfactionOf, type SatisfactionGroup } from '../figures/satisfaction.js';
import { caseFileOf, type CaseFile, type ChainedFact } from '../history/case-file.js';
import type { CaseStreams } from '../projections/case-streams.projection.js';
import { clockLedger, type ClockLedgerEntry } from '../projections/clock-ledger.projection.js';
import { satisfactionLedger } from '../projections/satisfaction-ledger.projection.js';

/** Every aggregate of the house, for telling what a fact changed. */
export const DECIDERS = Symbol('deciders');

/** The two axes of time: what had happened by `at`, what was known by `asOf` (an instant, or a position of the log). */
export interface TimeAxes {
  readonly at?: Instant | undefined;
  readonly asOf?: string | undefined;
}

/** What overseers read: case files and figures, on both axes of time. */
@Injectable()
export class Supervision {
  readonly #deciders: ReadonlyMap<string, AnyDecider>;

  constructor(
    private readonly store: EventStore,
    private readonly reads: ReadStore,
    private readonly codec: FactCodec,
    @Inject(DECIDERS) deciders: readonly AnyDecider[],
  ) {
    this.#deciders = new Map(deciders.map((decider) => [decider.category, decider]));
  }

  /** Stream of a ticket, adjustment, inspection … named by stream or by its bare id; `null` when nobody knows it. */
  async streamNamed(name: string): Promise<string | null> {
    const candidates = name.includes('-') && this.#deciders.has(name.slice(0, name.indexOf('-'))) ? [name] : [...this.#deciders.keys()].map((category) => `${category}-${name}`);
    for (const stream of candidates) if (await this.store.head(stream).catch(() => null)) return stream;
    return this.#byCaseNumber(name);
  }

  async #byCaseNumber(caseNumber: string): Promise<string | null> {
    const { docs } = await this.reads.find<{ readonly stream: string }>('ticket-card', { index: 'by-case-number', equals: { caseNumber }, limit: 1 });
    return docs[0]?.doc.stream ?? null;
  }

  /** The whole story of the case that a stream belongs to. */
  async caseFile(stream: string, { at, asOf }: TimeAxes, open: readonly DataClass[]): Promise<CaseFile | null> {
    const name = await this.#caseOf(stream);
    if (name === null) return null;
    const known = await this.reads.get<CaseStreams>('case-streams', name);
    const facts: ChainedFact[] = [];
    for (const one of new Set([...(known?.doc.streams ?? []), stream]))
      for await (const event of this.store.read(one)) if (this.#isKnown(event, asOf)) facts.push({ ...this.codec.open(event), digest: event.metadata.digest });
    facts.sort((a, b) => this.store.compare(a.position, b.position) || a.revision - b.revision);
    return caseFileOf(name, facts, { catalogue: this.codec.catalogue, deciders: this.#deciders, open }, { at });
  }

  async #caseOf(stream: string): Promise<string | null> {
    for await (const event of this.store.read(stream, { limit: 1 })) return event.metadata.correlation;
    return null;
  }

  /** True for what had been recorded by an instant or by a position. */
  #isKnown({ recordedAt, position }: { readonly recordedAt: Instant; readonly position: string }, asOf: string | undefined): boolean {
    if (asOf === undefined) return true;
    return isInstant(asOf) ? !isAfter(recordedAt, asOf) : this.store.compare(position, asOf) <= 0;
  }

  /** The documents of a ledger: as they stand, or folded again from what was known on a date. */
  async *#ledger<D>(projection: Projection<D, never>, index: string, equals: Readonly<Record<string, string>>, asOf: string | undefined): AsyncGenerator<D> {
    if (asOf !== undefined) {
      yield* (await this.#refolded(projection, asOf)).values();
      return;
    }
    let cursor: string | undefined;
    do {
      const found = await this.reads.find<D>(projection.name, { index, equals, limit: 1000, ...(cursor === undefined ? {} : { cursor }) });
      for (const { doc } of found.docs) yield doc;
      cursor = found.cursor;
    } while (cursor !== undefined);
  }

  async #refolded<D>(projection: Projection<D, never>, asOf: string): Promise<Map<string, D>> {
    const docs = new Map<string, D>();
    const plain = projection as Projection<D, Message>;
    for await (const { events } of this.store.scan({ types: Object.keys(projection.evolve) }))
      for (const event of events) {
        if (!this.#isKnown(event, asOf)) continue;
        const fact: RecordedFact = this.codec.open(event);
        for (const key of keysOf(plain, fact)) {
          const doc = project(plain, docs.get(key) ?? null, fact, key);
          if (doc === null) docs.delete(key);
          else docs.set(key, doc);
        }
      }
    return docs;
  }

  async clocks(clock: string | undefined, asOf: string | undefined): Promise<readonly ClockLedgerEntry[]> {
    const records: ClockLedgerEntry[] = [];
    const index = clock === undefined ? 'key' : 'byClock';
    for await (const record of this.#ledger(clockLedger as Projection<ClockLedgerEntry, never>, index, clock === undefined ? {} : { clock }, asOf))
      if (clock === undefined || record.clock === clock) records.push(record);
    return records;
  }

  async compliance(clock: string | undefined, by: ComplianceGroup, at: Instant, asOf?: string): Promise<ReturnType<typeof complianceOf>> {
    return complianceOf(await this.clocks(clock, asOf), by, at);
  }

  async satisfaction(by: SatisfactionGroup, at: Instant, asOf?: string): Promise<ReturnType<typeof satisfactionOf>> {
    const records: AskRecord[] = [];
    for await (const record of this.#ledger(satisfactionLedger as Projection<AskRecord, never>, 'key', {}, asOf)) records.push(record);
    return satisfactionOf(records, by, at);
  }
}

import { Cursors, EventStore } from '@heatledger/event-store';
import type { AnyDecider, DataClass, Instant, Projection, RecordedFact } from '@heatledger/kernel';
import { ReadStore } from '@heatledger/read-store';
import { FactCodec, Naming } from '@heatledger/runtime';
import type { WorkCalendar } from '@heatledger/rulebook';
import { isCleanText } from '@heatledger/vocabulary';
import { Inject, Injectable } from '@nestjs/common';
import type { AskRecord } from '../figures/ask-record.js';
import { complianceOf, fallsDue, isInSpan, type Compliance, type ComplianceGroup, type CountedSpan } from '../figures/compliance.js';
import { satisfactionOf, type SatisfactionGroup } from '../figures/satisfaction.js';
import { caseFileOf, type CaseFile, type ChainedFact, type Storytellers } from '../history/case-file.js';
import { clockStories } from '../history/clock-stories.js';
import { figureOf, type TracedFigure } from '../history/traced-figure.js';
import type { CaseStreams } from '../projections/case-streams.projection.js';
import { clockLedger, type ClockLedgerEntry } from '../projections/clock-ledger.projection.js';
import type { RuleTrace } from '../projections/rule-traces.projection.js';
import { satisfactionLedger } from '../projections/satisfaction-ledger.projection.js';
import { Ledgers } from './ledgers.js';
import { spanOf, type CountedPart } from './span.requests.js';

const LONGEST_NAME = 200;

/** Every aggregate of the house, for telling what a fact changed. */
export const DECIDERS = Symbol('deciders');

/** The two axes of time: what had happened by `at`, what was known by `asOf` (an instant, or a position of the log). */
export interface TimeAxes {
  readonly at?: Instant | undefined;
  readonly asOf?: string | undefined;
}

/** Which promises of time, falling due when and where, as known when. */
export interface PromisesAsked {
  readonly clock?: string | undefined;
  readonly part?: CountedPart | undefined;
  readonly asOf?: string | undefined;
}

/** What clocks are told by: the present, and the years whose working days are known. */
export interface Telling {
  readonly now: Instant;
  readonly years: WorkCalendar;
}

/** A case file with every promise of time as it explains itself. */
export type CaseWithClocks = CaseFile & { readonly clocks: ReturnType<typeof clockStories> };

/** What overseers read: case files and figures, on both axes of time. */
@Injectable()
export class Supervision {
  readonly #deciders: ReadonlyMap<string, AnyDecider>;

  constructor(
    private readonly store: EventStore,
    private readonly reads: ReadStore,
    private readonly codec: FactCodec,
    private readonly ledgers: Ledgers,
    private readonly cursors: Cursors,
    private readonly naming: Naming,
    @Inject(DECIDERS) deciders: readonly AnyDecider[],
  ) {
    this.#deciders = new Map(deciders.map((decider) => [decider.category, decider]));
  }

  /** Stream of a ticket, adjustment, inspection … named by stream or by its bare id; `null` when nobody knows it. */
  async streamNamed(name: string): Promise<string | null> {
    const candidates = name.includes('-') && this.#deciders.has(name.slice(0, name.indexOf('-'))) ? [name] : [...this.#deciders.keys()].map((category) => `${category}-${name}`);
    if (name.length > LONGEST_NAME || !isCleanText(name)) return null;
    for (const stream of candidates) if (await this.store.head(stream)) return stream;
    return this.#byCaseNumber(name);
  }

  async #byCaseNumber(caseNumber: string): Promise<string | null> {
    const { docs } = await this.reads.find<{ readonly stream: string }>('ticket-card', { index: 'by-case-number', equals: { caseNumber }, limit: 1 });
    return docs[0]?.doc.stream ?? (await this.naming.idOf(caseNumber))?.stream ?? null;
  }

  /** The whole story of the case that a stream belongs to. */
  async caseFile(stream: string, { at, asOf }: TimeAxes, open: readonly DataClass[]): Promise<CaseFile | null> {
    const name = await this.#caseOf(stream);
    return name === null ? null : this.#file(name, await this.#factsOf(name, stream, asOf), open, at);
  }

  async #file(name: string, facts: readonly ChainedFact[], open: readonly DataClass[], at: Instant | undefined): Promise<CaseFile> {
    const file = caseFileOf(name, facts, await this.#tellers(facts, open), { at });
    return { ...file, lines: file.lines.map((line) => ({ ...line, position: this.cursors.write(line.position) })) };
  }

  /** The same with every promise of time of the case, each with its segments, what remains at `now` and the rule behind it. */
  async caseWithClocks(stream: string, { at, asOf }: TimeAxes, open: readonly DataClass[], { now, years }: Telling): Promise<CaseWithClocks | null> {
    const name = await this.#caseOf(stream);
    if (name === null) return null;
    const facts = await this.#factsOf(name, stream, asOf);
    return { ...(await this.#file(name, facts, open, at)), clocks: clockStories(facts, at ?? now, { at }, { years, zone: this.ledgers.timeZone(undefined) }) };
  }

  async #tellers(facts: readonly RecordedFact[], open: readonly DataClass[]): Promise<Storytellers> {
    const telling = await this.naming.about(facts.map(({ data }) => data));
    return { catalogue: this.codec.catalogue, deciders: this.#deciders, open, telling };
  }

  async #factsOf(name: string, stream: string, asOf: string | undefined): Promise<readonly ChainedFact[]> {
    const known = await this.reads.get<CaseStreams>('case-streams', name);
    const facts: ChainedFact[] = [];
    const isKnown = await this.ledgers.knownBy(asOf);
    for (const one of new Set([...(known?.doc.streams ?? []), stream]))
      for await (const event of this.store.read(one)) if (isKnown(event)) facts.push({ ...this.codec.open(event), digest: event.metadata.digest });
    return facts.sort((a, b) => this.store.compare(a.position, b.position) || a.revision - b.revision);
  }

  async #caseOf(stream: string): Promise<string | null> {
    for await (const event of this.store.read(stream, { limit: 1 })) return event.metadata.correlation;
    return null;
  }

  /** The figure behind a trace, from the log; `null` when no fact carries it. */
  async figure(traceId: string, open: readonly DataClass[]): Promise<TracedFigure | null> {
    const known = await this.reads.get<RuleTrace>('rule-traces', traceId);
    const facts: RecordedFact[] = [];
    for (const { stream, revision } of known?.doc.facts ?? [])
      for await (const event of this.store.read(stream, { from: revision, to: revision })) facts.push(this.codec.open(event));
    return figureOf(traceId, facts, await this.#tellers(facts, open));
  }

  async clocks(clock: string | undefined, asOf: string | undefined): Promise<readonly ClockLedgerEntry[]> {
    const question = clock === undefined ? {} : { index: 'byClock', equals: { clock } };
    const records = await this.ledgers.documents(clockLedger as Projection<ClockLedgerEntry, never>, { ...question, asOf });
    return clock === undefined ? records : records.filter((record) => record.clock === clock);
  }

  /** Promises of time that fall due in the part asked for. */
  async promised({ clock, part = {}, asOf }: PromisesAsked): Promise<{ readonly records: readonly ClockLedgerEntry[]; readonly span: CountedSpan }> {
    const span = spanOf(part, this.ledgers.timeZone(asOf));
    const records = await this.clocks(clock, asOf);
    return { records: records.filter((record) => isOfZone(record, part) && isInSpan(span, fallsDue(record))), span };
  }

  async compliance(clock: string | undefined, by: ComplianceGroup, at: Instant, asOf?: string, part?: CountedPart): Promise<Compliance> {
    const { records, span } = await this.promised({ clock, part, asOf });
    return complianceOf(records, by, at, span);
  }

  async satisfaction(by: SatisfactionGroup, at: Instant, asOf?: string, part: CountedPart = {}): Promise<ReturnType<typeof satisfactionOf>> {
    const span = spanOf(part, this.ledgers.timeZone(asOf));
    const records = await this.ledgers.documents(satisfactionLedger as Projection<AskRecord, never>, { asOf });
    return satisfactionOf(records.filter((record) => isOfZone(record, part)), by, at, span);
  }
}

const isOfZone = (record: { readonly zone: string | null }, { zone }: CountedPart): boolean => zone === undefined || record.zone === zone;

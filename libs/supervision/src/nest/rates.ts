import { Refused } from '@heatledger/edge';
import type { Instant, Projection, RuleRef } from '@heatledger/kernel';
import { kpiDefinitions, kpiNames, kpiSpan, kpiVerdict, type KpiDefinition, type KpiName, type KpiVerdict, type RulesInForce } from '@heatledger/rulebook';
import { Surroundings } from '@heatledger/runtime';
import { seasonCalendar, type SeasonCalendarDoc } from '@heatledger/season';
import { compareInstants, dayIn, endOfDayIn, isAfter, keysIn } from '@heatledger/vocabulary';
import { Injectable } from '@nestjs/common';
import type { AskRecord } from '../figures/ask-record.js';
import type { CaseRecord } from '../figures/case-record.js';
import type { ClockRecord } from '../figures/clock-record.js';
import { kpiItems, type KpiItem, type SpanAt } from '../figures/kpi-items.js';
import { isInWindow, kpisOf, kpiTenths, type KpiGroup, type KpiRow, type KpiWindow, type SeasonSpan } from '../figures/kpis.js';
import type { ReadingRecord } from '../figures/reading-record.js';
import type { SupplyRecord } from '../figures/supply-record.js';
import { caseLedger } from '../projections/case-ledger.projection.js';
import { clockLedger } from '../projections/clock-ledger.projection.js';
import { readingLedger } from '../projections/reading-ledger.projection.js';
import { satisfactionLedger } from '../projections/satisfaction-ledger.projection.js';
import { supplyLedger } from '../projections/supply-ledger.projection.js';
import { Ledgers } from './ledgers.js';

/** What is asked of the rates: a window, a grouping and both axes of time; a season by name in place of days. */
export interface RatesQuestion extends Omit<KpiWindow, 'timeZone'> {
  readonly by: KpiGroup;
  readonly at: Instant;
  readonly asOf?: string | undefined;
  readonly season?: string | undefined;
}

/** A row with the figure that follows from its counts. */
export interface RatedRow extends KpiRow {
  /** In tenths of the rate's scale; `null` where there is nothing to divide by. */
  readonly tenths: number | null;
}

/** A total row against what the pack in force at the end of the window demands. */
export interface JudgedRow extends RatedRow {
  /** `null` where no pack gives a target. */
  readonly target: KpiVerdict | null;
}

/** Rates with everything that explains them. */
export interface RatesAnswer {
  readonly from: string | null;
  readonly to: string | null;
  readonly by: KpiGroup;
  readonly at: Instant;
  readonly asOf: string | null;
  readonly rows: readonly RatedRow[];
  readonly total: readonly JudgedRow[];
  readonly definitions: Readonly<Partial<Record<KpiName, KpiDefinition>>>;
  /** Rates of which no fact tells, with the reason. */
  readonly notRecorded: readonly KpiName[];
}

/** The cases behind the counts, and what groups them. */
export interface RatesCases {
  readonly items: readonly KpiItem[];
  readonly seasons: readonly SeasonSpan[];
  readonly timeZone: string;
}

const cited = ({ pack, version }: RuleRef): string => `${pack}@${version}`;

const rated = (row: KpiRow): RatedRow => ({ ...row, tenths: kpiTenths(row) });

/** What a pack demands of a rate; nothing for a base that the target does not mean: rooms that were complained of are no sample. */
const targetOf = (rules: RulesInForce, { kpi, basis, numerator, denominator }: KpiRow): KpiVerdict | null => {
  const { targetBasis } = kpiDefinitions[kpi];
  if (targetBasis !== undefined && basis !== targetBasis) return null;
  const verdict = kpiVerdict(rules, kpi, numerator, denominator);
  return verdict.ok ? verdict.value : null;
};

/** The days asked for: of the season where one is named, within the days given. */
const windowOf = ({ from, to, zone, station, category, kpi, season }: RatesQuestion, seasons: readonly SeasonSpan[], timeZone: string): KpiWindow => {
  if (from !== undefined && to !== undefined && to < from) throw new Refused('request/invalid', { field: 'to', value: to, allowed: `a day not before ${from}` });
  const part = { timeZone, zone, station, category, kpi };
  if (season === undefined) return { ...part, from, to };
  const spans = seasons.filter(({ name }) => name === season);
  if (spans.length === 0) throw new Refused('season/unknown', { field: 'season', value: season, allowed: [...new Set(seasons.map(({ name }) => name))].join(', ') });
  const days = spans.flatMap((span) => [span.from, span.to]).sort();
  const [first = '', last = ''] = [days[0], days.at(-1)];
  return { ...part, from: from !== undefined && from > first ? from : first, to: to !== undefined && to < last ? to : last };
};

/** The last instant that the window holds and that has come: whose pack sets the targets. */
const endOf = ({ to, timeZone }: KpiWindow, at: Instant): Instant => {
  if (to === undefined) return at;
  const end = endOfDayIn(timeZone, to);
  return isAfter(end, at) ? at : end;
};

const all = <D>(projection: object): Projection<D, never> => projection as Projection<D, never>;

/** The rates of the service, counted from the ledgers under the rules of their days. */
@Injectable()
export class Rates {
  constructor(
    private readonly ledgers: Ledgers,
    private readonly surroundings: Surroundings,
  ) {}

  /** Rates by group and in total. */
  async rates(asked: RatesQuestion): Promise<RatesAnswer> {
    const { by, at, asOf, kpi } = asked;
    const seasons = await this.#seasons(asOf);
    const window = windowOf(asked, seasons, this.ledgers.timeZone(asOf));
    const items = await this.#items(at, asOf);
    const supply = await this.ledgers.documents(all<SupplyRecord>(supplyLedger), { asOf });
    const { rows, total } = kpisOf(items, supply, { ...window, by, at, seasons });
    const rules = await this.surroundings.rulesAt(endOf(window, at));
    const names = keysIn(kpiNames).filter((name) => kpi === undefined || name === kpi);
    return {
      from: window.from ?? null,
      to: window.to ?? null,
      by,
      at,
      asOf: asOf ?? null,
      rows: rows.map(rated),
      total: total.map((row) => ({ ...rated(row), target: targetOf(rules, row) })),
      definitions: Object.fromEntries(names.map((name) => [name, kpiDefinitions[name]])),
      notRecorded: names.filter((name) => kpiDefinitions[name].notRecorded !== undefined),
    };
  }

  /** The cases behind the counts, in the order in which they fall, with the seasons that group them. */
  async cases(asked: RatesQuestion): Promise<RatesCases> {
    const seasons = await this.#seasons(asked.asOf);
    const timeZone = this.ledgers.timeZone(asked.asOf);
    const items = (await this.#items(asked.at, asked.asOf)).filter(isInWindow(windowOf(asked, seasons, timeZone)));
    return { items: items.sort((a, b) => compareInstants(a.fallsAt, b.fallsAt) || (a.unit < b.unit ? -1 : 1)), seasons, timeZone };
  }

  async #items(at: Instant, asOf: string | undefined): Promise<KpiItem[]> {
    const [clocks, cases, asks, readings] = [
      await this.ledgers.documents(all<ClockRecord>(clockLedger), { asOf }),
      await this.ledgers.documents(all<CaseRecord>(caseLedger), { asOf }),
      await this.ledgers.documents(all<AskRecord>(satisfactionLedger), { asOf }),
      await this.ledgers.documents(all<ReadingRecord>(readingLedger), { asOf }),
    ];
    const spanAt = await this.#spans(cases.map(({ receivedAt }) => receivedAt));
    return [...kpiItems({ clocks, cases, asks, readings }, spanAt, at)];
  }

  /** The spans of rates by the day on which something was received: the version in force then. */
  async #spans(received: readonly Instant[]): Promise<SpanAt> {
    const { zone } = this.surroundings;
    const rules = new Map<string, RulesInForce>();
    for (const instant of received) {
      const day = dayIn(zone, instant);
      if (!rules.has(day)) rules.set(day, await this.surroundings.rulesAt(instant));
    }
    return (kpi, at) => {
      const day = dayIn(zone, at);
      const inForce = rules.get(day);
      const span = inForce ? kpiSpan(inForce, kpi, day) : null;
      return span?.ok ? { minutes: span.value.minutes, rule: cited(span.value.rule) } : null;
    };
  }

  async #seasons(asOf: string | undefined): Promise<readonly SeasonSpan[]> {
    const docs = await this.ledgers.documents(all<SeasonCalendarDoc>(seasonCalendar), { asOf });
    const day = (instant: Instant): string => dayIn(this.ledgers.timeZone(asOf), instant);
    return docs.map(({ name, startsAt, endsAt }) => ({ name, from: day(startsAt), to: day(endsAt) })).sort((a, b) => (a.from < b.from ? -1 : 1));
  }
}

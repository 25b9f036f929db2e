import { EventStore } from '@heatledger/event-store';
import type { Bilingual, Instant, RecordedFact, RuleRef } from '@heatledger/kernel';
import { kpiNames, scoringScheme, type ScoringScheme } from '@heatledger/rulebook';
import { FactCodec, Naming, Surroundings } from '@heatledger/runtime';
import { endOfDayIn, maskedData } from '@heatledger/vocabulary';
import { Injectable } from '@nestjs/common';
import type { UnitKind } from '../domain/appraisal.events.js';
import type { KpiItem } from '../figures/kpi-items.js';
import { tellingFacts } from '../figures/telling-facts.js';
import { Ledgers } from './ledgers.js';
import { Rates, type JudgedRow, type RatesQuestion } from './rates.js';

/** What is to be appraised, and as of when. */
export interface ProposalQuestion {
  readonly unitKind: UnitKind;
  /** Name of the zone or station; the company needs none. */
  readonly unit?: string | undefined;
  readonly from: string;
  readonly to: string;
  readonly at: Instant;
  readonly asOf?: string | undefined;
  /** Cases shown for each rate. */
  readonly limit: number;
}

/** A case behind a missed target, with the facts that an item can rest on. */
export interface ProposedCase extends Pick<KpiItem, 'stream' | 'unit' | 'fallsAt' | 'zone' | 'station' | 'rule'> {
  readonly facts: readonly { readonly eventId: string; readonly type: string; readonly at: string; readonly sentence: Bilingual }[];
}

/** A rate below its target; group and points are for the appraiser to say where no pack states them. */
export interface ProposedItem extends Omit<JudgedRow, 'group'> {
  readonly name: Bilingual;
  readonly group: null;
  readonly pointsTenths: null;
  /** How many cases stand behind the miss. */
  readonly missed: number;
  readonly cases: readonly ProposedCase[];
}

/** What an appraiser may start from. */
export interface Proposal extends Omit<ProposalQuestion, 'limit' | 'asOf' | 'unit'> {
  readonly unit: string | null;
  readonly asOf: string | null;
  readonly rates: readonly JudgedRow[];
  readonly items: readonly ProposedItem[];
  /** `null` where no pack gives a scheme. */
  readonly scheme: (Pick<ScoringScheme, 'total' | 'weights' | 'grades' | 'vetoes'> & { readonly rule: RuleRef }) | null;
  readonly say: readonly Bilingual[];
}

const noPoints: Bilingual = {
  zh: '规则包未给出逐项扣分表，也未说明各指标属于哪一组；此处只列未达标的案件，不拟分数，由考核人确定。一票否决事项亦由考核人依事实认定。',
  en: 'No pack gives points item by item, nor the group of a rate; the cases behind each missed target are listed without points, which are for the appraiser to set. So are vetoes.',
};

const placeOf = ({ unitKind, unit }: ProposalQuestion): Pick<RatesQuestion, 'zone' | 'station'> =>
  unitKind === 'zone' ? { zone: unit } : unitKind === 'station' ? { station: unit } : {};

/** Proposes what an appraisal of a unit could rest on, from the rates and their targets; a view that writes nothing. */
@Injectable()
export class Proposals {
  constructor(
    private readonly rates: Rates,
    private readonly ledgers: Ledgers,
    private readonly store: EventStore,
    private readonly codec: FactCodec,
    private readonly surroundings: Surroundings,
    private readonly naming: Naming,
  ) {}

  async proposal(asked: ProposalQuestion): Promise<Proposal> {
    const { unitKind, unit, from, to, at, asOf } = asked;
    const question: RatesQuestion = { by: 'season', from, to, at, asOf, ...placeOf(asked) };
    const { total } = await this.rates.rates(question);
    const { items: cases } = await this.rates.cases(question);
    const items: ProposedItem[] = [];
    for (const row of total) if (row.target?.met === false) items.push(await this.#item(row, cases, asked));
    const scheme = scoringScheme(await this.surroundings.rulesAt(endOfDayIn(this.surroundings.zone, to)), to);
    return {
      unitKind,
      unit: unit ?? null,
      from,
      to,
      at,
      asOf: asOf ?? null,
      rates: total,
      items,
      scheme: scheme.ok ? shown(scheme.value) : null,
      say: [noPoints],
    };
  }

  async #item(row: JudgedRow, cases: readonly KpiItem[], { asOf, limit }: ProposalQuestion): Promise<ProposedItem> {
    const behind = row.target?.sense === 'at-most' ? 'in' : 'out';
    const missed = cases.filter(({ kpi, basis, standing }) => kpi === row.kpi && basis === row.basis && standing === behind);
    const told: ProposedCase[] = [];
    for (const one of missed.slice(0, limit)) told.push(await this.#case(one, asOf));
    return { ...row, name: kpiNames[row.kpi], group: null, pointsTenths: null, missed: missed.length, cases: told };
  }

  async #case(item: KpiItem, asOf: string | undefined): Promise<ProposedCase> {
    const facts: RecordedFact[] = [];
    const isKnown = await this.ledgers.knownBy(asOf);
    for await (const event of this.store.read(item.stream)) if (isKnown(event)) facts.push(this.codec.open(event));
    const { stream, unit, fallsAt, zone, station, rule } = item;
    return { stream, unit, fallsAt, zone, station, rule, facts: await this.#told(tellingFacts(item, facts)) };
  }

  async #told(facts: readonly RecordedFact[]): Promise<ProposedCase['facts']> {
    const telling = await this.naming.about(facts.map(({ data }) => data));
    return facts.map(({ id, type, data, meta }) => {
      const kind = this.codec.kindOf(type);
      const masked = maskedData(kind, data as Readonly<Record<string, unknown>>, []);
      const as = telling(meta.at);
      return { eventId: id, type, at: meta.at, sentence: { zh: kind.say.zh(masked, as), en: kind.say.en(masked, as) } };
    });
  }
}

const shown = ({
  scheme: { total, weights, grades, vetoes },
  rule,
}: {
  readonly scheme: ScoringScheme;
  readonly rule: RuleRef;
}): NonNullable<Proposal['scheme']> => ({ total, ...(weights === undefined ? {} : { weights }), grades, vetoes, rule });

import { KPI_DEFINITIONS, type KpiName } from '@heatledger/rulebook';
import { isAfter, millis, plusMinutes, type Category } from '@heatledger/vocabulary';
import type { AskRecord } from './ask-record.js';
import { closingsToFollow, doneAt, isMergedAt, type CaseRecord } from './case-record.js';
import { dueAt, outcomeAt, type ClockOutcome, type ClockRecord } from './clock-record.js';
import { readingAt, type ReadingRecord } from './reading-record.js';

/** Why something stands beside a rate and not in it. */
export const besides = ['early', 'running', 'paused', 'stopped', 'noDue', 'dueUnknown', 'ended', 'unreached', 'unanswered', 'noResult', 'invalidated', 'notJudged'] as const;
export type Beside = (typeof besides)[number];

/** How one case stands in one rate: counted in both counts, in the denominator only, or beside. */
export type KpiStanding = 'in' | 'out' | Beside;

/** One case in one rate. */
export interface KpiItem {
  readonly kpi: KpiName;
  /** Sample base; `null` where a rate has only one. */
  readonly basis: string | null;
  readonly fallsAt: string;
  readonly standing: KpiStanding;
  /** What is counted once: a case, a closing, or a home. */
  readonly unit: string;
  /** Where its story is told. */
  readonly stream: string;
  readonly category: Category | null;
  readonly zone: string | null;
  readonly station: string | null;
  /** Rule and version that counted it. */
  readonly rule: string;
}

/** The span of a rate in force at an instant, `null` where no pack gives it. */
export type SpanAt = (kpi: KpiName, at: string) => { readonly minutes: number; readonly rule: string } | null;

/** Everything that rates are counted from. */
export interface KpiSources {
  readonly clocks: readonly ClockRecord[];
  readonly cases: readonly CaseRecord[];
  readonly asks: readonly AskRecord[];
  readonly readings: readonly ReadingRecord[];
}

const placed = ({ category, zone, station }: Pick<KpiItem, 'category' | 'zone' | 'station'>): Pick<KpiItem, 'category' | 'zone' | 'station'> => ({ category, zone, station });

const promised: readonly { readonly kpi: KpiName; readonly kind: ClockRecord['ticketKind']; readonly clock: ClockRecord['clock'] }[] = [
  { kpi: 'repair-arrival', kind: 'repair', clock: 'arrive' },
  { kpi: 'complaint-response', kind: 'complaint', clock: 'first-contact' },
  { kpi: 'complaint-handling', kind: 'complaint', clock: 'resolve' },
];

/** A promise kept before it fell due belongs to the day on which it will fall due, and counts from then on. */
const counted: Readonly<Record<Exclude<ClockOutcome, 'notYet'>, KpiStanding>> = {
  metInTime: 'in',
  metEarly: 'early',
  metLate: 'out',
  openOverdue: 'out',
  stoppedLate: 'out',
  running: 'running',
  paused: 'paused',
  stopped: 'stopped',
  noDue: 'noDue',
  dueUnknown: 'dueUnknown',
};

const clockItems = (records: readonly ClockRecord[], at: string): readonly KpiItem[] =>
  records.flatMap((record): readonly KpiItem[] => {
    const rate = promised.find(({ kind, clock }) => kind === record.ticketKind && clock === record.clock);
    const outcome = outcomeAt(record, at);
    if (!rate || outcome === 'notYet') return [];
    const { ticketKind, ticketId, clock, round } = record;
    const stream = `${ticketKind}-${ticketId}`;
    const fallsAt = dueAt(record, at) ?? record.startsAt;
    return [{ kpi: rate.kpi, basis: null, fallsAt, standing: counted[outcome], unit: `${stream}/${clock}/${round}`, stream, ...placed(record), rule: record.rule ?? KPI_DEFINITIONS }];
  });

/** A repair counts where the span since its report has passed; what was done or ended otherwise before that stands beside. */
const handlingOf = (record: CaseRecord, due: string, at: string): KpiStanding => {
  const done = doneAt(record, at);
  if (done !== null && !isAfter(done, due)) return isAfter(due, at) ? 'early' : 'in';
  const horizon = isAfter(due, at) ? at : due;
  const isEnded = isMergedAt(record, horizon) || (record.withdrawnAt !== null && !isAfter(record.withdrawnAt, horizon)) || record.closings.some((closing) => closing.exit === 'duplicate' && !isAfter(closing.at, horizon));
  if (isEnded) return 'ended';
  return isAfter(at, due) ? 'out' : 'running';
};

const handlingItems = (records: readonly CaseRecord[], spanAt: SpanAt, at: string): readonly KpiItem[] =>
  records.flatMap((record): readonly KpiItem[] => {
    const span = record.ticketKind === 'repair' && !isAfter(record.receivedAt, at) ? spanAt('repair-handling', record.receivedAt) : null;
    if (!span) return [];
    const due = plusMinutes(record.receivedAt, span.minutes);
    return [{ kpi: 'repair-handling', basis: null, fallsAt: due, standing: handlingOf(record, due, at), unit: record.stream, stream: record.stream, ...placed(record), rule: span.rule }];
  });

/** A repeat is a later complaint of the same home about the same thing within the span; a link to anything else is not one. */
const repeatOf = (record: CaseRecord, known: ReadonlyMap<string, CaseRecord>, minutes: number, at: string): KpiStanding => {
  const links = record.repeats.filter((link) => !isAfter(link.at, at)).map(({ earlierId }) => known.get(earlierId));
  const isRepeat = links.some(
    (earlier) => earlier?.householdId === record.householdId && earlier.householdId !== null && earlier.category === record.category && millis(record.receivedAt) - millis(earlier.receivedAt) <= minutes * 60_000,
  );
  return isRepeat ? 'in' : 'out';
};

const complaintItems = (records: readonly CaseRecord[], spanAt: SpanAt, at: string): readonly KpiItem[] => {
  const known = new Map(records.map((record) => [record.ticketId, record]));
  return records.flatMap((record): readonly KpiItem[] => {
    if (record.ticketKind !== 'complaint' || isAfter(record.receivedAt, at)) return [];
    const item = { basis: null, fallsAt: record.receivedAt, unit: record.stream, stream: record.stream, ...placed(record) };
    const span = spanAt('repeat-complaint', record.receivedAt);
    return [
      ...(span ? [{ ...item, kpi: 'repeat-complaint', standing: repeatOf(record, known, span.minutes, at), rule: span.rule } as const] : []),
      { ...item, kpi: 'area-complaint', standing: 'in', rule: KPI_DEFINITIONS },
      { ...item, kpi: 'household-complaint', standing: 'in', rule: KPI_DEFINITIONS },
    ];
  });
};

const followUpItems = (records: readonly CaseRecord[], asks: readonly AskRecord[], at: string): readonly KpiItem[] => {
  const called = new Set(asks.filter(({ basis, askedAt }) => basis === 'callback' && !isAfter(askedAt, at)).map(({ ticketId, round }) => `${ticketId}/${round}`));
  return records.flatMap((record) =>
    closingsToFollow(record, at).map(
      (closing): KpiItem => ({ kpi: 'follow-up', basis: null, fallsAt: closing.at, standing: called.has(`${record.ticketId}/${closing.round}`) ? 'in' : 'out', unit: `${record.stream}/${closing.round}`, stream: record.stream, ...placed(record), rule: KPI_DEFINITIONS }),
    ),
  );
};

const satisfactionOf = ({ answer, unreachedAt }: AskRecord, at: string): KpiStanding => {
  if (answer && !isAfter(answer.at, at)) return answer.satisfied ? 'in' : 'out';
  return unreachedAt !== null && !isAfter(unreachedAt, at) ? 'unreached' : 'unanswered';
};

const askItems = (asks: readonly AskRecord[], at: string): readonly KpiItem[] =>
  asks.flatMap((ask): readonly KpiItem[] => {
    if (isAfter(ask.askedAt, at)) return [];
    const stream = `${ask.ticketKind}-${ask.ticketId}`;
    const item = { fallsAt: ask.askedAt, unit: `${stream}/${ask.round}/${ask.basis}`, stream, ...placed(ask), rule: KPI_DEFINITIONS };
    const isReached = ask.reachedAt !== null && !isAfter(ask.reachedAt, at);
    return [
      { ...item, kpi: 'satisfaction', basis: ask.basis, standing: satisfactionOf(ask, at) },
      ...(ask.basis === 'callback' ? [{ ...item, kpi: 'follow-up-reached', basis: null, standing: isReached ? 'in' : 'out' } as const] : []),
    ];
  });

const readingItems = (readings: readonly ReadingRecord[], at: string): readonly KpiItem[] =>
  readings.flatMap((reading): readonly KpiItem[] => {
    if (isAfter(reading.measuredAt, at)) return [];
    const { standing, rule } = readingAt(reading, at);
    const { basis, householdId, stream, zone, station, measuredAt } = reading;
    return [
      {
        kpi: 'room-temperature-pass',
        basis,
        fallsAt: measuredAt,
        standing: standing === 'qualified' ? 'in' : standing === 'below' ? 'out' : standing,
        unit: householdId,
        stream,
        category: null,
        zone,
        station,
        rule: rule ?? KPI_DEFINITIONS,
      },
    ];
  });

/** Every case in every rate, as it stood at an instant. */
export const kpiItems = ({ clocks, cases, asks, readings }: KpiSources, spanAt: SpanAt, at: string): readonly KpiItem[] => [
  ...readingItems(readings, at),
  ...clockItems(clocks, at),
  ...handlingItems(cases, spanAt, at),
  ...followUpItems(cases, asks, at),
  ...askItems(asks, at),
  ...complaintItems(cases, spanAt, at),
];

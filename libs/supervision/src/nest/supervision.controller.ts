import { Refused, type Asked } from '@heatledger/edge';
import { Allow, allowedRoles, Ask, Heavy, indexedQuestion, pageOf, Reads, type IndexesByFilters, type PageOf } from '@heatledger/edge/nest';
import type { DataClass } from '@heatledger/kernel';
import { ReadStore } from '@heatledger/read-store';
import { Clock, Naming, Surroundings } from '@heatledger/runtime';
import { dayIn, millis, numberedInBoth } from '@heatledger/vocabulary';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { outcomeAt, standingByOutcome } from '../figures/clock-record.js';
import { complianceCounts, fallsDue, groupOf } from '../figures/compliance.js';
import { rateTenths, type SatisfactionRow } from '../figures/satisfaction.js';
import { asItHappened, differenceBetween, type CaseFile } from '../history/case-file.js';
import { AUDIT_TRAIL, type AuditEntry } from '../projections/audit-trail.projection.js';
import { TimeRequest } from './axes.requests.js';
import type { CountedPart } from './span.requests.js';
import { AuditTrailRequest, ComplianceCasesRequest, ComplianceRequest, DifferenceRequest, HistoryRequest, SatisfactionRequest } from './supervision.requests.js';
import { Supervision, type CaseWithClocks, type TimeAxes } from './supervision.js';

const withRate = (row: SatisfactionRow): SatisfactionRow & { readonly satisfiedRateTenths: number | null } => ({ ...row, satisfiedRateTenths: rateTenths(row.satisfied, row.valid) });

const PAGE = 100;

const shownPart = ({ from, to, zone }: CountedPart): object => ({ from: from ?? null, to: to ?? null, zone: zone ?? null });

/** Where a case stands in the order of due times, as a cursor. */
const placeOf = ([due, ...rest]: readonly [number, ...(string | number)[]]): string => [String(due).padStart(16, '0'), ...rest].join(' ');

const unknownCase = (name: string): Refused => new Refused('ticket/unknown', { field: 'name', value: name, allowed: 'a case number, an id or a stream' });

const trailIndexes: IndexesByFilters = { actor: 'byActor', 'actor+day': 'byActorDay', case: 'byCase', day: 'byDay' };

/** What auditors and regulators come for. */
@ApiTags('supervision')
@Controller()
@Allow('auditor', 'regulator', 'administrator')
export class SupervisionController {
  constructor(
    private readonly supervision: Supervision,
    private readonly reads: ReadStore,
    private readonly clock: Clock,
    private readonly surroundings: Surroundings,
    private readonly naming: Naming,
  ) {}

  /** A case's whole story: every fact with both times, who, how, under which rule, what it changed and what caused it; and every promise of time as it explains itself. */
  @Get('cases/:name/history')
  @Allow('auditor', 'regulator', 'administrator', 'complaint-officer')
  @Reads('case-streams', 'ticket-card', 'case-names')
  async history(@Param('name') name: string, @Query() { at, asOf, order }: HistoryRequest, @Ask() asked: Asked): Promise<CaseWithClocks> {
    const file = await this.#whole(name, { at, asOf }, asked.caller.dataClasses);
    return order === 'occurred' ? { ...file, lines: asItHappened(file.lines) } : file;
  }

  /** What a case looks like in one view of it and not in another: between two dates, on either axis of time. */
  @Get('cases/:name/difference')
  @Allow('auditor', 'regulator', 'administrator', 'complaint-officer')
  @Reads('case-streams', 'ticket-card', 'case-names')
  async difference(@Param('name') name: string, @Query() { fromAt, fromAsOf, toAt, toAsOf }: DifferenceRequest, @Ask() asked: Asked): Promise<ReturnType<typeof differenceBetween>> {
    return differenceBetween(await this.#file(name, { at: fromAt, asOf: fromAsOf }, asked), await this.#file(name, { at: toAt, asOf: toAsOf }, asked));
  }

  /** Every promise of time of a case as it explains itself: segments, pauses and by whom, due time, what remains, rule and clause. Names nobody. */
  @Get('cases/:name/clocks')
  @Allow(...allowedRoles.staff, ...allowedRoles.oversight)
  @Reads('case-streams', 'ticket-card', 'case-names')
  async clocks(@Param('name') name: string, @Query() { at, asOf }: TimeRequest): Promise<object> {
    return { at: at ?? this.clock.now(), asOf: asOf ?? null, items: (await this.#whole(name, { at, asOf }, [])).clocks };
  }

  async #whole(name: string, axes: TimeAxes, open: readonly DataClass[]): Promise<CaseWithClocks> {
    const stream = await this.supervision.streamNamed(name);
    const { years } = await this.surroundings.known();
    const file = stream === null ? null : await this.supervision.caseWithClocks(stream, axes, open, { now: this.clock.now(), years });
    if (!file) throw unknownCase(name);
    return file;
  }

  async #file(name: string, axes: TimeAxes, { caller }: Asked): Promise<CaseFile> {
    const stream = await this.supervision.streamNamed(name);
    const file = stream === null ? null : await this.supervision.caseFile(stream, axes, caller.dataClasses);
    if (!file) throw unknownCase(name);
    return file;
  }

  /** Who did what, by person, by person and day, by case, by day; of today when nothing is said. */
  @Get('audit-trail')
  @Reads('audit-trail', 'case-names')
  async trail(@Query() { actor, case: name, day, ...page }: AuditTrailRequest): Promise<PageOf<AuditEntry>> {
    const isOpen = actor === undefined && name === undefined && day === undefined;
    const filters = { actor, case: name, day: isOpen ? dayIn(this.surroundings.zone, this.clock.now()) : day };
    const found = await this.reads.find<AuditEntry>(AUDIT_TRAIL, indexedQuestion(trailIndexes, filters, page));
    const telling = await this.naming.about(found.docs.map(({ doc }) => doc.sentence));
    const told = (doc: AuditEntry): AuditEntry => ({ ...doc, sentence: numberedInBoth(doc.sentence, telling(doc.at)) });
    return pageOf({ ...found, docs: found.docs.map((stored) => ({ ...stored, doc: told(stored.doc) })) });
  }

  /** Promises of time by group: how many fell due, were met in time, late or early, are open, paused, extended; what each count says stands in `counts`. */
  @Get('statistics/compliance')
  @Heavy()
  @Reads('clock-ledger')
  async compliance(@Query() { clock, by, at = this.clock.now(), asOf, ...part }: ComplianceRequest): Promise<object> {
    const counted = await this.supervision.compliance(clock, by, at, asOf, part);
    return { clock: clock ?? null, by, ...shownPart(part), at, asOf: asOf ?? null, ...counted, counts: complianceCounts };
  }

  /** The cases behind a count of the compliance statistics, in the order in which they fall due. */
  @Get('statistics/compliance/cases')
  @Heavy()
  @Reads('clock-ledger')
  async complianceCases(@Query() { clock, by, group, standing, at = this.clock.now(), asOf, limit = PAGE, cursor, ...part }: ComplianceCasesRequest): Promise<object> {
    const { records, span } = await this.supervision.promised({ clock, part, asOf });
    const all = records
      .filter((record) => group === undefined || groupOf(record, by, span.timeZone) === group)
      .map((record) => {
        const outcome = outcomeAt(record, at);
        const { ticketId, clock: name, round, rule } = record;
        const item = { ticketId, clock: name, round, standing: standingByOutcome[outcome], outcome, rule };
        return { item, place: placeOf([millis(fallsDue(record)), ticketId, name, round]) };
      })
      .filter(({ item }) => item.standing !== 'notYet' && (standing === undefined || item.standing === standing || item.outcome === standing))
      .sort((a, b) => (a.place < b.place ? -1 : 1));
    const rest = cursor === undefined ? all : all.filter(({ place }) => place > cursor);
    const page = rest.slice(0, limit);
    const next = rest.length > limit ? page.at(-1)?.place : undefined;
    return { ...shownPart(part), at, asOf: asOf ?? null, items: page.map(({ item }) => item), ...(next === undefined ? {} : { next }) };
  }

  /** What users said, by group and basis; callbacks and surveys apart, unreached beside the rate. */
  @Get('statistics/satisfaction')
  @Heavy()
  @Reads('satisfaction-ledger')
  async satisfaction(@Query() { by, at = this.clock.now(), asOf, ...part }: SatisfactionRequest): Promise<object> {
    const { rows, total } = await this.supervision.satisfaction(by, at, asOf, part);
    return { by, ...shownPart(part), at, asOf: asOf ?? null, rows: rows.map(withRate), total: total.map(withRate) };
  }
}

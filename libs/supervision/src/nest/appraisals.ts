import { Refused } from '@heatledger/edge';
import type { Bilingual } from '@heatledger/kernel';
import type { AppraisalItem, AppraisalVeto } from '@heatledger/rulebook';
import { ReadStore, type FindQuery, type Found } from '@heatledger/read-store';
import { Naming, Surroundings, type TellingAt } from '@heatledger/runtime';
import { numberedInBoth } from '@heatledger/vocabulary';
import { Injectable } from '@nestjs/common';
import type { OtherRule } from '../domain/appraisal.commands.js';
import type { ScoredVersion } from '../domain/appraisal.state.js';
import { rerunOf, type Rerun } from '../domain/policies/rerun.js';
import { ruledDetail } from '../domain/policies/scoring.js';
import { appraisalRegister, type RegisteredAppraisal, type RegisteredVersion } from '../projections/appraisal-register.projection.js';
import { AUDIT_TRAIL, type AuditEntry } from '../projections/audit-trail.projection.js';

/** Which appraisals: by unit, by grade of the version that stands, by the day on which the period ends. */
export interface AppraisalQuestion extends Pick<FindQuery, 'limit' | 'cursor'> {
  readonly unit?: string | undefined;
  readonly grade?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** The fact behind a point or a veto, as a sentence, and where its story is told. */
export interface Ground {
  readonly at: string;
  readonly actor: string;
  readonly stream: string;
  readonly sentence: Bilingual;
  /** Address of the case's history. */
  readonly history: string;
}

/** `null` while the view has not come to the fact. */
type Grounded<T> = T & { readonly fact: Ground | null };

/** A version with the fact behind each of its items. */
export interface ShownVersion extends Omit<RegisteredVersion, 'items' | 'vetoes'> {
  readonly items: readonly Grounded<AppraisalItem>[];
  readonly vetoes: readonly Grounded<AppraisalVeto>[];
}

/** An appraisal item by item. */
export interface ShownAppraisal extends Omit<RegisteredAppraisal, 'versions'> {
  readonly versions: readonly ShownVersion[];
}

const question = ({ unit, grade, from, to, limit, cursor }: AppraisalQuestion): FindQuery => {
  const equals = { ...(unit === undefined ? {} : { unit }), ...(grade === undefined ? {} : { grade }) };
  const range = { ...(from === undefined ? {} : { gte: from }), ...(to === undefined ? {} : { lte: to }) };
  const index = unit === undefined ? (grade === undefined ? 'byPeriod' : 'byGrade') : grade === undefined ? 'byUnit' : 'byUnitGrade';
  return {
    index,
    equals,
    ...(Object.keys(range).length === 0 ? {} : { range }),
    order: 'descending',
    ...(limit === undefined ? {} : { limit }),
    ...(cursor === undefined ? {} : { cursor }),
  };
};

const groundOf = ({ at, actor, stream, sentence, case: name }: AuditEntry, telling: TellingAt): Ground => ({
  at,
  actor,
  stream,
  sentence: numberedInBoth(sentence, telling(at)),
  history: `/cases/${encodeURIComponent(name)}/history`,
});

/** What is asked of the register of appraisals; nothing here is recorded. */
@Injectable()
export class Appraisals {
  constructor(
    private readonly reads: ReadStore,
    private readonly surroundings: Surroundings,
    private readonly naming: Naming,
  ) {}

  find(asked: AppraisalQuestion): Promise<Found<RegisteredAppraisal>> {
    return this.reads.find<RegisteredAppraisal>(appraisalRegister.name, question(asked));
  }

  /** One appraisal; a refusal where nobody published it. */
  async entry(appraisalId: string): Promise<RegisteredAppraisal> {
    const stored = await this.reads.get<RegisteredAppraisal>(appraisalRegister.name, appraisalId);
    if (!stored) throw new Refused('appraisal/unknown', { field: 'appraisalId', value: appraisalId });
    return stored.doc;
  }

  /** One appraisal with the fact behind each item. */
  async shown(appraisalId: string): Promise<ShownAppraisal> {
    const entry = await this.entry(appraisalId);
    const ids = new Set(entry.versions.flatMap(({ items, vetoes }) => [...items, ...vetoes].map(({ eventId }) => eventId)));
    const found = await this.reads.getMany<AuditEntry>(AUDIT_TRAIL, [...ids]);
    const telling = await this.naming.about(found.map(({ doc }) => doc.sentence));
    const facts = new Map(found.map(({ key, doc }) => [key, groundOf(doc, telling)]));
    const grounded = <T extends { readonly eventId: string }>(one: T): Grounded<T> => ({ ...one, fact: facts.get(one.eventId) ?? null });
    return {
      ...entry,
      versions: entry.versions.map((version) => ({ ...version, items: version.items.map(grounded), vetoes: version.vetoes.map(grounded) })),
    };
  }

  /** Runs a recorded score again: the version that stands where none is named, under its recorded rule where no other is. */
  async rerun(appraisalId: string, { version, ...other }: OtherRule & { readonly version?: number | undefined } = {}): Promise<Rerun> {
    const entry = await this.entry(appraisalId);
    const asked: ScoredVersion | undefined = entry.versions.find((one) => one.version === (version ?? entry.standing));
    if (!asked)
      throw new Refused('appraisal/no-such-version', { field: 'version', value: version, allowed: entry.versions.map((one) => one.version) });
    const run = rerunOf(entry, asked, other, (await this.surroundings.known()).packs);
    if (!run.ok) throw new Refused('appraisal/no-rule', ruledDetail(run));
    return run.value;
  }
}

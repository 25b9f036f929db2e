import type { EvolveTable, Fact, RuleRef } from '@heatledger/kernel';
import type { AppraisalItem, AppraisalVeto, DraftScheme, GroupScore } from '@heatledger/rulebook';
import type { AppraisalEvent, UnitKind } from './appraisal.events.js';

/** Unit and period. */
export interface AppraisedUnit {
  readonly appraisalId: string;
  readonly unitKind: UnitKind;
  readonly unit: string;
  readonly from: string;
  readonly to: string;
}

/** How a version came about. */
export type VersionKind = 'published' | 'revised' | 'rescored';

/** One score with everything it was computed from. */
export interface ScoredVersion {
  readonly version: number;
  readonly kind: VersionKind;
  readonly by: string;
  readonly rule: RuleRef;
  /** The scheme itself, where no pack holds it. */
  readonly draft?: DraftScheme;
  readonly items: readonly AppraisalItem[];
  readonly vetoes: readonly AppraisalVeto[];
  readonly groups: readonly Omit<GroupScore, 'items'>[];
  readonly scoreTenths: number;
  readonly totalTenths: number;
  readonly grade: string;
}

/** What decisions need to know of an appraisal. */
export interface UnitAppraisal extends AppraisedUnit {
  readonly phase: 'unknown' | 'published' | 'withdrawn';
  readonly versions: readonly ScoredVersion[];
}

export const initialAppraisal: UnitAppraisal = { phase: 'unknown', appraisalId: '', unitKind: 'company', unit: '', from: '', to: '', versions: [] };

/** What every fact of an appraisal repeats for its readers. */
export const subjectOf = ({ appraisalId, unitKind, unit, from, to }: AppraisedUnit): AppraisedUnit => ({ appraisalId, unitKind, unit, from, to });

type Scored = Exclude<AppraisalEvent, { type: 'AppraisalWithdrawn' }>;

const NO_RULE: RuleRef = { pack: '', version: '' };

/** The version that a fact recorded. */
export const versionOf = (kind: VersionKind, { data, meta }: Fact<Scored>): ScoredVersion => {
  const { version, items, vetoes, groups, scoreTenths, totalTenths, grade } = data;
  const draft = 'draft' in data ? data.draft : undefined;
  return {
    version,
    kind,
    by: meta.actor.id,
    rule: meta.rule ?? NO_RULE,
    ...(draft === undefined ? {} : { draft }),
    items,
    vetoes,
    groups,
    scoreTenths,
    totalTenths,
    grade,
  };
};

/** The version that holds: the last one published or revised; scores under other rules stand beside it. */
export const standingOf = <V extends Pick<ScoredVersion, 'kind'>>(versions: readonly V[]): V | undefined =>
  versions.findLast(({ kind }) => kind !== 'rescored');

const withVersion =
  (kind: VersionKind) =>
  (appraisal: UnitAppraisal, fact: Fact<Scored>): UnitAppraisal => ({
    phase: 'published',
    ...subjectOf(fact.data),
    versions: [...appraisal.versions, versionOf(kind, fact)],
  });

export const evolveAppraisal: EvolveTable<UnitAppraisal, AppraisalEvent> = {
  AppraisalPublished: withVersion('published'),
  AppraisalRevised: withVersion('revised'),
  AppraisalRescored: withVersion('rescored'),
  AppraisalWithdrawn: (appraisal) => ({ ...appraisal, phase: 'withdrawn' }),
};

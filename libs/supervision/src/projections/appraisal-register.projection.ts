import type { Bilingual, Projection, RecordedFact } from '@heatledger/kernel';
import type { AppraisalEvent } from '../domain/appraisal.events.js';
import { standingOf, subjectOf, versionOf, type AppraisedUnit, type ScoredVersion, type VersionKind } from '../domain/appraisal.state.js';

/** A version with the fact that recorded it. */
export interface RegisteredVersion extends ScoredVersion {
  readonly at: string;
  readonly eventId: string;
  /** Why it was revised; `null` for one that was not. */
  readonly reason: string | null;
  /** Version that it replaces or is set against; `null` for the first. */
  readonly beside: number | null;
  readonly difference: readonly Bilingual[];
}

/** One unit over one period, with every version of its score. */
export interface RegisteredAppraisal extends AppraisedUnit {
  readonly phase: 'published' | 'withdrawn';
  /** The version that stands, or stood when it was withdrawn. */
  readonly standing: number;
  readonly scoreTenths: number;
  readonly totalTenths: number;
  readonly grade: string;
  readonly versions: readonly RegisteredVersion[];
  readonly withdrawn: { readonly at: string; readonly by: string; readonly reason: string } | null;
  readonly revision: number;
}

type Of<T extends AppraisalEvent['type']> = RecordedFact<Extract<AppraisalEvent, { type: T }>>;
type Scored = Of<'AppraisalPublished' | 'AppraisalRevised' | 'AppraisalRescored'>;
type Told = Pick<RegisteredVersion, 'reason' | 'beside' | 'difference'>;

const withVersion = (before: RegisteredAppraisal | null, kind: VersionKind, fact: Scored, told: Told): RegisteredAppraisal => {
  const versions = [...(before?.versions ?? []), { ...versionOf(kind, fact), at: fact.meta.at, eventId: fact.id, ...told }];
  const { version: standing, scoreTenths, totalTenths, grade } = standingOf(versions) ?? fact.data;
  return {
    ...subjectOf(fact.data),
    phase: 'published',
    standing,
    scoreTenths,
    totalTenths,
    grade,
    versions,
    withdrawn: null,
    revision: fact.revision,
  };
};

/** Every appraisal with all its versions, by unit, period and grade of the version that stands. */
export const appraisalRegister: Projection<RegisteredAppraisal, AppraisalEvent> = {
  name: 'appraisal-register',
  version: 1,
  doc: 'Every appraisal with every version of its score: by unit, by the end of its period, by grade.',
  key: ({ data }) => data.appraisalId,
  evolve: {
    AppraisalPublished: (before, fact) => withVersion(before, 'published', fact, { reason: null, beside: null, difference: [] }),
    AppraisalRevised: (before, fact) =>
      withVersion(before, 'revised', fact, { reason: fact.data.reason, beside: fact.data.replaces, difference: fact.data.difference }),
    AppraisalRescored: (before, fact) =>
      withVersion(before, 'rescored', fact, { reason: null, beside: fact.data.comparedWith, difference: fact.data.difference }),
    AppraisalWithdrawn: (before, { data, meta, revision }) =>
      before && { ...before, phase: 'withdrawn', withdrawn: { at: meta.at, by: meta.actor.id, reason: data.reason }, revision },
  },
  indexes: { byPeriod: ['to'], byUnit: ['unit', 'to'], byGrade: ['grade', 'to'], byUnitGrade: ['unit', 'grade', 'to'] },
};

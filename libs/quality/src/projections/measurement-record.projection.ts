import type { Bilingual, Instant, Made, Projection, RecordedFact, RuleRef, Told } from '@heatledger/kernel';
import type { Average } from '@heatledger/rulebook';
import { dayIn, monthIn } from '@heatledger/vocabulary';
import type { MeasurementEvent, RoomMeasured } from '../domain/measurement.events.js';
import type { MeasurementResult, TestFailure } from '../domain/measurement.words.js';

/** What a reading amounted to, under which rule. */
export interface RecordedVerdict {
  readonly valid: boolean;
  readonly result: MeasurementResult;
  readonly thresholdTenths: number;
  readonly shortTenths: number;
  readonly reasons: readonly Bilingual[];
  /** Exact average of a series. */
  readonly average: Average | null;
  readonly rule: RuleRef | null;
}

type Measured = Made<typeof RoomMeasured>['data'];
type Always = 'measurementId' | 'householdId' | 'zone' | 'station' | 'basis';
/** What a test that did not take place has none of. */
type Reading = { readonly [K in Exclude<keyof Measured, Always | 'evidence'>]-?: Exclude<Measured[K], undefined> | null };
type About = { readonly [K in Always]: Measured[K] };

/** One measurement with its conditions, verdict and, where it does not count after all, why. */
export interface MeasurementRecordDoc extends About, Reading {
  /** Why the test did not take place; absent for a reading. */
  readonly failure: TestFailure | null;
  readonly note: string | null;
  readonly evidence: readonly string[];
  readonly at: Instant;
  readonly day: string;
  readonly month: string;
  readonly recordedAt: Instant;
  readonly measuredBy: string;
  readonly phase: 'measured' | 'failed' | 'invalidated';
  readonly verdict: RecordedVerdict | null;
  /** The verdict's result, `none` once invalidated. */
  readonly result: MeasurementResult;
  readonly invalidation: { readonly reason: string; readonly by: string; readonly at: Instant } | null;
  readonly revision: number;
}

const opened = ({ meta, recordedAt, revision }: RecordedFact<MeasurementEvent>, phase: 'measured' | 'failed', { zone }: Told) => ({
  ...{ at: meta.at, day: dayIn(zone, meta.at), month: monthIn(zone, meta.at), recordedAt, measuredBy: meta.actor.id },
  ...{ phase, verdict: null, result: 'none' as const, invalidation: null, revision },
});

const unread = {
  room: null,
  roomTenths: null,
  contractTenths: null,
  closedMinutes: null,
  heightCentimetres: null,
  instrument: null,
  instrumentValidUntil: null,
  signedByUser: null,
  signedByCompany: null,
  outdoorMeanTenths: null,
  outdoorSource: null,
  outdoorDesignTenths: null,
  slots: null,
  userCaused: null,
};

/** Every room temperature ever read, and every test that did not take place (clause 三(一)2). */
export const measurementRecord: Projection<MeasurementRecordDoc, MeasurementEvent> = {
  name: 'measurement-record',
  version: 3,
  doc: 'Room temperatures with conditions, verdict and rule.',
  key: ({ data }) => data.measurementId,
  evolve: {
    RoomMeasured: (_, fact, _key, told) => {
      const { ticketId = null, outdoorMeanTenths = null, outdoorSource = null, outdoorDesignTenths = null, slots = null, evidence = [], ...reading } = fact.data;
      return { ...reading, ticketId, outdoorMeanTenths, outdoorSource, outdoorDesignTenths, slots, evidence, failure: null, note: null, ...opened(fact, 'measured', told) };
    },
    MeasurementJudged: (doc, { data, meta, revision }) => {
      const { valid, result, thresholdTenths, shortTenths, reasons, average = null } = data;
      return doc && { ...doc, verdict: { valid, result, thresholdTenths, shortTenths, reasons, average, rule: meta.rule ?? null }, result, revision };
    },
    RoomTestFailed: (_, fact, _key, told) => {
      const { ticketId = null, note = null, ...failed } = fact.data;
      return { ...unread, ...failed, ticketId, note, ...opened(fact, 'failed', told) };
    },
    RoomTestDeemed: (doc, { data, meta, revision }) => {
      const { deemed: valid, result, thresholdTenths, shortTenths, reasons } = data;
      return doc && { ...doc, verdict: { valid, result, thresholdTenths, shortTenths, reasons, average: null, rule: meta.rule ?? null }, result, revision };
    },
    MeasurementInvalidated: (doc, { data, meta, revision }) =>
      doc && { ...doc, phase: 'invalidated', result: 'none', invalidation: { reason: data.reason, by: meta.actor.id, at: meta.at }, revision },
  },
  indexes: {
    'by-household': ['householdId', 'at'],
    'by-ticket': ['ticketId', 'at'],
    'by-day': ['day', 'at'],
    'by-zone': ['zone', 'day'],
    'by-result': ['result', 'day'],
  },
};

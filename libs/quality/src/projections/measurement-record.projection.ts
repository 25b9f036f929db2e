import type { Bilingual, Instant, Made, Projection, RuleRef } from '@heatledger/kernel';
import { dayOf, monthOf } from '@heatledger/vocabulary';
import type { MeasurementEvent, RoomMeasured } from '../domain/measurement.events.js';
import type { MeasurementResult } from '../domain/measurement.words.js';

/** What a reading amounted to, under which rule. */
export interface RecordedVerdict {
  readonly valid: boolean;
  readonly result: MeasurementResult;
  readonly thresholdTenths: number;
  readonly shortTenths: number;
  readonly reasons: readonly Bilingual[];
  readonly rule: RuleRef | null;
}

type Reading = Omit<Made<typeof RoomMeasured>['data'], 'ticketId' | 'outdoorMeanTenths' | 'outdoorSource' | 'evidence'>;

/** One measurement with its conditions, verdict and, where it does not count after all, why. */
export interface MeasurementRecordDoc extends Reading {
  readonly ticketId: string | null;
  readonly outdoorMeanTenths: number | null;
  readonly outdoorSource: string | null;
  readonly evidence: readonly string[];
  readonly at: Instant;
  readonly day: string;
  readonly month: string;
  readonly recordedAt: Instant;
  readonly measuredBy: string;
  readonly phase: 'measured' | 'invalidated';
  readonly verdict: RecordedVerdict | null;
  /** The verdict's result, `none` once invalidated. */
  readonly result: MeasurementResult;
  readonly invalidation: { readonly reason: string; readonly by: string; readonly at: Instant } | null;
  readonly revision: number;
}

/** Every room temperature ever read (clause 三(一)2). */
export const measurementRecord: Projection<MeasurementRecordDoc, MeasurementEvent> = {
  name: 'measurement-record',
  version: 1,
  doc: 'Room temperatures with conditions, verdict and rule.',
  key: ({ data }) => data.measurementId,
  evolve: {
    RoomMeasured: (_, { data, meta, recordedAt, revision }) => {
      const { ticketId = null, outdoorMeanTenths = null, outdoorSource = null, evidence = [], ...reading } = data;
      const time = { at: meta.at, day: dayOf(meta.at), month: monthOf(meta.at), recordedAt, measuredBy: meta.actor.id };
      const open = { phase: 'measured' as const, verdict: null, result: 'none' as const, invalidation: null, revision };
      return { ...reading, ticketId, outdoorMeanTenths, outdoorSource, evidence, ...time, ...open };
    },
    MeasurementJudged: (doc, { data, meta, revision }) => {
      const { valid, result, thresholdTenths, shortTenths, reasons } = data;
      return doc && { ...doc, verdict: { valid, result, thresholdTenths, shortTenths, reasons, rule: meta.rule ?? null }, result, revision };
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

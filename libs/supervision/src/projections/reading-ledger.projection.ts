import type { Projection } from '@heatledger/kernel';
import type { MeasurementEvent } from '@heatledger/quality';
import type { ReadingRecord } from '../figures/reading-record.js';

type Read = Extract<MeasurementEvent, { type: 'RoomMeasured' | 'MeasurementJudged' | 'MeasurementInvalidated' }>;

/** Every room reading with its judgements, the bases apart; a test that did not take place is no reading. */
export const readingLedger: Projection<ReadingRecord, Read> = {
  name: 'reading-ledger',
  version: 1,
  doc: 'Every room reading with its judgements: what the room-temperature pass rate is counted from, each sample base apart.',
  key: ({ data }) => data.measurementId,
  evolve: {
    RoomMeasured: (_, { stream, data, meta }) => ({
      stream,
      measurementId: data.measurementId,
      householdId: data.householdId,
      zone: data.zone,
      station: data.station,
      ticketId: data.ticketId ?? null,
      basis: data.basis,
      measuredAt: meta.at,
      judgements: [],
      invalidatedAt: null,
    }),
    MeasurementJudged: (record, { data, meta }) =>
      record && { ...record, judgements: [...record.judgements, { at: meta.at, result: data.result, rule: meta.rule ? `${meta.rule.pack}@${meta.rule.version}` : null }] },
    MeasurementInvalidated: (record, { meta }) => record && { ...record, invalidatedAt: meta.at },
  },
  indexes: { byBasis: ['basis', 'measuredAt'] },
};

import { ReadStore, type FindQuery, type Found, type Stored } from '@heatledger/read-store';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { measurementRecord, type MeasurementRecordDoc } from '../projections/measurement-record.projection.js';

export class FindMeasurements extends Query<Found<MeasurementRecordDoc>> {
  constructor(readonly question: FindQuery) {
    super();
  }
}

@QueryHandler(FindMeasurements)
export class FindMeasurementsHandler implements IQueryHandler<FindMeasurements> {
  constructor(private readonly reads: ReadStore) {}

  execute({ question }: FindMeasurements): Promise<Found<MeasurementRecordDoc>> {
    return this.reads.find<MeasurementRecordDoc>(measurementRecord.name, question);
  }
}

export class GetMeasurement extends Query<Stored<MeasurementRecordDoc> | null> {
  constructor(readonly measurementId: string) {
    super();
  }
}

@QueryHandler(GetMeasurement)
export class GetMeasurementHandler implements IQueryHandler<GetMeasurement> {
  constructor(private readonly reads: ReadStore) {}

  execute({ measurementId }: GetMeasurement): Promise<Stored<MeasurementRecordDoc> | null> {
    return this.reads.get<MeasurementRecordDoc>(measurementRecord.name, measurementId);
  }
}

export const measurementQueries = [FindMeasurementsHandler, GetMeasurementHandler];

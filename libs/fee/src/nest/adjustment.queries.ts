import { ReadStore, type FindQuery, type Found, type Stored } from '@heatledger/read-store';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { adjustmentRegister, type AdjustmentRegisterDoc } from '../projections/adjustment-register.projection.js';

export class FindAdjustments extends Query<Found<AdjustmentRegisterDoc>> {
  constructor(readonly question: FindQuery) {
    super();
  }
}

@QueryHandler(FindAdjustments)
export class FindAdjustmentsHandler implements IQueryHandler<FindAdjustments> {
  constructor(private readonly reads: ReadStore) {}

  execute({ question }: FindAdjustments): Promise<Found<AdjustmentRegisterDoc>> {
    return this.reads.find<AdjustmentRegisterDoc>(adjustmentRegister.name, question);
  }
}

export class GetAdjustment extends Query<Stored<AdjustmentRegisterDoc> | null> {
  constructor(readonly adjustmentId: string) {
    super();
  }
}

@QueryHandler(GetAdjustment)
export class GetAdjustmentHandler implements IQueryHandler<GetAdjustment> {
  constructor(private readonly reads: ReadStore) {}

  execute({ adjustmentId }: GetAdjustment): Promise<Stored<AdjustmentRegisterDoc> | null> {
    return this.reads.get<AdjustmentRegisterDoc>(adjustmentRegister.name, adjustmentId);
  }
}

export const adjustmentQueries = [FindAdjustmentsHandler, GetAdjustmentHandler];

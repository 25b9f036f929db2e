import { ReadStore, type Found, type Stored } from '@heatledger/read-store';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { rulePackRegister, type RulePackDoc } from '../projections/rule-pack-register.projection.js';

interface Page {
  readonly limit?: number | undefined;
  readonly cursor?: string | undefined;
}

export class FindRulePacks extends Query<Found<RulePackDoc>> {
  constructor(readonly page: Page) {
    super();
  }
}

@QueryHandler(FindRulePacks)
export class FindRulePacksHandler implements IQueryHandler<FindRulePacks> {
  constructor(private readonly reads: ReadStore) {}

  execute({ page: { limit, cursor } }: FindRulePacks): Promise<Found<RulePackDoc>> {
    return this.reads.find<RulePackDoc>(rulePackRegister.name, { index: 'by-pack', ...(limit === undefined ? {} : { limit }), ...(cursor === undefined ? {} : { cursor }) });
  }
}

export class GetRulePack extends Query<Stored<RulePackDoc> | null> {
  constructor(readonly packId: string) {
    super();
  }
}

@QueryHandler(GetRulePack)
export class GetRulePackHandler implements IQueryHandler<GetRulePack> {
  constructor(private readonly reads: ReadStore) {}

  execute({ packId }: GetRulePack): Promise<Stored<RulePackDoc> | null> {
    return this.reads.get<RulePackDoc>(rulePackRegister.name, packId);
  }
}

export const rulesInForceQueries = [FindRulePacksHandler, GetRulePackHandler];

import { EventStore } from '@heatledger/event-store';
import type { DataClass } from '@heatledger/kernel';
import { ReadStore, type FindQuery, type Found, type Stored } from '@heatledger/read-store';
import { FactCodec } from '@heatledger/runtime';
import { maskedData } from '@heatledger/vocabulary';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { householdFile, type HouseholdFileDoc } from '../projections/household-file.projection.js';

export class FindHouseholds extends Query<Found<HouseholdFileDoc>> {
  constructor(readonly question: FindQuery) {
    super();
  }
}

@QueryHandler(FindHouseholds)
export class FindHouseholdsHandler implements IQueryHandler<FindHouseholds> {
  constructor(private readonly reads: ReadStore) {}

  execute({ question }: FindHouseholds): Promise<Found<HouseholdFileDoc>> {
    return this.reads.find<HouseholdFileDoc>(householdFile.name, question);
  }
}

export class GetHousehold extends Query<Stored<HouseholdFileDoc> | null> {
  constructor(readonly householdId: string) {
    super();
  }
}

@QueryHandler(GetHousehold)
export class GetHouseholdHandler implements IQueryHandler<GetHousehold> {
  constructor(private readonly reads: ReadStore) {}

  execute({ householdId }: GetHousehold): Promise<Stored<HouseholdFileDoc> | null> {
    return this.reads.get<HouseholdFileDoc>(householdFile.name, householdId);
  }
}

/** Who lives there, as far as the reader may see it; `null` where nothing is known. */
export interface HouseholdContact {
  readonly person: unknown;
  readonly phone: unknown;
}

export class ReadContact extends Query<HouseholdContact> {
  constructor(
    readonly householdId: string,
    readonly open: readonly DataClass[],
  ) {
    super();
  }
}

/** Reads name and phone from the log itself, since no screen keeps them. */
@QueryHandler(ReadContact)
export class ReadContactHandler implements IQueryHandler<ReadContact> {
  constructor(
    private readonly store: EventStore,
    private readonly codec: FactCodec,
  ) {}

  async execute({ householdId, open }: ReadContact): Promise<HouseholdContact> {
    let contact: HouseholdContact = { person: null, phone: null };
    for await (const event of this.store.read(`household-${householdId}`)) {
      const fact = this.codec.open(event);
      const { person, phone } = maskedData(this.codec.kindOf(fact.type), fact.data as Readonly<Record<string, unknown>>, open);
      contact = { person: person ?? contact.person, phone: phone ?? contact.phone };
    }
    return contact;
  }
}

export const householdQueries = [FindHouseholdsHandler, GetHouseholdHandler, ReadContactHandler];

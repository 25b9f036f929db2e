import type { Instant } from '@heatledger/kernel';
import { Clock, Surroundings } from '@heatledger/runtime';
import type { TicketKind } from '@heatledger/vocabulary';
import { Injectable, UnprocessableEntityException } from '@nestjs/common';
import { caseNumberOf } from '../domain/policies/case-number.js';

/** What a request says about where it is. */
interface Place {
  readonly householdId?: string | undefined;
  readonly zone?: string | undefined;
  readonly station?: string | undefined;
  readonly at?: Instant | undefined;
}

/** Fills in zone and station of the household as it was when the thing happened. */
@Injectable()
export class Whereabouts {
  constructor(
    private readonly surroundings: Surroundings,
    private readonly clock: Clock,
  ) {}

  /** When it happened: as said, or now. */
  momentOf({ at }: Place): Instant {
    return at ?? this.clock.now();
  }

  /** The number people say of a ticket that begins then. */
  caseNumber(kind: TicketKind, place: Place, ticketId: string): string {
    return caseNumberOf(kind, this.surroundings.zone, this.momentOf(place), ticketId);
  }

  /** Refuses a household that nobody knows; what the household's archive says goes before what the request says. */
  async of(place: Place): Promise<Pick<Place, 'householdId' | 'zone' | 'station'>> {
    const { householdId, zone, station } = place;
    if (householdId === undefined) return { zone, station };
    const household = await this.surroundings.household(householdId, this.momentOf(place));
    if (household) return { householdId, zone: household.zone, station: household.station };
    throw new UnprocessableEntityException({
      code: 'ticket/unknown-household',
      message: '没有这一户。 There is no such household.',
      detail: { field: 'householdId', value: householdId, allowed: 'the id of a registered household, or zone and station instead' },
    });
  }
}

import type { Instant, Order } from '@heatledger/kernel';
import type { RulesInForce } from '@heatledger/rulebook';
import type { HouseholdFacts, People } from '@heatledger/vocabulary';
import type { AdjustmentCommand } from './adjustment.commands.js';

/** What decisions about an adjustment look up: rules and archive as they stood at the basis. */
export interface FeeWorld {
  readonly rules: RulesInForce;
  readonly household: HouseholdFacts | null;
  /** Who is known; each account a person where nobody is. */
  readonly people?: People | undefined;
  /** The measurements that a calculation names, as far as the log knows them. */
  readonly measurements?: readonly NamedMeasurement[];
  /** When the user applied: the report of the ticket that the adjustment follows from, else its own request. */
  readonly appliedAt?: Instant | undefined;
}

/** What a calculation needs of a measurement, or of a test that did not take place. */
export interface NamedMeasurement {
  readonly measurementId: string;
  readonly householdId: string;
  readonly at: Instant;
  readonly basis: string;
  readonly room?: string | undefined;
  /** Tenths of °C. */
  readonly roomTenths?: number | undefined;
  readonly signedByUser?: string | undefined;
  readonly signedByCompany?: boolean | undefined;
  readonly failure?: string | undefined;
  /** Judged or deemed, and not found void since. */
  readonly counts: boolean;
  readonly result: 'qualified' | 'below' | 'none';
}

/** The instant by whose rules and archive a command is judged: the start of the failing span where one is named. */
export const basisInstant = ({ data, meta }: Order<AdjustmentCommand>): Instant => ('from' in data && data.from !== undefined ? data.from : meta.at);

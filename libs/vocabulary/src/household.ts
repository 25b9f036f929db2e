import type { Instant } from '@heatledger/kernel';

/** What other contexts may know of a household: where it hangs on the network and what was agreed; no person, no address. */
export interface HouseholdFacts {
  readonly householdId: string;
  readonly zone: string;
  readonly station: string;
  /** Tenths of m². */
  readonly areaTenths: number;
  /** Agreed room temperature, tenths of °C. */
  readonly contractTenths: number;
  /** on = 在网, stopped = 报停, suspended = 停热. */
  readonly heating: 'on' | 'stopped' | 'suspended';
  readonly since: Instant;
}

/** A heating season as facts declared it; both days are heated. */
export interface SeasonFacts {
  readonly seasonId: string;
  /** `2025-2026`. */
  readonly name: string;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  /** Heated days, both ends counted. */
  readonly days: number;
  /** Jurisdiction or supply area it was declared for. */
  readonly area?: string;
  /** Outdoor design temperature of the place, tenths of °C, where the declaration names it. */
  readonly outdoorDesignTenths?: number;
  /** Rule pack the declaration named. */
  readonly packId?: string;
}

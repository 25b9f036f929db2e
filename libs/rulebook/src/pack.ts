import type { Bilingual } from '@heatledger/kernel';

/** A versioned set of rules of one jurisdiction, in force from a day. */
export interface RulePack {
  readonly id: string;
  readonly version: string;
  readonly name: Bilingual;
  readonly effectiveFrom: string;
  readonly effectiveTo?: string;
}

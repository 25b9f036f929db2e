import { adjustmentRegister, type AdjustmentRegisterDoc } from '@heatledger/fee';
import type { Instant, Projection } from '@heatledger/kernel';
import { packFor, type KnownRules, type Ruled, type RulePack } from '@heatledger/rulebook';
import { Surroundings } from '@heatledger/runtime';
import { lastSeasonAt, seasonCalendar, type SeasonCalendarDoc } from '@heatledger/season';
import { dayIn, type ClockName } from '@heatledger/vocabulary';
import { Injectable } from '@nestjs/common';
import { whatIf, type RulesThen, type WhatIf, type WhatIfWindow } from '../figures/what-if.js';
import { clockLedger, type ClockLedgerEntry } from '../projections/clock-ledger.projection.js';
import { Ledgers } from './ledgers.js';

/** What is asked of history: under which pack (`PACK[@DATE]`), for which days, as it stood at and was known by when. */
export interface WhatIfQuestion extends Omit<WhatIfWindow, 'timeZone'> {
  readonly pack: string;
  readonly at: Instant;
  readonly asOf?: string | undefined;
  readonly clock?: ClockName | undefined;
}

/** Runs another pack over history; writes nothing. */
@Injectable()
export class WhatIfs {
  constructor(
    private readonly ledgers: Ledgers,
    private readonly surroundings: Surroundings,
  ) {}

  async run({ pack, from, to, at, asOf, clock }: WhatIfQuestion): Promise<Ruled<WhatIf>> {
    const known = await this.surroundings.known();
    const named = packFor(pack, [], known.packs);
    if (!named.ok) return named;
    const seasons = await this.ledgers.documents(seasonCalendar as Projection<SeasonCalendarDoc, never>);
    const clocks = await this.ledgers.documents(clockLedger as Projection<ClockLedgerEntry, never>, { asOf });
    const adjustments = await this.ledgers.documents(adjustmentRegister as Projection<AdjustmentRegisterDoc, never>, { asOf });
    return { ok: true, value: whatIf({ clocks, adjustments }, rulesUnder(pack, known, seasons), { timeZone: this.ledgers.timeZone(asOf), from, to }, at, clock === undefined ? [] : [clock]) };
  }
}

/** The rules of a pack on the days of the past: with a date, always that version; without, the version of the day. */
const rulesUnder = (pack: string, { packs, years, zone }: Required<Omit<KnownRules, 'now'>>, seasons: readonly SeasonCalendarDoc[]): RulesThen => {
  const versions = new Map<string, Ruled<RulePack>>();
  const versionOn = (day: string): Ruled<RulePack> => {
    const found = versions.get(day) ?? packFor(pack, pack.includes('@') ? [] : [day], packs);
    versions.set(day, found);
    return found;
  };
  return (at) => {
    const found = versionOn(dayIn(zone, at));
    return found.ok ? { ok: true, value: { pack: found.value, season: lastSeasonAt(seasons, at), years, zone } } : found;
  };
};

import type { Instant } from '@heatledger/kernel';
import { defaultPack, packFor, type RulePack } from '@heatledger/rulebook';
import { dayOf, isAfter, type SeasonFacts } from '@heatledger/vocabulary';

/** The pack that the season's declaration named, in the version in force at `at`, or on the season's last day where `at` is later; the default one where it is not known here. */
export const packInForce = (season: SeasonFacts | null, at: Instant, known: readonly RulePack[]): RulePack => {
  const day = dayOf(season && isAfter(at, season.endsAt) ? season.endsAt : at);
  const named = packFor(season?.packId ?? defaultPack.id, [day], known);
  return named.ok ? named.value : defaultPack;
};

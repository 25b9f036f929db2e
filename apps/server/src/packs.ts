import type { Instant } from '@heatledger/kernel';
import { defaultPack, packNamed, type RulePack } from '@heatledger/rulebook';
import { isAfter, type SeasonFacts } from '@heatledger/vocabulary';

/** The pack that the season's declaration named, in the version in force at `at`, or on the season's last day where `at` is later; the default one where it is not known here. */
export const packFor = (season: SeasonFacts | null, at: Instant): RulePack => {
  if (season?.packId === undefined) return defaultPack;
  const named = packNamed(season.packId, isAfter(at, season.endsAt) ? season.endsAt : at);
  return named.ok ? named.value : defaultPack;
};

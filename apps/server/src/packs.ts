import type { Instant } from '@heatledger/kernel';
import { dayFrom, defaultPack, packFor, type KnownRules, type RulePack } from '@heatledger/rulebook';
import { isAfter, type SeasonFacts } from '@heatledger/vocabulary';

/** The pack that the season's declaration named, in the version in force at `at`, or on the season's last day where `at` is later; without a season the one usual in the area; the default one where it is not known here. */
export const packInForce = (season: SeasonFacts | null, at: Instant, known: KnownRules, usual: string = defaultPack.id): RulePack => {
  const day = dayFrom(known, season && isAfter(at, season.endsAt) ? season.endsAt : at);
  const named = packFor(season?.packId ?? usual, [day], known.packs);
  return named.ok ? named.value : defaultPack;
};

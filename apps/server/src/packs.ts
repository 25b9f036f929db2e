import type { Instant } from '@heatledger/kernel';
import { defaultPack, type RulePack } from '@heatledger/rulebook';
import type { SeasonFacts } from '@heatledger/vocabulary';

const packs: ReadonlyMap<string, RulePack> = new Map([[defaultPack.id, defaultPack]]);

/** The pack that the season's declaration named, where it is known here; the default one otherwise. */
export const packFor = (season: SeasonFacts | null, _at: Instant): RulePack => packs.get(season?.packId ?? '') ?? defaultPack;

import type { Instant } from '@heatledger/kernel';
import { defaultRules, type RulePack } from '@heatledger/rulebook';
import type { SeasonFacts } from '@heatledger/vocabulary';

/** The pack in force: the one the season's declaration named where it is known here, else the default one. */
export const packFor = (_season: SeasonFacts | null, _at: Instant): RulePack => defaultRules.pack;

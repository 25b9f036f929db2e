import type { Decider } from '@heatledger/kernel';
import type { SeasonWorld } from './decisions/adopt-rule-pack.js';
import { declareSeason } from './decisions/declare-season.js';
import { advanceSeason, endSeason, extendSeason, recordLateStart } from './decisions/move-season.js';
import { seasonCommands, type SeasonCommand } from './season.commands.js';
import { seasonKinds, type SeasonEvent } from './season.events.js';
import { seasonRejections, type SeasonRejection } from './season.rejections.js';
import { evolveSeason, initialSeason, type Season } from './season.state.js';

/** A heating season: declared, advanced, extended, ended. */
export const season: Decider<SeasonCommand, Season, SeasonEvent, SeasonRejection, SeasonWorld> = {
  category: 'season',
  kinds: seasonKinds,
  commands: seasonCommands,
  rejections: seasonRejections,
  streamOf: ({ data }) => `season-${data.seasonId}`,
  initial: initialSeason,
  evolve: evolveSeason,
  keeps: {
    DeclareSeason: { facts: ['SeasonDeclared'] },
    AdvanceSeason: { facts: ['SeasonAdvanced', 'SeasonDeclared'] },
    ExtendSeason: { facts: ['SeasonExtended', 'SeasonDeclared'] },
    RecordLateStart: { facts: ['SeasonStartedLate'] },
  },
  decide: { DeclareSeason: declareSeason, AdvanceSeason: advanceSeason, ExtendSeason: extendSeason, RecordLateStart: recordLateStart, EndSeason: endSeason },
};

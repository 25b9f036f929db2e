import { dueUnder } from './clock-supersession.js';
import { dueAfterPause, dueOnceKnown, dueTimes } from './deadlines.js';
import { verdict } from './measurement.js';
import { defaultPack } from './packs/default.pack.js';
import { refund } from './refund.js';
import type { Rulebook, RulesInForce } from './rules.js';

/** The rulebook's functions, each pure. */
export const rulebook: Rulebook = {
  dueTimes,
  dueAfterPause,
  dueOnceKnown,
  dueUnder,
  mayPause: ({ pack }, reason) => pack.pauseReasons.includes(reason),
  refund,
  verdict,
};

/** The default pack, outside any season. */
export const defaultRules: RulesInForce = { pack: defaultPack, season: null };

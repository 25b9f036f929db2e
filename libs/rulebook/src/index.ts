export type * from './rules.js';
export type * from './pack.js';
export { defaultPack } from './packs/default.pack.js';
export { packNamed, packs } from './registry.js';
export { faultsIn } from './pack-check.js';
export { isWorkingDay, plusWorkingDays, workingCalendar } from './calendar.js';
export { explainClock, type ClockExplanation, type Pause, type Segment } from './clock-explanation.js';
export { defaultRules, rulebook } from './rulebook.js';

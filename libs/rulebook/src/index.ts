export type * from './rules.js';
export type * from './pack.js';
export { defaultPack } from './packs/default.pack.js';
export { defaultRules, rulebook } from './rulebook.js';

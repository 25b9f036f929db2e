export * from './clock.js';
export * from './outcome.js';
export * from './surroundings.js';
export * from './command-router.js';
export * from './digest.js';
export * from './fact-codec.js';
export * from './ledger.js';

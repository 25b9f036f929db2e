export * from './rules.js';
export * from './pack.js';

export * from './words.js';
export * from './instants.js';
export * from './zones.js';
export * from './fields.js';
export * from './say.js';
export * from './household.js';
export * from './derived-id.js';
export * from './masking.js';

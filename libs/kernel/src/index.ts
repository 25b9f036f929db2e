export * from './message.js';
export * from './personal.js';
export * from './fact.js';
export * from './decider.js';
export * from './projection.js';
export * from './reaction.js';
export * from './catalogue.js';
export * from './context.js';

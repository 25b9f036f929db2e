export * from './access.js';
export * from './asked.js';
export * from './problems.js';

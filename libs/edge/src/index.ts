export * from './access.js';
export * from './asked.js';

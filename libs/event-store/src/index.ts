export * from './cursors.js';
export { bytesOfEvent } from './appendable.js';
export * from './event-store.js';

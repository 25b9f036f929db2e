export { bytesOfEvent } from './appendable.js';
export * from './event-store.js';

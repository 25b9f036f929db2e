export * from './domain/clock.kinds.js';
export * from './domain/clock.state.js';
export type { ClockExtension, ClockRef } from './domain/clock.decisions.js';
export * from './domain/ticket.rejections.js';
// complaint

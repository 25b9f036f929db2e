export * from './domain/clock.kinds.js';
export * from './domain/clock.state.js';
export type { ClockExtension, ClockRef } from './domain/clock.decisions.js';
export * from './domain/ticket.rejections.js';
export * from './domain/ticket.words.js';
export * from './domain/repair.events.js';
export * from './domain/repair.commands.js';
export * from './domain/repair.state.js';
export * from './domain/repair.js';
// complaint

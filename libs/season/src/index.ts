export * from './domain/season.events.js';
export * from './domain/season.commands.js';
export * from './domain/season.rejections.js';
export type { KnownSeason, Season } from './domain/season.state.js';
export { season } from './domain/season.js';
export * from './projections/season-calendar.projection.js';
export * from './projections/season-at.js';
export { seasonContext } from './context.js';

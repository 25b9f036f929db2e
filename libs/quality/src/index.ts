export * from './domain/measurement.words.js';
export * from './domain/measurement.events.js';
export * from './domain/measurement.commands.js';
export * from './domain/measurement.world.js';
export * from './domain/quality.rejections.js';
export type { Measurement } from './domain/measurement.state.js';
export { measurement } from './domain/measurement.js';
export * from './projections/measurement-record.projection.js';
export { qualityContext } from './context.js';

export * from './context.js';
export * from './domain/inspection.commands.js';
export * from './domain/inspection.events.js';
export * from './domain/late-entry.events.js';
export * from './domain/inspection.rejections.js';
export * from './domain/inspection.state.js';
export { inspection } from './domain/inspection.js';
export { inspectionBoard, type InspectionBoardEntry } from './projections/inspection-board.projection.js';
export { inspectionTimers } from './timers/inspection.timers.js';

export * from './domain/household.words.js';
export * from './domain/household.events.js';
export * from './domain/household.commands.js';
export * from './domain/household.rejections.js';
export type { Contact, Household } from './domain/household.state.js';
export type { Dated, Entries } from './domain/policies/dated-entries.js';
export { household } from './domain/household.js';
export * from './projections/household-file.projection.js';
export { customerContext } from './context.js';

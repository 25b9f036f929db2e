export * from './context.js';
export * from './domain/company.commands.js';
export * from './domain/company.events.js';
export * from './domain/company.rejections.js';
export * from './domain/company.js';

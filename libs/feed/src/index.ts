export * from './cloud-event.js';
export * from './feed-page.js';
export * from './feed-stream.js';

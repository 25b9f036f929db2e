export * from './lease-book.js';
export * from './read-store.js';

export { documentThread } from './document-writer.js';
export { openEmbeddedReadStore, type EmbeddedReadOptions } from './embedded-read-store.js';

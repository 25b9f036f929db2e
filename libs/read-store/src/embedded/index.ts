export { openEmbeddedReadStore, type EmbeddedReadOptions } from './embedded-read-store.js';

export { openEmbeddedEventStore, type EmbeddedOptions } from './embedded-event-store.js';

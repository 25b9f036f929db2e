export { openEmbeddedEventStore, type EmbeddedOptions } from './embedded-event-store.js';
export { makeDirectory } from './data-directory.js';
export { WriterLock } from './writer-lock.js';
export { copyLog, type Copied, type CopyOptions } from './copy-log.js';
export { beginManifest, beginRestore, checkedManifest, completeManifest, endRestore, type Manifest } from './backup-manifest.js';
export { salvaged } from './salvage.js';

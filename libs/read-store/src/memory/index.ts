import type { ReadStore } from '../read-store.js';
import { MemoryReadStore } from './memory-read-store.js';

/** Documents that live as long as the process. */
export const openMemoryReadStore = (): Promise<ReadStore> => Promise.resolve(new MemoryReadStore());

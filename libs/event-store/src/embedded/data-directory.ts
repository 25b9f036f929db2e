import { existsSync, mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** Makes a directory and the missing ones above it, one at a time: where nothing can be made (as in /proc) it fails instead of trying for ever. */
export const makeDirectory = (directory: string): void => {
  const missing: string[] = [];
  for (let path = resolve(directory); !existsSync(path); path = dirname(path)) missing.push(path);
  for (const path of missing.reverse()) mkdirSync(path);
};

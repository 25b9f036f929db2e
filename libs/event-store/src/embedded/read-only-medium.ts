import { accessSync, constants, copyFileSync, existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** How the engine is to be told of a file it only reads, and what is to be put away afterwards. */
export interface ReadableFile {
  readonly name: string;
  remove(): void;
}

const mayWrite = (directory: string): boolean => {
  try {
    accessSync(directory, constants.W_OK);
    return true;
  } catch {
    return false;
  }
};

/**
 * A database file to be read where it lies. On a medium that cannot be written to the engine can keep no index of what was written
 * ahead: without such a part the file is read as one that never changes, else a copy of both in a directory of its own.
 */
export const readableFile = (file: string): ReadableFile => {
  if (mayWrite(dirname(file))) return { name: file, remove: () => undefined };
  const ahead = `${file}-wal`;
  if (!existsSync(ahead) || statSync(ahead).size === 0) return { name: `${pathToFileURL(file).href}?immutable=1`, remove: () => undefined };
  const directory = mkdtempSync(join(tmpdir(), 'heatledger-read-'));
  const copy = join(directory, 'copy.db');
  copyFileSync(file, copy);
  copyFileSync(ahead, `${copy}-wal`);
  return { name: copy, remove: () => rmSync(directory, { recursive: true, force: true }) };
};

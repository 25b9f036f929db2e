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

/** What tells whether a file is the one that was looked at before. */
const looksOf = (file: string): string => {
  const { size = 0, mtimeMs = 0 } = statSync(file, { throwIfNoEntry: false }) ?? {};
  return `${size} ${mtimeMs}`;
};

const TRIES = 20;

/** Copies a file and what was written ahead of it, as they stood together: whoever may write there may do so meanwhile. */
const copied = (file: string, copy: string): void => {
  const parts = ['', '-wal'].map((part) => [file + part, copy + part] as const);
  const looks = (): string => parts.map(([from]) => looksOf(from)).join();
  for (let tries = 0; tries < TRIES; tries++) {
    const before = looks();
    for (const [from, to] of parts) if (existsSync(from)) copyFileSync(from, to);
    if (looks() === before) return;
  }
  throw new Error(`${file}: somebody writes to it without end, and it lies where it can only be copied: read it beside its service`);
};

/**
 * A database file to be read where it lies. On a medium that cannot be written to the engine can keep no index of what
 * was written ahead: where nobody writes, and nothing was written ahead, the file is read as one that never changes, else
 * a copy of both in a directory of its own.
 */
export const readableFile = (file: string): ReadableFile => {
  if (mayWrite(dirname(file))) return { name: file, remove: () => undefined };
  const ahead = `${file}-wal`;
  const isStill = (!existsSync(ahead) || statSync(ahead).size === 0) && !existsSync(`${file}-shm`);
  if (isStill) return { name: `${pathToFileURL(file).href}?immutable=1`, remove: () => undefined };
  const directory = mkdtempSync(join(tmpdir(), 'heatledger-read-'));
  const remove = (): void => rmSync(directory, { recursive: true, force: true });
  try {
    copied(file, join(directory, 'copy.db'));
  } catch (error) {
    remove();
    throw error;
  }
  return { name: join(directory, 'copy.db'), remove };
};

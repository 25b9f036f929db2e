import { createHash } from 'node:crypto';
import { closeSync, createReadStream, existsSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { EventStoreError } from '../event-store.js';
import { AHEAD_FILE, LOG_FILE } from './files.js';

export const MANIFEST_FILE = 'manifest.json';
/** Stands in a data directory as long as a restore into it has not come to its end. */
const UNFINISHED_FILE = 'restore.unfinished';
const OWNER_ONLY = 0o600;

/** What a whole backup holds; written last. */
export interface Manifest {
  readonly format: 1;
  /** False from the first byte of a run to its last. */
  readonly complete: boolean;
  readonly files: readonly { readonly name: string; readonly bytes: number; readonly sha256: string }[];
  readonly events: number;
  /** Last position, and the epoch that it is of. */
  readonly position: string;
  readonly epoch: string;
}

export type BackupContent = Pick<Manifest, 'events' | 'position' | 'epoch'>;

const digestOf = async (file: string): Promise<string> => {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
};

const flushed = (path: string): void => {
  const file = openSync(path, 'r');
  fsyncSync(file);
  closeSync(file);
};

/** Written beside and put in place at once, durable before anybody is told. */
const write = (directory: string, manifest: Manifest): void => {
  const file = join(directory, MANIFEST_FILE);
  writeFileSync(`${file}.part`, `${JSON.stringify(manifest, null, 2)}\n`, { mode: OWNER_ONLY });
  flushed(`${file}.part`);
  renameSync(`${file}.part`, file);
  flushed(directory);
};

/** Says in the directory of a backup that a run is under way: cut short, it is no whole backup, and can be told. */
export const beginManifest = (directory: string): void => write(directory, { format: 1, complete: false, files: [], events: 0, position: '', epoch: '' });

/** Says in the directory of a backup what it holds, once that is on disk. */
export const completeManifest = async (directory: string, content: BackupContent): Promise<Manifest> => {
  const file = join(directory, LOG_FILE);
  flushed(file);
  const files = [{ name: LOG_FILE, bytes: statSync(file).size, sha256: await digestOf(file) }];
  const manifest: Manifest = { format: 1, complete: true, files, ...content };
  write(directory, manifest);
  return manifest;
};

const incomplete = (directory: string): EventStoreError =>
  new EventStoreError('corrupt', `${directory}: the backup is incomplete: it was cut short; run heatledger backup again, it is continued`, {
    zh: `${directory}：备份不完整（中途中断），请重新运行 heatledger backup 继续完成`,
  });

const changed = (directory: string, name: string): EventStoreError =>
  new EventStoreError('corrupt', `${directory}: ${name} is not as ${MANIFEST_FILE} says: the backup is incomplete or was changed; use another one`, {
    zh: `${directory}：${name} 与 ${MANIFEST_FILE} 所载不符，备份不完整或已被改动，请使用其他备份`,
  });

/** What the directory says of itself; null where there is no manifest. Throws for one that cannot be read. */
export const manifestIn = (directory: string): Manifest | null => {
  const file = join(directory, MANIFEST_FILE);
  if (!existsSync(file)) return null;
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Manifest;
  } catch {
    throw incomplete(directory);
  }
};

/** Refuses a backup that was cut short, or whose files are not as they were written; null where there is no manifest. */
export const checkedManifest = async (directory: string): Promise<Manifest | null> => {
  const manifest = manifestIn(directory);
  if (!manifest) return null;
  if (!manifest.complete) throw incomplete(directory);
  for (const { name, bytes, sha256 } of manifest.files) {
    const file = join(directory, name);
    if (!existsSync(file) || statSync(file).size !== bytes || (await digestOf(file)) !== sha256) throw changed(directory, name);
  }
  const ahead = join(directory, AHEAD_FILE);
  if (existsSync(ahead) && statSync(ahead).size > 0) throw changed(directory, AHEAD_FILE);
  return manifest;
};

/** Marks a directory that a log is being put back into; answers whether an earlier run had begun it. */
export const beginRestore = (directory: string): boolean => {
  const file = join(directory, UNFINISHED_FILE);
  if (existsSync(file)) return true;
  if (existsSync(join(directory, LOG_FILE)))
    throw new EventStoreError('in-use', `${directory}: holds a log already; name an empty directory`, { zh: `${directory}：已有账本，请指定空目录` });
  writeFileSync(file, '', { mode: OWNER_ONLY });
  flushed(directory);
  return false;
};

export const endRestore = (directory: string): void => {
  rmSync(join(directory, UNFINISHED_FILE), { force: true });
  flushed(directory);
};

/** Refuses a directory whose log is not to be worked with as it lies there: half restored, half backed up, or a backup that would be written to. */
export const requireOwnLog = (directory: string, readOnly: boolean): void => {
  if (existsSync(join(directory, UNFINISHED_FILE)))
    throw new EventStoreError('corrupt', `${directory}: a restore into this directory was cut short; run it again`, {
      zh: `${directory}：恢复中途中断，请重新运行 heatledger restore`,
    });
  const manifest = manifestIn(directory);
  if (manifest && !manifest.complete) throw incomplete(directory);
  if (manifest && !readOnly)
    throw new EventStoreError('read-only', `${directory}: holds a backup; put it into a new directory with: heatledger restore ${directory} --data NEW`, {
      zh: `${directory}：这是一份备份，请用 heatledger restore ${directory} --data 新目录 恢复后使用`,
    });
};

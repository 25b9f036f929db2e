import { chmodSync, closeSync, existsSync, mkdirSync, openSync, readdirSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

const OWNER_DIRECTORY = 0o700;
const OWNER_FILE = 0o600;
/** On a directory in which everybody may make files, such as `/tmp`: it is nobody's data directory. */
const STICKY = 0o1000;

/** Makes a directory and the missing ones above it, one at a time: where nothing can be made (as in /proc) it fails instead of trying for ever. What is made here is its owner's alone, whatever the umask. */
export const makeDirectory = (directory: string): void => {
  const missing: string[] = [];
  for (let path = resolve(directory); !existsSync(path); path = dirname(path)) missing.push(path);
  for (const path of missing.reverse()) {
    mkdirSync(path, { mode: OWNER_DIRECTORY });
    chmodSync(path, OWNER_DIRECTORY);
  }
};

/** Makes a file that only its owner may read, before an engine makes it for everybody; one that is there stays. */
export const makePrivate = (file: string): void => {
  if (existsSync(file)) return;
  closeSync(openSync(file, 'a', OWNER_FILE));
  chmodSync(file, OWNER_FILE);
};

const OURS = /^(events\.db.*|views\.db.*|writer\.lock.*|issuer-key\.json|manifest\.json.*|restore\.unfinished)$/;

const tightened = (path: string, mode: number): boolean => {
  try {
    const found = statSync(path).mode;
    if ((found & 0o077) === 0 || (found & STICKY) !== 0) return false;
    chmodSync(path, mode);
    return true;
  } catch {
    // another's file, or a medium that keeps no modes: its owner has to see to it
    return false;
  }
};

/** Takes away what others than the owner may do with the data directory and its files; says how many it was. */
export const tighten = (directory: string): readonly string[] => {
  const files = readdirSync(directory).filter((name) => OURS.test(name));
  const changed = [tightened(directory, OWNER_DIRECTORY), ...files.map((name) => tightened(join(directory, name), OWNER_FILE))];
  const count = changed.filter(Boolean).length;
  if (count === 0) return [];
  const zh = `数据目录及文件的权限已收紧为仅所有者可读写（${count} 处）`;
  return [`${zh} · the data directory and its files are now its owner's alone (${count} were open to others)`];
};

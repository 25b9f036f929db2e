import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EventStoreError } from '../event-store.js';
import { makePrivate } from './data-directory.js';
import { AHEAD_FILE, LOG_FILE } from './files.js';
import { walStateOf, type WalState } from './wal-state.js';
import { WriterLock } from './writer-lock.js';

type Damaged = Extract<WalState, { readonly kind: 'damaged' }>;

/** What a start says of a write that a crash had cut short. */
export const wasTorn = (bytes: number): string =>
  `${LOG_FILE}: 末尾有一次未写完的写入（${bytes} 字节），已舍弃 · one write at the end, cut short by a crash, was dropped (${bytes} bytes)`;

/** Keeps an untouched copy beside the file, once; null where there is no room or right for it. */
const kept = (directory: string): string | null => {
  const file = join(directory, AHEAD_FILE);
  try {
    const digest = createHash('sha256').update(readFileSync(file)).digest('hex').slice(0, 12);
    const aside = `${file}.damaged-${digest}`;
    if (!existsSync(aside)) {
      makePrivate(aside);
      copyFileSync(file, aside);
    }
    return aside;
  } catch {
    return null;
  }
};

const refusal = (directory: string, { at, frames, commits }: Damaged, aside: string | null): EventStoreError => {
  const zh = [
    `${directory}：${AHEAD_FILE} 自第 ${at} 字节起已损坏，其后 ${frames} 页、至少 ${commits} 次已提交的写入可能丢失。`,
    '未打开账本，未改动任何文件。',
    aside ? `原文件另存为 ${aside}。` : '未能另存副本，请先自行复制整个目录。',
    `请恢复最新备份；或用 heatledger restore ${directory} --salvage --data 新目录 取出其中完好的部分。`,
  ].join('');
  const en = [
    `${directory}: ${AHEAD_FILE} is damaged from byte ${at} on; ${frames} pages and at least ${commits} committed writes behind it may be lost.`,
    'The log was not opened and no file was changed;',
    aside ? `an untouched copy is kept as ${aside}.` : 'no copy could be kept, so copy the whole directory first.',
    `Restore the newest backup, or take what is whole with: heatledger restore ${directory} --salvage --data NEW`,
  ].join(' ');
  return new EventStoreError('corrupt', en, { zh });
};

/** Refuses a log that is damaged where it was written ahead, before anything opens it; the damaged file is kept aside. */
export const requireUndamaged = (directory: string): Exclude<WalState, Damaged> => {
  const state = walStateOf(join(directory, AHEAD_FILE));
  if (state.kind === 'damaged') throw refusal(directory, state, kept(directory));
  return state;
};

/** The same for who only reads: what a running writer is just writing is no damage. */
export const requireUndamagedBeside = (directory: string): void => {
  const file = join(directory, AHEAD_FILE);
  if (walStateOf(file).kind !== 'damaged' || WriterLock.isHeld(directory)) return;
  const again = walStateOf(file);
  if (again.kind === 'damaged') throw refusal(directory, again, kept(directory));
};

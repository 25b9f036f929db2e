import { existsSync, readFileSync } from 'node:fs';

const HEADER = 32;
const FRAME_HEADER = 24;

/** SQLite's running checksum over pairs of 32-bit words. */
const checksum = (bytes: Buffer, big: boolean, [a, b]: readonly [number, number]): readonly [number, number] => {
  let [s0, s1] = [a, b];
  for (let i = 0; i + 7 < bytes.length; i += 8) {
    s0 = (s0 + (big ? bytes.readUInt32BE(i) : bytes.readUInt32LE(i)) + s1) >>> 0;
    s1 = (s1 + (big ? bytes.readUInt32BE(i + 4) : bytes.readUInt32LE(i + 4)) + s0) >>> 0;
  }
  return [s0, s1];
};

/** Bytes at the end of a write-ahead log that belong to no committed transaction: what a crash in the middle of a write leaves behind. */
export const tornTailOf = (file: string): number => {
  if (!existsSync(file)) return 0;
  const wal = readFileSync(file);
  if (wal.length < HEADER) return wal.length;
  const big = (wal.readUInt32BE(0) & 1) === 1;
  const frame = FRAME_HEADER + wal.readUInt32BE(8);
  const salt = wal.subarray(16, 24);
  let sum = checksum(wal.subarray(0, 24), big, [0, 0]);
  let committed = HEADER;
  let current = HEADER;
  for (; current + frame <= wal.length; current += frame) {
    const head = wal.subarray(current, current + FRAME_HEADER);
    if (!head.subarray(8, 16).equals(salt)) break;
    sum = checksum(head.subarray(0, 8), big, sum);
    sum = checksum(wal.subarray(current + FRAME_HEADER, current + frame), big, sum);
    if (head.readUInt32BE(16) !== sum[0] || head.readUInt32BE(20) !== sum[1]) break;
    if (head.readUInt32BE(4) !== 0) committed = current + frame;
  }
  // frames of an older generation of the log carry other salts and are no damage
  const rest = wal.subarray(committed);
  if (rest.length >= 16 && !rest.subarray(8, 16).equals(salt)) return 0;
  return rest.length;
};

import { closeSync, existsSync, fstatSync, openSync, readSync } from 'node:fs';
import { areOneBitApart, isOneBitFrom, NOTHING, sumsAfter, type Sums } from './wal-sums.js';

/** What a write-ahead log was found to be before anything was opened, moved or dropped. */
export type WalState =
  | { readonly kind: 'whole' }
  /** One write at the end was never finished: so many bytes of it are there. */
  | { readonly kind: 'torn'; readonly bytes: number; readonly wholeBytes: number }
  /** Something in the middle does not hold: from this byte on, so many frames and commits can no longer be read in order. */
  | { readonly kind: 'damaged'; readonly at: number; readonly frames: number; readonly commits: number };

const HEADER = 32;
const FRAME_HEADER = 24;
const MAGIC = 0x377f0682;
const USUAL_PAGE = 4096;
const WHOLE: WalState = { kind: 'whole' };

/** The file, frame by frame; it may be larger than memory. */
class WalFile {
  readonly length: number;
  readonly header: Buffer;
  readonly frameSize: number;
  readonly #frame: Buffer;

  constructor(private readonly file: number) {
    this.length = fstatSync(file).size;
    this.header = Buffer.alloc(HEADER);
    readSync(file, this.header, 0, HEADER, 0);
    const page = this.header.readUInt32BE(8);
    this.frameSize = FRAME_HEADER + (page >= 512 && page <= 65_536 && (page & (page - 1)) === 0 ? page : USUAL_PAGE);
    this.#frame = Buffer.alloc(this.frameSize);
  }

  get big(): boolean {
    return (this.header.readUInt32BE(0) & 1) === 1;
  }

  get hasHeader(): boolean {
    const { header, big } = this;
    const [s0, s1] = sumsAfter(header.subarray(0, 24), big, NOTHING);
    return (header.readUInt32BE(0) & ~1) === MAGIC && header.readUInt32BE(24) === s0 && header.readUInt32BE(28) === s1;
  }

  get frames(): number {
    return Math.max(0, Math.floor((this.length - HEADER) / this.frameSize));
  }

  /** The bytes of a frame; good until the next one is asked for. */
  frame(number: number): Buffer {
    readSync(this.file, this.#frame, 0, this.frameSize, this.at(number));
    return this.#frame;
  }

  at(number: number): number {
    return HEADER + number * this.frameSize;
  }
}

const saltOf = (bytes: Buffer, at: number): Sums => [bytes.readUInt32BE(at), bytes.readUInt32BE(at + 4)];
const isSame = (a: Sums, b: Sums): boolean => a[0] === b[0] && a[1] === b[1];
const isCommit = (frame: Buffer): boolean => frame.readUInt32BE(4) !== 0;

/** What a frame's sums are made of: the first eight bytes of its header, and the page. */
const summed = (frame: Buffer): Buffer => Buffer.concat([frame.subarray(0, 8), frame.subarray(FRAME_HEADER)]);

/** Frames and commits of this generation of the log from a frame on; those of an older one carry other salts. */
const leftFrom = (wal: WalFile, from: number, salt: Sums): { readonly frames: number; readonly commits: number } => {
  let frames = 0;
  let commits = 0;
  for (let number = from; number < wal.frames; number++) {
    const frame = wal.frame(number);
    if (!isSame(saltOf(frame, 8), salt)) continue;
    frames++;
    if (isCommit(frame)) commits++;
  }
  return { frames, commits };
};

/** True when the frame was written to its end and one bit of it was turned over since: no cut of power leaves that behind. */
const isOneBitOff = (wal: WalFile, frame: Buffer, salt: Sums, before: Sums): boolean => {
  const bytes = summed(frame);
  const wanted = saltOf(frame, 16);
  const found = sumsAfter(bytes, wal.big, before);
  if (!isSame(saltOf(frame, 8), salt)) return areOneBitApart(saltOf(frame, 8), salt) && isSame(found, wanted);
  return areOneBitApart(found, wanted) || isOneBitFrom(wanted, bytes, wal.big, before);
};

/** Bytes behind the header that are not zero: something was written there. */
const isWritten = (wal: WalFile): boolean => {
  for (let number = 0; number < wal.frames; number++) if (wal.frame(number).some((byte) => byte !== 0)) return true;
  return false;
};

/** True when the file ends within a frame of this generation. */
const isBegun = (wal: WalFile, salt: Sums): boolean => {
  const rest = wal.length - wal.at(wal.frames);
  return rest > 0 && (rest < 16 || isSame(saltOf(wal.frame(wal.frames), 8), salt));
};

const stateOf = (wal: WalFile): WalState => {
  if (wal.length === 0) return WHOLE;
  if (!wal.hasHeader) {
    if (!isWritten(wal)) return { kind: 'torn', bytes: wal.length, wholeBytes: 0 };
    return { kind: 'damaged', at: 0, ...leftFrom(wal, 0, saltOf(wal.frame(0), 8)) };
  }
  const salt = saltOf(wal.header, 16);
  let sums: Sums = saltOf(wal.header, 24);
  let committed = 0;
  let number = 0;
  for (; number < wal.frames; number++) {
    const frame = wal.frame(number);
    const after = sumsAfter(summed(frame), wal.big, sums);
    if (!isSame(saltOf(frame, 8), salt) || !isSame(saltOf(frame, 16), after)) break;
    sums = after;
    if (isCommit(frame)) committed = number + 1;
  }
  const left = leftFrom(wal, number, salt);
  const off = number < wal.frames && isOneBitOff(wal, wal.frame(number), salt, sums);
  // the one commit of an unfinished write may have reached the disk before the rest of it; a second one cannot
  if (left.commits > 1 || off) return { kind: 'damaged', at: wal.at(number), frames: left.frames, commits: Math.max(1, left.commits) };
  const rest = wal.length - wal.at(committed);
  const began = number > committed || left.frames > 0 || (number === wal.frames && isBegun(wal, salt));
  return began ? { kind: 'torn', bytes: rest, wholeBytes: wal.at(committed) } : WHOLE;
};

/**
 * Looks through a write-ahead log without touching it. Damage is a commit beyond a write that is not whole, or a frame that one bit
 * keeps from being whole; one unfinished write at the end is what a crash leaves behind.
 */
export const walStateOf = (path: string): WalState => {
  if (!existsSync(path)) return WHOLE;
  const file = openSync(path, 'r');
  try {
    return stateOf(new WalFile(file));
  } finally {
    closeSync(file);
  }
};

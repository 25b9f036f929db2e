import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Scratch } from './measuring.js';

/** Where the plain file starts over, as a write-ahead log does. */
const MOST_BYTES = 64 * 2 ** 20;

/** What the disk allows at best: a plain file, each write followed by one fdatasync. */
export class Disk {
  readonly #file: number;
  #at = 0;

  constructor(scratch: Scratch) {
    this.#file = openSync(join(scratch.fresh('physical'), 'bytes'), 'w');
  }

  /** Returns once the bytes are durable. */
  write(bytes: Buffer): void {
    this.#at = this.#at + bytes.length > MOST_BYTES ? 0 : this.#at;
    this.#at += writeSync(this.#file, bytes, 0, bytes.length, this.#at);
    fdatasyncSync(this.#file);
  }

  close(): void {
    closeSync(this.#file);
  }
}

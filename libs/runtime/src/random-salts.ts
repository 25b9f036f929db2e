import { randomBytes } from 'node:crypto';
import { Salts } from './clock.js';

const DIGITS = 32;
const AT_ONCE = 256;

/** Salts nobody can guess, fetched many at a time. */
export class RandomSalts extends Salts {
  #hex = '';
  #at = 0;

  of(): string {
    if (this.#at === this.#hex.length) {
      this.#hex = randomBytes((AT_ONCE * DIGITS) / 2).toString('hex');
      this.#at = 0;
    }
    return this.#hex.slice(this.#at, (this.#at += DIGITS));
  }
}

/** Two running sums of 32 bits each, as SQLite keeps them over its write-ahead log. */
export type Sums = readonly [number, number];

export const NOTHING: Sums = [0, 0];

/** The sums after these bytes too, pairs of words in the log's own byte order. */
export const sumsAfter = (bytes: Buffer, big: boolean, [a, b]: Sums): Sums => {
  let [s0, s1] = [a, b];
  for (let i = 0; i + 7 < bytes.length; i += 8) {
    s0 = (s0 + (big ? bytes.readUInt32BE(i) : bytes.readUInt32LE(i)) + s1) >>> 0;
    s1 = (s1 + (big ? bytes.readUInt32BE(i + 4) : bytes.readUInt32LE(i + 4)) + s0) >>> 0;
  }
  return [s0, s1];
};

const bitsOf = (word: number): number => {
  let count = 0;
  for (let left = word >>> 0; left !== 0; left &= left - 1) count++;
  return count;
};

/** True where two pairs of words differ in exactly one bit. */
export const areOneBitApart = (a: Sums, b: Sums): boolean => bitsOf(a[0] ^ b[0]) + bitsOf(a[1] ^ b[1]) === 1;

/**
 * True when turning over one bit of the bytes would make them lead to the wanted sums. The sums are linear in each word: how much a
 * word weighs in the end follows from how many pairs of words come behind it.
 */
export const isOneBitFrom = (wanted: Sums, bytes: Buffer, big: boolean, before: Sums): boolean => {
  const [s0, s1] = sumsAfter(bytes, big, before);
  const off: Sums = [(wanted[0] - s0) >>> 0, (wanted[1] - s1) >>> 0];
  // what one more in the first or second word of a pair adds to the two sums in the end
  let first: Sums = [1, 1];
  let second: Sums = [0, 1];
  const onward = ([d0, d1]: Sums): Sums => [(d0 + d1) >>> 0, (d0 + 2 * d1) >>> 0];
  for (let i = bytes.length - 8; i >= 0; i -= 8) {
    for (const [at, weight] of [[i, first], [i + 4, second]] as const) {
      const word = big ? bytes.readUInt32BE(at) : bytes.readUInt32LE(at);
      for (let bit = 0; bit < 32; bit++) {
        const change = (word >>> bit) & 1 ? -(2 ** bit) : 2 ** bit;
        if (Math.imul(change, weight[0]) >>> 0 === off[0] && Math.imul(change, weight[1]) >>> 0 === off[1]) return true;
      }
    }
    first = onward(first);
    second = onward(second);
  }
  return false;
};

import type { IndexValue } from '../read-store.js';

const DIGITS = 20;

/** A position as text that sorts like the log, whether its numbers are padded or not; '' stays before all. */
export const sortablePosition = (position: string): string => position.replace(/\d+/g, (digits) => digits.padStart(DIGITS, '0'));

/** A number's bits as text that sorts like the number. */
const sortableNumber = (value: number): string => {
  const bits = new DataView(new ArrayBuffer(8));
  bits.setFloat64(0, value === 0 ? 0 : value);
  const raw = bits.getBigUint64(0);
  const negative = raw >> 63n === 1n;
  return (negative ? BigInt.asUintN(64, ~raw) : raw | (1n << 63n)).toString(16).padStart(16, '0');
};

/** Before every other value. */
export const NOTHING = '0';

/** An index value as text: nothing, then numbers (yes and no among them), then text by its code points, on every server alike. */
export const sortableValue = (value: IndexValue): string => {
  if (value === null) return NOTHING;
  return typeof value === 'string' ? `2${value}` : `1${sortableNumber(Number(value))}`;
};

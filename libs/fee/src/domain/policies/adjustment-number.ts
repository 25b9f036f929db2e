import type { Instant } from '@heatledger/kernel';
import { dayIn } from '@heatledger/vocabulary';

const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 4;

/** The number people say of an adjustment, from the day in the company's zone and the last 20 bits of its random id: `F-20260105-7K3M`. */
export const adjustmentNumberOf = (zone: string, at: Instant, adjustmentId: string): string => {
  let rest = parseInt(adjustmentId.slice(-5), 16);
  let said = '';
  while (said.length < LENGTH) {
    said = DIGITS.charAt(rest % DIGITS.length) + said;
    rest = Math.floor(rest / DIGITS.length);
  }
  return `F-${dayIn(zone, at).replaceAll('-', '')}-${said}`;
};

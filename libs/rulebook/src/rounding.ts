/** Half up, of a quotient of non-negative integers. */
export const roundedHalfUp = (numerator: bigint, denominator: bigint): number => Number((2n * numerator + denominator) / (2n * denominator));

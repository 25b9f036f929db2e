/** What a spreadsheet takes for the beginning of a formula, in its full-width forms too. */
const FORMULA = /^[=+\-@\t\r＝＋－＠]/;

const cellOf = (value: string | number): string => {
  if (typeof value === 'number') return String(value);
  return `"${(FORMULA.test(value) ? `'${value}` : value).replaceAll('"', '""')}"`;
};

/**
 * A row of a CSV file that people will open in a spreadsheet, with its end: text that would be taken for a formula
 * gets an apostrophe before it, numbers stay
 * numbers. Every CSV file that the program writes is written by this.
 */
export const csvRow = (cells: readonly (string | number)[]): string => `${cells.map(cellOf).join(',')}\n`;

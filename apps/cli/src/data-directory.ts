/** Where a command finds log and views unless `--data` says otherwise: HEATLEDGER_DATA, else `./data`. */
export const dataDirectory = (env: Readonly<Record<string, string | undefined>> = process.env): string => env['HEATLEDGER_DATA'] || './data';

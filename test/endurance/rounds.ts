/** How often a heavy test goes round: a few times in every run, as often as `npm run endure` says there. */
export const roundsOf = (usual: number): number => {
  const asked = process.env['HEATLEDGER_ENDURE'];
  return asked === undefined ? usual : usual * Number(asked);
};

/** Chance that can be had again: the seed is printed, and may be given. */
export const seededChance = (what: string): (() => number) => {
  const seed = Number(process.env['HEATLEDGER_SEED'] ?? Date.now() % 2 ** 31);
  process.stdout.write(`${what}: seed ${seed} (HEATLEDGER_SEED)\n`);
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

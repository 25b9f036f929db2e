/** How often a heavy test goes round: a few times in every run, as often as `npm run endure` says there. */
export const roundsOf = (usual: number): number => {
  const asked = process.env['HEATLEDGER_ENDURE'];
  return asked === undefined ? usual : usual * Number(asked);
};

/** Tells twenty times on a long way how far it is; says nothing on a short one. */
export const toldRound = (what: string, done: number, rounds: number): void => {
  if (rounds >= 100 && done % Math.ceil(rounds / 20) === 0) process.stdout.write(`${what}: ${done} of ${rounds}\n`);
};

/** The seed of a run by chance: printed, so that the run can be had again, and may be given. */
export const seedOf = (what: string): number => {
  const seed = Number(process.env['HEATLEDGER_SEED'] ?? Date.now() % 2 ** 31);
  process.stdout.write(`${what}: seed ${seed} (HEATLEDGER_SEED)\n`);
  return seed;
};

/** Chance that can be had again, by its seed. */
export const seededChance = (what: string): (() => number) => {
  let state = seedOf(what) | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

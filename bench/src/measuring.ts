import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** How large everything is; one set for a full run, one for a quick look. */
export interface Sizes {
  /** Events in the large log. */
  readonly events: number;
  /** Milliseconds that one timed round lasts. */
  readonly round: number;
  /** Rounds; the median counts. */
  readonly rounds: number;
  /** Seconds of load on a service. */
  readonly load: number;
  /** Commands on the growing stream. */
  readonly growth: number;
  /** Events whose way to a subscriber is timed. */
  readonly deliveries: number;
  /** Documents of a view that is written to a server. */
  readonly documents: number;
}

export const fullSizes: Sizes = { events: 1_000_000, round: 2000, rounds: 5, load: 15, growth: 10_000, deliveries: 1000, documents: 20_000 };
export const quickSizes: Sizes = { events: 5000, round: 150, rounds: 1, load: 1, growth: 300, deliveries: 30, documents: 200 };

/** A progress line, on stderr. */
export const told = (line: string): void => void process.stderr.write(`${line}\n`);

/** Operations a second: `once` does some and says how many, again and again for `ms`. */
export const rateOf = async (ms: number, once: () => Promise<number>): Promise<number> => {
  let done = 0;
  const start = performance.now();
  let now = start;
  while (now - start < ms) {
    done += await once();
    now = performance.now();
  }
  return (done / (now - start)) * 1000;
};

/** The smallest figure that at least the share `p` of all does not exceed. */
export const quantile = (figures: readonly number[], p: number): number => {
  const sorted = [...figures].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(p * sorted.length) - 1))] ?? NaN;
};

export const median = (figures: readonly number[]): number => quantile(figures, 0.5);

/** Competitors by turns, so that what else the machine does hits all alike; the median of each. */
export const inTurns = async <K extends string>(rounds: number, competitors: Readonly<Record<K, () => Promise<number>>>): Promise<Readonly<Record<K, number>>> => {
  const names = Object.keys(competitors) as K[];
  const figures = new Map<K, number[]>(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) for (const name of names) figures.get(name)?.push(await competitors[name]());
  return Object.fromEntries(names.map((name) => [name, median(figures.get(name) ?? [])])) as Record<K, number>;
};

/** A directory of its own on the project's disk, since a temporary directory may lie in memory, where durability costs nothing. */
export class Scratch {
  readonly root: string;
  #count = 0;

  constructor(place = resolve('.cache')) {
    mkdirSync(place, { recursive: true });
    this.root = mkdtempSync(join(place, 'bench-'));
  }

  fresh(name: string): string {
    const directory = join(this.root, `${++this.#count}-${name}`);
    mkdirSync(directory);
    return directory;
  }

  /** Takes away what one part left. */
  clear(): void {
    for (const name of readdirSync(this.root)) rmSync(join(this.root, name), { recursive: true, force: true });
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}

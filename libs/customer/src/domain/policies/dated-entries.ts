/** What of an archive can be valid from a day on. */
export interface Entries<H extends string = string> {
  readonly zone: string;
  readonly station: string;
  readonly areaTenths: number;
  readonly contractTenths: number;
  readonly heating: H;
}

/** A change of entries and the day from which it holds. */
export interface Dated<H extends string = string> {
  readonly from: string;
  readonly change: Partial<Entries<H>>;
}

/** Adds a change behind those of the same day, so that the one said later wins. */
export const withChange = <H extends string, D extends Dated<H>>(changes: readonly D[], change: D): readonly D[] => {
  const before = changes.filter(({ from }) => from <= change.from);
  return [...before, change, ...changes.slice(before.length)];
};

/** The entries on a day: every change up to it, in order of the days; nothing before the first one. */
export const entriesOn = <H extends string>(changes: readonly Dated<H>[], day: string): Partial<Entries<H>> =>
  changes.filter(({ from }) => from <= day).reduce<Partial<Entries<H>>>((entries, { change }) => ({ ...entries, ...change }), {});

/** The entries once every change holds. */
export const entriesAtLast = <H extends string>(changes: readonly Dated<H>[]): Partial<Entries<H>> => entriesOn(changes, '9999-12-31');

/** What is known of a home's supply; each entry holds from its day on, a later one of the same day over an earlier one. */
export interface SupplyRecord {
  readonly householdId: string;
  readonly entries: readonly {
    readonly from: string;
    readonly zone?: string;
    readonly station?: string;
    readonly areaTenths?: number;
    readonly heated?: boolean;
  }[];
}

/** A home on a day. */
export interface Supply {
  readonly zone: string;
  readonly station: string;
  readonly areaTenths: number;
  readonly heated: boolean;
}

/** A home's supply on a day, `null` before its archive begins. */
export const supplyOn = ({ entries }: SupplyRecord, day: string): Supply | null => {
  const holding = entries.filter(({ from }) => from <= day).sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
  if (holding.length === 0) return null;
  const { zone = '', station = '', areaTenths = 0, heated = false } = Object.assign({}, ...holding) as Partial<Supply>;
  return { zone, station, areaTenths, heated };
};

/** Heated homes and their area, tenths of m², in what is asked for. */
export interface SupplyBase {
  readonly households: number;
  readonly areaTenths: number;
}

/** What is heated on a day, in all or in part. */
export const supplyBase = (records: Iterable<SupplyRecord>, day: string, isIn: (supply: Supply) => boolean = () => true): SupplyBase => {
  let [households, areaTenths] = [0, 0];
  for (const record of records) {
    const supply = supplyOn(record, day);
    if (!supply?.heated || !isIn(supply)) continue;
    households += 1;
    areaTenths += supply.areaTenths;
  }
  return { households, areaTenths };
};

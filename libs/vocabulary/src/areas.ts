/** A jurisdiction or supply area of the company: what lies in it, and the rule pack that is usual there. */
export interface KnownArea {
  /** For life: what seasons name. */
  readonly code: string;
  readonly name: string;
  readonly zones: readonly string[];
  readonly stations: readonly string[];
  readonly packId: string;
  /** Where a place belongs that lies in none. */
  readonly isDefault: boolean;
}

/** Where something is, as far as it is known. */
export interface Place {
  readonly zone?: string | undefined;
  readonly station?: string | undefined;
}

/** The area of a place: by station, then by zone, else the company's default; nothing while no area is registered. */
export const areaOf = (areas: readonly KnownArea[], { zone, station }: Place = {}): KnownArea | undefined =>
  areas.find(({ stations }) => station !== undefined && stations.includes(station)) ??
  areas.find(({ zones }) => zone !== undefined && zones.includes(zone)) ??
  areas.find(({ isDefault }) => isDefault);

/** The area that a season names by its code or name; nothing where it is registered under neither. */
export const areaNamed = (areas: readonly KnownArea[], said: string): KnownArea | undefined =>
  areas.find(({ code }) => code === said) ?? areas.find(({ name }) => name === said);

import type { CollectionSpec, VersionState } from '../read-store.js';

/** A document to remove, unless it is later than this. */
export interface Removal {
  readonly k: string;
  /** Sortable position. */
  readonly s: string;
}

/** What the server keeps of a build beside its documents. */
export interface BuildRecord {
  readonly _id: string;
  readonly build: number;
  readonly name: string;
  readonly version: number;
  /** The declaration as JSON text. */
  readonly spec: string;
  readonly bookmark: string;
  /** Names the last write that moved the bookmark; every such write has a name of its own. */
  readonly by: string;
  /** The bookmark to come, once `removing` is done. */
  readonly next: string | null;
  readonly removing: readonly Removal[];
  /** Documents removed at positions that the bookmark has not passed yet. */
  readonly gone: readonly Removal[];
}

export const freshRecord = (build: number, spec: CollectionSpec): BuildRecord => ({
  _id: String(build),
  build,
  name: spec.name,
  version: spec.version,
  spec: JSON.stringify(spec),
  bookmark: '',
  by: '',
  next: null,
  removing: [],
  gone: [],
});

export const versionState = ({ name, version, build, bookmark }: BuildRecord, live: boolean): VersionState => ({ name, version, build, live, bookmark });

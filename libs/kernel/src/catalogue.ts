import type { AnyKind } from './message.js';

/** Every kind of fact the program knows, by name. */
export type Catalogue = ReadonlyMap<string, AnyKind>;

/** Collects kinds by name; throws when two different kinds share one, since a name in the log is for ever. */
export const catalogueOf = (kinds: Iterable<AnyKind>): Catalogue => {
  const catalogue = new Map<string, AnyKind>();
  for (const kind of kinds) {
    const known = catalogue.get(kind.type);
    if (known && known !== kind) throw new Error(`two kinds are called ${kind.type}`);
    catalogue.set(kind.type, kind);
  }
  return catalogue;
};

/** Brings data written under version `from` to the kind's current version; throws when `from` is newer than this program knows. */
export const upcast = (kind: AnyKind, data: Readonly<Record<string, unknown>>, from: number): Readonly<Record<string, unknown>> => {
  if (from > kind.version) throw new Error(`${kind.type} v${from} was written by a newer program; this one knows v${kind.version}`);
  let current = data;
  for (let v = from; v < kind.version; v++) {
    const step = kind.upcasts[v];
    if (!step) throw new Error(`${kind.type} has no upcast from version ${v}`);
    current = step(current);
  }
  return current;
};

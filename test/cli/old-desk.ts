import { writeFileSync } from 'node:fs';
import { expect } from '@jest/globals';
import type { Imported } from '../../apps/cli/src/import/importer.js';
import { heatledger, scratch } from './program.js';

/** A fact as `export` prints it. */
export interface Exported {
  readonly type: string;
  readonly time: string;
  readonly data: Readonly<Record<string, unknown>>;
}

export const columns = { externalId: 'id', receivedAt: 'received', dueAt: 'due', closedAt: 'closed', zone: 'zone' };
export const HEADING = 'id,received,due,closed,zone,what';

/** Files of an invented desk, its mapping, and imports of them. */
export const oldDesk = () => {
  const { path, remove } = scratch();
  const mapping = path('mapping.json');
  const category = { column: 'what', values: { 漏水: 'LEAK', 不热: 'TEMP' } };
  const times = { timeZone: 'Asia/Shanghai', timeFormat: 'yyyy-MM-dd HH:mm' };
  writeFileSync(mapping, JSON.stringify({ source: 'old-desk', ...times, columns, category }));

  const file = (name: string, content: string | Uint8Array): string => {
    writeFileSync(path(name), content);
    return path(name);
  };
  const csv = (name: string, ...rows: readonly string[]): string => file(name, `${[HEADING, ...rows].join('\n')}\n`);

  /** Imports a file; the code and what was printed, whose rows must add up. */
  const imported = async (from: string, data: string): Promise<Imported & { readonly code: number }> => {
    const { code, out, err } = await heatledger('import', from, '--mapping', mapping, '--data', path(data), '--json');
    if (out === '') throw new Error(err);
    const result = JSON.parse(out) as Imported;
    expect(result.imported + result.changed + result.known + result.differs + result.refused).toBe(result.rows);
    return { ...result, code };
  };

  const factsIn = async (data: string, ...types: readonly string[]): Promise<readonly Exported[]> => {
    const only = types.length > 0 ? ['--types', types.join(',')] : [];
    const { out } = await heatledger('export', '--data', path(data), ...only);
    return out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Exported);
  };
  return { path, remove, mapping, file, csv, imported, factsIn };
};

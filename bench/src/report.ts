import { readFileSync, statfsSync } from 'node:fs';
import { arch, cpus, platform, release, totalmem } from 'node:os';
import Table from 'cli-table3';

/** One measured thing. */
export interface Row {
  readonly group: string;
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  /** What is to be reached; `at least` unless the figure should stay small. */
  readonly goal?: { readonly value: number; readonly most?: boolean; readonly of?: string };
  readonly note?: string;
}

export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGiB: number;
  readonly system: string;
  readonly node: string;
  readonly fileSystem: string;
  readonly packages: Readonly<Record<string, string>>;
  readonly durability: string;
}

export interface Report {
  readonly startedAt: string;
  readonly seconds: number;
  readonly sizes: object;
  readonly machine: Machine;
  readonly rows: readonly (Row & { readonly ratio?: number; readonly reached?: boolean })[];
}

const PACKAGES = ['libsql', '@nestjs/core', '@nestjs/cqrs', 'fastify', 'zod', 'autocannon'];
const FILE_SYSTEMS: Readonly<Record<number, string>> = { 0x01021994: 'tmpfs (memory: durability is not measured)', 0xef53: 'ext4', 0x58465342: 'xfs', 0x9123683e: 'btrfs', 0x794c7630: 'overlayfs', 0x2fc12fc1: 'zfs' };

const versionOf = (name: string): string => {
  const text = readFileSync(`node_modules/${name}/package.json`, 'utf8');
  return (JSON.parse(text) as { version: string }).version;
};

/** What the figures were taken on. */
export const machineOf = (directory: string): Machine => {
  const { type } = statfsSync(directory);
  return {
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    system: `${platform()} ${arch()} ${release()}`,
    node: process.version,
    fileSystem: FILE_SYSTEMS[type] ?? `0x${type.toString(16)}`,
    packages: Object.fromEntries(PACKAGES.map((name) => [name, versionOf(name)])),
    durability: 'log: WAL, synchronous=FULL, answered after fsync; views: WAL, synchronous=NORMAL (rebuilt from the log)',
  };
};

/** How far a figure is from its goal; 1 and more is reached. */
export const judged = (row: Row): Report['rows'][number] => {
  if (!row.goal) return row;
  const ratio = row.goal.most ? row.goal.value / row.value : row.value / row.goal.value;
  return { ...row, ratio: Math.round(ratio * 100) / 100, reached: ratio >= 1 };
};

const digits = (value: number): string => value.toLocaleString('en-US', { maximumFractionDigits: value >= 1000 ? 0 : value >= 100 ? 1 : 2 });

const goalOf = ({ goal, unit }: Row): string => (goal ? `${goal.most ? '≤' : '≥'} ${digits(goal.value)} ${unit}${goal.of === undefined ? '' : ` (${goal.of})`}` : '');

/** The table a person reads. */
export const tableOf = ({ machine, rows, seconds }: Report): string => {
  const table = new Table({ head: ['', 'measured', 'goal', 'ratio'], colAligns: ['left', 'right', 'right', 'right'], style: { head: [], border: [] } });
  let group = '';
  for (const row of rows) {
    if (row.group !== group) table.push([{ colSpan: 4, content: row.group }]);
    group = row.group;
    table.push([`  ${row.what}`, `${digits(row.value)} ${row.unit}`, goalOf(row), row.ratio === undefined ? '' : `${row.ratio} ${row.reached ? '✓' : '✗'}`]);
  }
  const { cpu, cores, memoryGiB, node, fileSystem, packages, durability, system } = machine;
  const versions = Object.entries(packages).map(([name, version]) => `${name} ${version}`).join(', ');
  return `${cpu}, ${cores} cores, ${memoryGiB} GiB, ${fileSystem}, ${system}, node ${node}\n${versions}\n${durability}\n${table.toString()}\n${Math.round(seconds)} s`;
};

/** The same for a page of the documentation. */
export const markdownOf = ({ machine, rows, seconds, startedAt }: Report): string => {
  const { cpu, cores, memoryGiB, node, fileSystem, packages, durability } = machine;
  const versions = Object.entries(packages).map(([name, version]) => `${name} ${version}`).join(', ');
  const lines = rows.map((row, n) => {
    const head = row.group === rows[n - 1]?.group ? [] : [`| **${row.group}** | | | |`];
    const reached = row.ratio === undefined ? '' : `${row.ratio}${row.reached ? '' : ' ✗'}`;
    return [...head, `| ${row.what} | ${digits(row.value)} ${row.unit} | ${goalOf(row)} | ${reached} |`].join('\n');
  });
  const taken = `${startedAt.slice(0, 10)}, ${Math.round(seconds)} s. ${cpu}, ${cores} cores, ${memoryGiB} GiB, ${fileSystem}; node ${node}; ${versions}. ${durability[0]?.toUpperCase() ?? ''}${durability.slice(1)}.`;
  return `${taken}\n\n| | measured | goal | ratio |\n| --- | ---: | ---: | ---: |\n${lines.join('\n')}\n`;
};

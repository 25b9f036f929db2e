import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';

const root = resolve('.');
const run = promisify(execFile);

/** The smallest tree in which every rule finds nothing to say. */
const soundTree: Readonly<Record<string, string>> = {
  'libs/kernel/src/index.ts': `export const kernel = 1;\n`,
  'libs/vocabulary/src/index.ts': `export { kernel } from '@heatledger/kernel';\n`,
  'libs/ticket/src/index.ts': `export { ticket } from './domain/ticket.js';\n`,
  'libs/ticket/src/domain/ticket.ts': `import { kernel } from '@heatledger/kernel';\nexport const ticket = kernel;\n`,
  'libs/ticket/src/projections/card.projection.ts': `import { ticket } from '../domain/ticket.js';\nexport const card = ticket;\n`,
  'libs/ticket/src/nest/index.ts': `import { ticket } from '../index.js';\nexport const TicketModule = ticket;\n`,
  'libs/fee/src/index.ts': `export { fee } from './domain/fee.js';\n`,
  'libs/fee/src/domain/fee.ts': `export const fee = 2;\n`,
  'libs/runtime/src/index.ts': `export const runtime = 3;\n`,
  'apps/server/src/index.ts': `import { TicketModule } from '@heatledger/ticket/nest';\nexport const app = TicketModule;\n`,
};

/** A copy of the house with the given files planted in it, ready for the project's own tools. */
export const plantedTree = (files: Readonly<Record<string, string>>): { path: string; remove: () => void } => {
  const path = mkdtempSync(join(tmpdir(), 'heatledger-planted-'));
  for (const [file, text] of Object.entries({ ...soundTree, ...files })) {
    mkdirSync(join(path, dirname(file)), { recursive: true });
    writeFileSync(join(path, file), text);
  }
  for (const config of ['.dependency-cruiser.cjs', 'eslint.config.mjs', 'tsconfig.json', 'package.json'])
    cpSync(join(root, config), join(path, config));
  symlinkSync(join(root, 'node_modules'), join(path, 'node_modules'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
};

const output = async (cwd: string, script: string, args: readonly string[]): Promise<string> => {
  try {
    return (await run(process.execPath, [join(root, 'node_modules', script), ...args], { cwd, maxBuffer: 64 << 20 })).stdout;
  } catch (error) {
    const { stdout } = error as { stdout?: string };
    if (stdout === undefined || stdout === '') throw error;
    return stdout;
  }
};

/** What the import rules say of a tree: `rule: file`. */
export const importFindings = async (path: string): Promise<readonly string[]> => {
  const text = await output(path, 'dependency-cruiser/bin/dependency-cruise.mjs', [
    '--config',
    '.dependency-cruiser.cjs',
    '--output-type',
    'json',
    'apps',
    'libs',
  ]);
  const { summary } = JSON.parse(text) as { summary: { violations: readonly { from: string; rule: { name: string } }[] } };
  return summary.violations.map(({ from, rule }) => `${rule.name}: ${from}`);
};

/** What the linter says of a tree: `rule: file`, with the message of a restricted syntax in place of the rule. */
export const lintFindings = async (path: string): Promise<readonly string[]> => {
  const text = await output(path, 'eslint/bin/eslint.js', ['--format', 'json', '.']);
  const files = JSON.parse(text) as readonly { filePath: string; messages: readonly { ruleId: string | null; message: string }[] }[];
  return files.flatMap(({ filePath, messages }) =>
    messages.map(({ ruleId, message }) => `${ruleId === 'no-restricted-syntax' ? message : ruleId}: ${filePath.slice(path.length + 1)}`),
  );
};

import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { GENERATED } from './house.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const CRUISER = 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs';
const UNIT = '^(apps|libs)/[^/]+';
const nameOf = (unit) => unit.slice(unit.indexOf('/') + 1);

/** What dependency-cruiser finds when each lib and app is one node; tests and test builders left out. */
const units = () => {
  const args = [
    CRUISER,
    '--config',
    '.dependency-cruiser.cjs',
    '--exclude',
    '\\.spec\\.ts$|/testing/',
    '--collapse',
    UNIT,
    '--output-type',
    'json',
    'apps',
    'libs',
  ];
  return JSON.parse(execFileSync(process.execPath, args, { cwd: ROOT, maxBuffer: 64 << 20, stdio: ['ignore', 'pipe', 'ignore'] })).modules.filter(
    ({ source }) => new RegExp(`${UNIT}$`).test(source),
  );
};

/** Which lib and app imports which, as a Mermaid graph. */
export const importGraph = () => {
  const found = units();
  const edges = new Set(
    found.flatMap(({ source, dependencies }) =>
      dependencies
        .map(({ resolved }) => resolved)
        .filter((to) => to !== source && found.some((unit) => unit.source === to))
        .map((to) => `  ${nameOf(source)} --> ${nameOf(to)}`),
    ),
  );
  const text =
    'Arrows point at what is imported. Contexts never import each other; `processes` and `supervision` listen to them; the pure rooms know no framework. `.dependency-cruiser.cjs` holds the rules, `test/architecture` a planted violation of each.';
  return [GENERATED, '# Import graph', text, ['```mermaid', 'graph LR', ...[...edges].sort(), '```'].join('\n')].join('\n\n') + '\n';
};

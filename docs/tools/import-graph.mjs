import { readdirSync, readFileSync } from 'node:fs';
import { GENERATED } from './house.mjs';

const unitOf = (path) => /^(apps|libs)\/([^/]+)\//.exec(path)?.[2];
const files = () =>
  ['apps', 'libs'].flatMap((root) =>
    readdirSync(root, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.name.endsWith('.spec.ts'))
      .map((entry) => `${entry.parentPath}/${entry.name}`),
  );

/** Which lib and app imports which, as a Mermaid graph. */
export const importGraph = () => {
  const edges = new Set();
  for (const file of files()) {
    const from = unitOf(file);
    for (const [, to] of readFileSync(file, 'utf8').matchAll(/from '@heatledger\/([a-z-]+)(?:\/[a-z]+)?'/g)) if (from && from !== to && to !== 'testing') edges.add(`  ${from} --> ${to}`);
  }
  const text = 'Arrows point at what is imported. Contexts never import each other; `processes` and `supervision` listen to them; the pure rooms know no framework. `.dependency-cruiser.cjs` holds the rules, `test/architecture` a planted violation of each.';
  return [GENERATED, '# Import graph', text, ['```mermaid', 'graph LR', ...[...edges].sort(), '```'].join('\n')].join('\n\n') + '\n';
};

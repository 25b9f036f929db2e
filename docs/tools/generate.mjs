// Writes every generated document, or with --check names each that the code no longer agrees with and ends with 1; --into DIR does so in another tree. Run over the built program.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format } from 'prettier';
import { asyncApi } from './async-api.mjs';
import { contextPage, processesPage } from './contexts.mjs';
import { catalogue, schemaOf } from './facts.mjs';
import { house } from './house.mjs';
import { importGraph } from './import-graph.mjs';

const json = (value) => `${JSON.stringify(value, null, 2)}\n`;
const SCHEMAS = 'docs/generated/schemas';

const pages = async () => {
  const known = await house();
  return new Map([
    ['docs/generated/events.md', catalogue(known)],
    ['docs/generated/openapi.json', json(known.openApi)],
    ['docs/generated/asyncapi.json', json(asyncApi(known))],
    ['docs/generated/import-graph.md', importGraph()],
    ...known.kinds.map((kind) => [`${SCHEMAS}/${kind.type}.json`, json(schemaOf(kind))]),
    ...known.contexts.map((context) => [`docs/contexts/${context.name}.md`, contextPage(context, known.reactions)]),
    ['docs/contexts/processes.md', processesPage(known.reactions)],
  ]);
};

const root = process.argv.includes('--into') ? process.argv[process.argv.indexOf('--into') + 1] : fileURLToPath(new URL('../..', import.meta.url));
const at = (file) => join(root, file);
const style = JSON.parse(readFileSync(new URL('../../.prettierrc.json', import.meta.url), 'utf8'));
const tidy = async ([file, text]) => [file, await format(text, { ...style, parser: extname(file) === '.json' ? 'json' : 'markdown' })];

const made = new Map(await Promise.all([...(await pages())].map(tidy)));
const left = ['docs/contexts', SCHEMAS]
  .flatMap((folder) => (existsSync(at(folder)) ? readdirSync(at(folder)).map((name) => `${folder}/${name}`) : []))
  .filter((file) => !made.has(file));

if (process.argv.includes('--check')) {
  const drifted = [...made].filter(([file, text]) => !existsSync(at(file)) || readFileSync(at(file), 'utf8') !== text).map(([file]) => file);
  for (const file of drifted) process.stderr.write(`${file}: not what the code says; run npm run docs\n`);
  for (const file of left) process.stderr.write(`${file}: nothing in the code makes it; run npm run docs\n`);
  process.stdout.write(`${made.size} generated documents, ${drifted.length + left.length} drifted\n`);
  process.exitCode = drifted.length + left.length > 0 ? 1 : 0;
} else {
  for (const file of left) rmSync(at(file));
  for (const [file, text] of made) {
    mkdirSync(dirname(at(file)), { recursive: true });
    writeFileSync(at(file), text);
  }
  process.stdout.write(`${made.size} documents written\n`);
}

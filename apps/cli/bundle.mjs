// Puts the built program into few files: every module a command loads is looked up, opened and linked by itself, and a ledger has 2 500 of them.
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../..', import.meta.url));
const into = join(root, 'dist/heatledger');

/** What is run, by the name of its file. Threads are looked for beside the file that begins them, so all files lie in one directory. */
const programs = {
  heatledger: 'dist/cli/apps/cli/src/main.js',
  'log.thread': 'dist/cli/libs/event-store/src/beside/log.thread.js',
  'document.thread': 'dist/cli/libs/read-store/src/embedded/document.thread.js',
  'questions.thread': 'dist/cli/apps/server/src/questions/questions.thread.js',
};

/** Native; `docker/Dockerfile` takes it and what it needs into the image. */
const native = ['libsql'];

/** What Nest asks for only where it is used, which is nowhere here. */
const unused = [
  '@nestjs/microservices',
  '@nestjs/websockets',
  '@nestjs/platform-express',
  '@fastify/multipart',
  '@fastify/static',
  '@fastify/view',
  'class-transformer/storage',
  'swagger-ui-dist',
];

/** Nest makes a `require` of its own, which would load class-validator and class-transformer a second time, from outside: with it out of the way they are those that are in. */
const oneOfEach = {
  name: 'one-of-each',
  setup: ({ onLoad }) =>
    onLoad({ filter: /[\\/]@nestjs[\\/].*\.js$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8').replace(/^const require = createRequire\(import\.meta\.url\);$/m, ''),
    })),
};

const { outputFiles } = await build({
  absWorkingDir: root,
  entryPoints: programs,
  outdir: into,
  entryNames: '[name]',
  chunkNames: '[name]-[hash]',
  external: [...native, ...unused],
  plugins: [oneOfEach],
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  // Nest, swagger and class-validator go by the names of classes
  keepNames: true,
  sourcemap: 'linked',
  sourcesContent: false,
  // what packages in CommonJS ask Node for
  banner: { js: "import { createRequire as requiring } from 'node:module';\nconst require = requiring(import.meta.url);" },
  write: false,
});

/** Names matter where classes and functions that make objects have one; to name every arrow that a command makes and forgets costs it time. */
const NAMING = 'var __name = (target, value) => ';
const named = ({ path, text }) => ({ path, contents: text.replace(`${NAMING}__defProp`, `${NAMING}target.prototype === undefined ? target : __defProp`) });

const isProgram = ({ path }) => Object.keys(programs).some((name) => basename(path) === `${name}.js`);
const files = outputFiles.map(named);
if (!files.some(({ contents }) => contents.includes(`${NAMING}target.prototype`))) throw new Error('the bundle names its functions otherwise than before: look at NAMING');
const last = files.filter(isProgram);
const names = new Set(files.map(({ path }) => basename(path)));

// parts before the programs that name them, and what was there before goes last: whatever is started meanwhile finds all of its parts
mkdirSync(into, { recursive: true });
for (const { path, contents } of [...files.filter((file) => !last.includes(file)), ...last]) {
  writeFileSync(`${path}.new`, contents);
  renameSync(`${path}.new`, path);
}
for (const name of readdirSync(into)) if (!names.has(name)) rmSync(join(into, name));

// Folds a made-up log into views on a server until it is killed or the log ends; says each bookmark that was acknowledged on stdout.
import { openMongoReadStore } from '../../dist/cli/libs/read-store/src/mongodb/index.js';

const [url, database, pages] = process.argv.slice(2);
const store = await openMongoReadStore({ url, database });
const build = await store.ensure({ name: 'counts', version: 1, indexes: { byCount: ['count'] } });
const positionOf = (n) => String(n).padStart(14, '0');
let bookmark = build.bookmark;
for (let page = bookmark === '' ? 0 : Number(bookmark); page < Number(pages); page++) {
  const keys = [`k${page % 7}`, `k${page % 3}`, `gone${page % 5}`];
  const stored = new Map((await store.getMany(build, keys)).map((one) => [one.key, one]));
  const position = positionOf(page + 1);
  const writes = [...new Set(keys)].filter((key) => (stored.get(key)?.position ?? '') < position).map((key) => ({ key, position, doc: key.startsWith('gone') && page % 2 === 1 ? null : { count: (stored.get(key)?.doc.count ?? 0) + 1 } }));
  await store.write(build, writes, position, bookmark);
  bookmark = position;
  process.stdout.write(`${bookmark}\n`);
}
process.stdout.write('end\n');
await store.close();

// What the built program knows of itself; every generated page is made from it.
const built = (path) => import(new URL(`../../dist/cli/${path}`, import.meta.url).href);

/** The contexts, habits and facts of the house, and its API document. */
export const house = async () => {
  const [server, { catalogueOf, dataClassOf }] = await Promise.all([built('apps/server/src/index.js'), built('libs/kernel/src/index.js')]);
  const { contexts, reactions, describeApi } = server;
  const kinds = contexts.flatMap(({ deciders }) => deciders.flatMap((decider) => decider.kinds));
  return { contexts, reactions, dataClassOf, kinds: [...catalogueOf(kinds).values()], openApi: await describeApi() };
};

/** A Markdown table; bars and line ends in cells are escaped. */
export const table = (head, rows) => {
  const line = (cells) => `| ${cells.map((cell) => String(cell).replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
};

export const GENERATED = '<!-- Made by `npm run docs` from the code; edit the code instead. -->';

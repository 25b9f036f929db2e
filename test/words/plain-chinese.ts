/** What may stand in a Chinese sentence although it is written in Latin letters: each as a whole word, and nothing else. */
export const allowedWords: readonly string[] = [
  // names of things that have no other name
  ...['JSON', 'NDJSON', 'CSV', 'HTTP', 'CloudEvents', 'EventStoreDB', 'KurrentDB', 'MongoDB', 'SQLite', 'OpenAPI', 'Excel', 'Node', 'IANA'],
  ...['UTF', 'GB18030', 'GBK', 'BOM', 'API', 'URL', 'UUID', 'ISO', 'TLS', 'WAL', 'OpenID', 'npm', 'Heatledger', 'heatledger'],
  // headers and media types, as a client has to write them
  ...['Idempotency-Key', 'If-Match', 'If-None-Match', 'Expect', 'application/json', 'traceId', 'end'],
  // units and zones
  ...['cm', 'KiB', 'MiB', 'GiB', 'Asia/Shanghai', 'UTC'],
];

const OBJECT = /\[object [A-Za-z]+\]/;
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/i;
const NUMBERS = /\b[A-Z]-\d{8}-[0-9A-Z]{4}\b/g;
const INSTANTS = /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:Z|[+-]\d{2}:\d{2})/g;
const QUOTED_COMMANDS = /(?:heatledger(?: [a-z-]+)*|--[a-z-]+(?: <[^>]*>)?|HEATLEDGER_[A-Z_]+|<[^>]+>)/g;
const WORD = /[A-Za-z][A-Za-z0-9_./-]*[A-Za-z0-9]|[A-Za-z]{2,}/g;

/** What a Chinese sentence says in other words than Chinese; `known` are the codes and names that its sample data holds. */
export const strangersIn = (zh: string, known: Iterable<string> = []): readonly string[] => {
  if (OBJECT.test(zh)) return [zh];
  if (UUID.test(zh)) return [zh];
  if (/undefined|NaN|\bnull\b|\bnone\b/.test(zh)) return [zh];
  let rest = zh.replaceAll(NUMBERS, '').replaceAll(INSTANTS, '').replaceAll(QUOTED_COMMANDS, '').replaceAll('°C', 'degrees');
  for (const name of [...known].sort((a, b) => b.length - a.length)) if (name !== '') rest = rest.replaceAll(name, '');
  return (rest.match(WORD) ?? []).filter((word) => !allowedWords.includes(word));
};

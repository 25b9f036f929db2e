import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RecordedEvent } from '@heatledger/event-store';
import { catalogueOf, keysOf, project, type AnyDecider, type RecordedFact } from '@heatledger/kernel';
import { FactCodec } from '@heatledger/runtime';
import { contexts } from '@heatledger/server';
import { caseFileOf, caseNames, numberAmong, type CaseFile, type CaseName, type ChainedFact } from '@heatledger/supervision';
import { spokenIn, tellingIn } from '@heatledger/vocabulary';

const HERE = join('test', 'golden');
export const languages = ['zh', 'en'] as const;
type Language = (typeof languages)[number];

const historyOf = (version: string): string => join(HERE, version, 'history.ndjson');

/** Versions of the program whose histories are kept; each is a folder here, and no history in it is ever changed again. */
export const keptVersions = (): readonly string[] => readdirSync(HERE, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() && existsSync(historyOf(entry.name)) ? [entry.name] : []));

const textFileOf = (version: string, language: Language): string => join(HERE, version, `case-files.${language}.txt`);

export const eventsOf = (version: string): readonly RecordedEvent[] =>
  readFileSync(historyOf(version), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as RecordedEvent);

export const keptText = (version: string, language: Language): string => readFileSync(textFileOf(version, language), 'utf8');

/** Keeps a history and its case files under a version that has none yet. */
export const keep = (version: string, history: string): void => {
  if (existsSync(historyOf(version))) throw new Error(`the history of ${version} is kept already and stays as it is`);
  mkdirSync(join(HERE, version), { recursive: true });
  writeFileSync(historyOf(version), history);
  keepTexts(version);
};

/** Keeps how today's program tells a history, after sentences were bettered on purpose. */
export const keepTexts = (version: string): void => {
  for (const language of languages) writeFileSync(textFileOf(version, language), told(version, language));
};

export const deciders: ReadonlyMap<string, AnyDecider> = new Map(contexts.flatMap((context) => context.deciders.map((decider) => [decider.category, decider])));
/** Where the histories were kept. */
const ZONE = 'Asia/Shanghai';

/** Today's program. */
export const codec = new FactCodec(catalogueOf([...deciders.values()].flatMap(({ kinds }) => kinds)));

const numbersIn = (facts: readonly RecordedFact[]): ((id: string) => string) => {
  const names = new Map<string, CaseName>();
  for (const fact of facts.filter(({ type }) => type in caseNames.evolve))
    for (const key of keysOf(caseNames, fact)) {
      const name = project(caseNames, names.get(key) ?? null, fact, key, { zone: ZONE });
      if (name) names.set(key, name);
    }
  return numberAmong(names);
};

/** Every case of a history as today's program tells it, to a reader without the right to personal data. */
export const caseFiles = (version: string): readonly CaseFile[] => {
  const cases = new Map<string, ChainedFact[]>();
  const numberOf = numbersIn(eventsOf(version).map((event) => codec.open(event)));
  const telling = { ...tellingIn(ZONE), numberOf };
  for (const event of eventsOf(version)) cases.set(event.metadata.correlation, [...(cases.get(event.metadata.correlation) ?? []), { ...codec.open(event), digest: event.metadata.digest }]);
  return [...cases].map(([name, facts]) => caseFileOf(name, facts, { catalogue: codec.catalogue, deciders, open: [], telling: () => telling }));
};

/** The case files as text: one case after another, one fact a line. */
export const told = (version: string, language: Language): string =>
  caseFiles(version)
    .map(({ case: name, lines }) => [name, ...lines.map(({ at, sentence, actor, rule }) => `  ${spokenIn(ZONE, at)}  ${sentence[language]}  [${actor}]${rule ? ` ${rule.pack}@${rule.version}` : ''}`), ''].join('\n'))
    .join('\n');

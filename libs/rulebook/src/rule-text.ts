import type { Bilingual, RuleRef } from '@heatledger/kernel';
import { clocks } from '@heatledger/vocabulary';
import type { RulePack, Source } from './pack.js';
import { packs as shipped } from './registry.js';
import { sourceTold, storedSourceTold } from './source-text.js';

const sameText = ({ text, mark }: Source, clause: string): boolean => clause === `${text} [${mark}]`;

const sourcesIn = (value: unknown): readonly Source[] => {
  if (typeof value !== 'object' || value === null) return [];
  const { text, mark } = value as Partial<Source>;
  return typeof text === 'string' && mark !== undefined ? [{ text, mark }] : Object.values(value).flatMap(sourcesIn);
};

const isClock = (about: string): about is keyof typeof clocks => Object.hasOwn(clocks, about);

/** A clause as facts keep it, with what it is about: told from the pack's own source where that is found, else as it was recorded. */
const clauseTold = (clause: string, pack: RulePack | undefined): Bilingual => {
  const [, about, rest] = /^([a-z-]+): (.+)$/s.exec(clause) ?? [];
  const [name, text] = about !== undefined && isClock(about) ? [clocks[about], rest ?? ''] : [undefined, clause];
  const source = pack && sourcesIn(pack).find((one) => sameText(one, text));
  const said = source ? sourceTold(source) : storedSourceTold(text);
  return name ? { zh: `${name.zh}时限：${said.zh}`, en: `${name.en}: ${said.en}` } : said;
};

/** The rule behind a figure, for a person: the pack by its name and version, and the clause told from that version. */
export const ruleTold = ({ pack: id, version, clause }: RuleRef, known: readonly RulePack[] = shipped()): Bilingual => {
  const pack = known.find((one) => one.id === id && one.version === version);
  const name = pack?.name ?? known.find((one) => one.id === id)?.name ?? { zh: id, en: id };
  const said = clause === undefined ? { zh: '', en: '' } : clauseTold(clause, pack);
  return { zh: `${name.zh}(${version}) ${said.zh}`.trim(), en: `${name.en} (${version}) ${said.en}`.trim() };
};

/** The pack by its name: `临沂` for `linyi`. */
export const packTitle = (id: string, known: readonly RulePack[] = shipped()): Bilingual => known.find((one) => one.id === id)?.name ?? { zh: id, en: id };

/** What the promise of a pack rests on: `《临沂市供热条例》` for `linyi`; its name where it makes none. */
export const promiseTold = (id: string, known: readonly RulePack[] = shipped()): Bilingual => {
  const pack = known.find((one) => one.id === id && one.guarantee !== undefined);
  const source = pack?.guarantee?.source;
  return source ? sourceTold(source) : packTitle(id, known);
};

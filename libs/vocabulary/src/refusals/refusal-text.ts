import type { Bilingual } from '@heatledger/kernel';
import { idsIn, isId, numbered, shortId } from '../numbers.js';
import { celsius, celsiusZh, squareMetres, yuan } from '../say.js';
import { allowedPhrases } from './allowed-phrases.js';
import { fieldNames } from './field-names.js';
import { wordNamed } from './state-names.js';

/** What a "no" says beside its code: the field at fault, what was given, what would do. */
export interface RefusalDetail {
  readonly field?: unknown;
  readonly value?: unknown;
  readonly allowed?: unknown;
  /** What to do in its place, by name. */
  readonly instead?: unknown;
}

type Language = keyof Bilingual;

const INSTANT = /(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})/g;
const LATIN = /[a-z]{2}/i;

/** Instants as people write them; days and hours stay those of the text. */
const spoken = (text: string): string => text.replaceAll(INSTANT, '$1 $2');

const leafOf = (field: string): string => field.replaceAll(/\[\d+\]|\/\d+/g, '').split(/[./]/).at(-1) ?? field;

const nameOf = (name: string): Bilingual | undefined => (Object.hasOwn(fieldNames, name) ? fieldNames[name as keyof typeof fieldNames] : undefined);

/** What people call a field, a parameter or an input, by its path; the path itself where nobody named it. */
export const fieldNamed = (path: string): Bilingual => {
  const place = /[[/](\d+)/.exec(path);
  const said = nameOf(leafOf(path)) ?? { zh: leafOf(path), en: leafOf(path) };
  return place ? { zh: `第 ${Number(place[1]) + 1} 项的${said.zh}`, en: `${said.en} of entry ${Number(place[1]) + 1}` } : said;
};

/** A sentence with the values of a phrase put in. */
const filled = (text: string, values: readonly string[]): string => text.replaceAll(/\{(\d)\}/g, (_, index: string) => values[Number(index)] ?? '');

const escaped = (text: string): string => text.replaceAll(/[.*+?^$()|[\]\\]/g, String.raw`\$&`);
/** The longest first: a short phrase may be the beginning of a longer one. */
const patterns = [...allowedPhrases].sort((a, b) => b[0].length - a[0].length).map(([written, zh, en]) => ({
  pattern: new RegExp(`^${escaped(written).replaceAll('{}', '(.+?)').replaceAll(/[{}]/g, String.raw`\$&`)}$`, 'u'),
  zh,
  en,
  // an example of how an instant is written stays as it is written
  quotes: written.startsWith('an instant with offset'),
}));

const wordsOf = (context: string, text: string, language: Language): string | undefined => {
  const words = text.split(', ').map((word) => wordNamed(context, word)?.[language]);
  return words.every((word) => word !== undefined) ? words.join(language === 'zh' ? '、' : ', ') : undefined;
};

/** A value within a phrase: a word of a closed list, an instant, a number. */
const inWords = (context: string, value: string, language: Language): string => wordsOf(context, value, language) ?? nameOf(value)?.[language] ?? spoken(value);

/** What a decision says is allowed, for a person; `undefined` in Chinese where nobody translated it. */
export const allowedNamed = (context: string, text: string, language: Language): string | undefined => {
  for (const { pattern, zh, en, quotes } of patterns) {
    const found = pattern.exec(text);
    if (!found) continue;
    const values = found.slice(1).map((value) => (quotes ? value : inWords(context, value, language)));
    return language === 'zh' ? filled(zh, values) : en === undefined ? (quotes ? text : spoken(text)) : filled(en, values);
  }
  const words = wordsOf(context, text, language);
  if (words !== undefined) return words;
  return language === 'en' || !LATIN.test(text) ? spoken(text) : undefined;
};

const amountOf = (leaf: string, value: number, language: Language): string => {
  if (leaf.endsWith('Fen')) return yuan(value);
  if (leaf.toLowerCase().endsWith('areatenths')) return squareMetres(value);
  if (!leaf.endsWith('Tenths')) return String(value);
  return language === 'zh' ? celsiusZh(value) : celsius(value);
};

const LONGEST = 60;
const short = (text: string): string => (text.length > LONGEST ? `${[...text].slice(0, LONGEST).join('')}…` : text);

/** One value as a person reads it; '' for what only a program can read. */
const valueNamed = (context: string, leaf: string, value: unknown, language: Language): string => {
  if (typeof value === 'number') return amountOf(leaf, value, language);
  if (typeof value === 'boolean') return wordNamed(context, String(value))?.[language] ?? '';
  if (Array.isArray(value)) {
    const told = value.map((one) => valueNamed(context, leaf, one, language));
    return told.every((one) => one !== '') ? told.join(language === 'zh' ? '、' : ', ') : '';
  }
  if (typeof value !== 'string') return '';
  if (isId(value)) return shortId(value);
  return wordNamed(context, value)?.[language] ?? short(spoken(idsIn(value).length > 0 ? numbered(value, { numberOf: shortId }) : value));
};

const closedList = (context: string, leaf: string, allowed: readonly unknown[], language: Language): string | undefined => {
  const told = allowed.map((one) => valueNamed(context, leaf, one, language));
  if (told.some((one) => one === '')) return undefined;
  return told.map((one) => (language === 'zh' ? `“${one}”` : one)).join(language === 'zh' ? '或' : ' or ');
};

const allowedIn = (context: string, leaf: string, allowed: unknown, language: Language): string | undefined => {
  if (Array.isArray(allowed)) return allowed.length === 0 ? undefined : closedList(context, leaf, allowed, language);
  if (typeof allowed === 'string') return allowedNamed(context, allowed, language);
  return allowed === undefined || allowed === null ? undefined : valueNamed(context, leaf, allowed, language) || undefined;
};

/** What a person is pointed to in place of what was refused. */
const insteads: Readonly<Record<string, (state: Bilingual) => Bilingual>> = {
  reassignment: ({ zh, en }) => ({
    zh: `工单${zh}，不能再次派单；如需换人请用“改派”。`,
    en: `The ticket is ${en} and cannot be assigned again; reassign it to change the crew.`,
  }),
};

const insteadOf = (context: string, { value, instead }: RefusalDetail): Bilingual | undefined => {
  const state = typeof value === 'string' ? wordNamed(context, value) : undefined;
  return typeof instead === 'string' && state ? insteads[instead]?.(state) : undefined;
};

const zhText = (context: string, path: string, { value, allowed }: RefusalDetail): string => {
  const [leaf, name] = [leafOf(path), fieldNamed(path).zh];
  const wanted = allowedIn(context, leaf, allowed, 'zh')?.replaceAll('{f}', name);
  const whole = wanted?.endsWith('。') === true;
  const given = value === undefined || value === null ? '' : valueNamed(context, leaf, value, 'zh');
  if (leaf === 'phase') return `目前为“${given}”${wanted === undefined ? '' : whole ? `，${wanted}` : `，须为${wanted}时方可进行`}${whole ? '' : '。'}`;
  if (whole) return wanted;
  if (value === undefined || value === null) return wanted === undefined ? `请填写${name}。` : `请填写${name}：${wanted}。`;
  const quoted = given === '' ? name : `${name}“${given}”`;
  return wanted === undefined ? `${quoted}在此不适用。` : `${quoted}不符合要求，应为：${wanted}。`;
};

const enText = (context: string, path: string, { value, allowed }: RefusalDetail): string => {
  const [leaf, name] = [leafOf(path), fieldNamed(path).en];
  const wanted = allowedIn(context, leaf, allowed, 'en');
  const given = value === undefined || value === null ? '' : valueNamed(context, leaf, value, 'en');
  if (leaf === 'phase') return `It stands at "${given}"${wanted === undefined ? '' : `; this needs ${wanted}`}.`;
  if (value === undefined || value === null) return `Missing: ${name}${wanted === undefined ? '' : ` (${wanted})`}.`;
  const quoted = given === '' ? name : `${name} "${given}"`;
  return `Not allowed: ${quoted}${wanted === undefined ? '' : ` (allowed: ${wanted})`}.`;
};

/** What stands in the way, in a sentence a dispatcher understands; nothing where the refusal names no field. */
export const refusalText = (code: string, detail: RefusalDetail): Bilingual | undefined => {
  const { field } = detail;
  if (typeof field !== 'string' || field === '') return undefined;
  const context = code.split('/', 1)[0] ?? '';
  return insteadOf(context, detail) ?? { zh: zhText(context, field, detail), en: enText(context, field, detail) };
};


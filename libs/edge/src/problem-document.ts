import type { Bilingual, Detail } from '@heatledger/kernel';
import { fieldNamed } from '@heatledger/vocabulary';
import { edgeProblems, typeOf, type ProblemKind } from './problem-table.js';
import type { AllowedValue, Flaw } from './problems.js';

export type Language = 'zh' | 'en';

/** One entry of `errors`: where (JSON pointer, parameter or header), what is wrong, what is allowed. */
export interface ProblemEntry {
  readonly pointer?: string;
  readonly parameter?: string;
  readonly header?: string;
  readonly detail: string;
  /** A closed set, or absent. */
  readonly allowed?: readonly AllowedValue[];
}

/** RFC 9457. */
export interface ProblemDocument {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
  readonly traceId: string;
  readonly errors?: readonly ProblemEntry[];
  readonly [extension: string]: unknown;
}

/** What went wrong, before it is put into words. */
export interface Trouble {
  readonly code: string;
  /** Sentence of a problem the table does not know. */
  readonly kind?: ProblemKind;
  readonly flaws?: readonly Flaw[];
  /** Named extensions of the document. */
  readonly more?: Detail;
  /** Seconds. */
  readonly retryAfter?: number;
}

/** Chinese unless the caller prefers English. */
export const languageOf = (acceptLanguage: string | undefined): Language => {
  const wanted = (acceptLanguage ?? '').split(',').map((part) => {
    const [tag = '', ...rest] = part.trim().toLowerCase().split(';');
    const q = rest.map((piece) => piece.trim()).find((piece) => piece.startsWith('q='));
    return { tag, q: q === undefined ? 1 : Number(q.slice(2)) || 0 };
  });
  const best = (prefix: string): number => Math.max(0, ...wanted.filter(({ tag }) => tag === prefix || tag.startsWith(`${prefix}-`)).map(({ q }) => q));
  return best('en') > best('zh') ? 'en' : 'zh';
};

const entryOf = ({ pointer, parameter, header, allowed, whole: _, ...said }: Flaw, language: Language): ProblemEntry => ({
  ...(pointer === undefined ? {} : { pointer: `#${pointer}` }),
  ...(parameter === undefined ? {} : { parameter }),
  ...(header === undefined ? {} : { header }),
  detail: said[language],
  ...(allowed === undefined ? {} : { allowed }),
});

const placeOf = ({ pointer, parameter, header }: Flaw): string => pointer?.slice(1) ?? parameter ?? header ?? '';

/** What goes on after the name of a field without a pause. */
const GOES_ON = /^(不能|格式|必须)/;

/** The field or parameter as people call it; a header by its name. */
const named = ({ pointer, parameter, header }: Flaw): string => {
  const path = pointer?.slice(1) ?? parameter;
  return path === undefined ? (header ?? '') : path === '' ? '正文' : fieldNamed(path).zh;
};

const sentence = (said: Bilingual, flaws: readonly Flaw[], language: Language): string => {
  const first = flaws[0];
  if (!first) return said[language];
  if (first.whole) return language === 'zh' ? `${said.zh}${first.zh}` : `${said.en} ${first.en}`;
  return language === 'zh' ? `${said.zh}${named(first)}${GOES_ON.test(first.zh) ? '' : '：'}${first.zh}` : `${said.en} ${placeOf(first)}: ${first.en}`;
};

/** The document a caller gets: title and detail in their language, the fields at fault, and the trace id. */
export const problemDocument = (trouble: Trouble, table: ReadonlyMap<string, ProblemKind>, traceId: string, language: Language): ProblemDocument => {
  const { code, flaws = [], more = {} } = trouble;
  const said = table.get(code) ?? trouble.kind ?? edgeProblems['server/fault'];
  return {
    type: typeOf(code),
    title: said[language],
    status: said.status,
    detail: sentence(said, flaws, language),
    code,
    traceId,
    ...(flaws.length === 0 ? {} : { errors: flaws.map((flaw) => entryOf(flaw, language)) }),
    ...more,
  };
};

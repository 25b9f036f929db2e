import type { Bilingual } from '@heatledger/kernel';

export type Language = keyof Bilingual;

const isLanguage = (value: string | undefined): value is Language => value === 'zh' || value === 'en';

/** The language of a run: `--lang`, else HEATLEDGER_LANG, else Chinese. */
export const languageOf = (argv: readonly string[], env: Readonly<Record<string, string | undefined>>): Language => {
  const flag = argv.findIndex((argument) => argument === '--lang');
  const asked = argv.find((argument) => argument.startsWith('--lang='))?.slice('--lang='.length) ?? (flag < 0 ? undefined : argv[flag + 1]);
  if (isLanguage(asked)) return asked;
  return isLanguage(env['HEATLEDGER_LANG']) ? env['HEATLEDGER_LANG'] : 'zh';
};

/** Says something in the language of the run. */
export type Say = (zh: string, en: string) => string;
export const sayIn =
  (language: Language): Say =>
  (zh, en) =>
    language === 'zh' ? zh : en;

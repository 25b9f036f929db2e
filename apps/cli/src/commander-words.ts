import type { Command, HelpConfiguration } from 'commander';
import type { Language, Say } from './language.js';

const quotedIn = (list: string): string => list.replaceAll(', ', '、');

/** What the option parser says of a wrong use, and how it is said in Chinese. */
const errors: readonly (readonly [RegExp, (...parts: readonly string[]) => string])[] = [
  [/^option '(.+?)' argument '(.*)' is invalid\. Allowed choices are (.+)\.$/s, (option, value, choices = '') => `选项 ${option} 的值“${value}”无效，可选：${quotedIn(choices)}。`],
  [/^command-argument value '(.*)' is invalid for argument '(.+?)'\.\s*(?:Allowed choices are (.+)\.)?$/s, (value, name, choices) => `参数 ${name} 的值“${value}”无效${choices === undefined ? '' : `，可选：${quotedIn(choices)}`}。`],
  [/^option '(.+?)' argument '(.*)' is invalid\..*$/s, (option, value) => `选项 ${option} 的值“${value}”无效。`],
  [/^missing required argument '(.+)'$/, (name) => `缺少参数 ${name}。`],
  [/^option '(.+)' argument missing$/, (option) => `选项 ${option} 缺少值。`],
  [/^required option '(.+)' not specified$/, (option) => `必须给出选项 ${option}。`],
  [/^unknown option '(.+?)'(?:\n\(Did you mean (.+)\?\))?$/s, (option, near) => `没有选项 ${option}${near === undefined ? '' : `；是否想用 ${near}？`}`],
  [/^unknown command '(.+?)'(?:\n\(Did you mean (.+)\?\))?$/s, (name, near) => `没有命令 ${name}${near === undefined ? '' : `；是否想用 ${near}？`}`],
  [/^too many arguments(?: for '(.+?)')?\. Expected (\d+) arguments? but got (\d+)\.$/, (_name, most, given) => `参数过多：至多 ${most} 个，给出了 ${given} 个。`],
  [/^option '(.+)' cannot be used with option '(.+)'$/, (one, other) => `选项 ${one} 与 ${other} 不能同时给出。`],
];

/** An error of the option parser in the language of the run. */
export const parserError = (said: string, language: Language): string => {
  if (language === 'en') return said;
  const plain = said.replace(/^error: /, '').trimEnd();
  for (const [form, told] of errors) {
    const found = form.exec(plain);
    if (found) return `${told(...found.slice(1))}\n`;
  }
  return '命令行写法有误，用法见 --help。\n';
};

const titles: Readonly<Record<string, string>> = { 'Usage:': '用法：', 'Arguments:': '参数：', 'Options:': '选项：', 'Global Options:': '通用选项：', 'Commands:': '命令：' };

const extra = (description: string, say: Say, { choices, defaultValue }: { readonly choices?: readonly string[] | undefined; readonly defaultValue?: unknown }): string => {
  const isTold = defaultValue !== undefined && typeof defaultValue !== 'boolean';
  const more = [
    ...(choices === undefined ? [] : [say(`可选 ${choices.join('、')}`, `one of ${choices.join(', ')}`)]),
    ...(isTold ? [say(`默认 ${String(defaultValue)}`, `default ${String(defaultValue)}`)] : []),
  ];
  return more.length === 0 ? description : say(`${description}（${more.join('；')}）`, `${description} (${more.join('; ')})`);
};

/** How help is written in the language of the run. */
export const helpIn = (say: Say): HelpConfiguration => ({
  styleTitle: (title) => say(titles[title] ?? title, title),
  styleUsage: (usage) => say(usage.replace('[options]', '[选项]').replace('[command]', '[命令]'), usage),
  optionDescription: ({ description, argChoices, defaultValue }) => extra(description, say, { choices: argChoices, defaultValue }),
  argumentDescription: ({ description, argChoices, defaultValue }) => extra(description, say, { choices: argChoices, defaultValue }),
  subcommandTerm: (command: Command) => {
    const args = command.registeredArguments.map((one) => {
      const name = one.name() + (one.variadic ? '...' : '');
      return one.required ? `<${name}>` : `[${name}]`;
    });
    return [command.name(), ...(command.options.length > 0 ? [say('[选项]', '[options]')] : []), ...args].join(' ');
  },
});

/** The words of help that commands carry themselves. */
export const helpOptions = (command: Command, say: Say): Command => command.helpOption('-h, --help', say('显示用法', 'display help for command'));

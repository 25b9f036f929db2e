import { EventStoreError } from '@heatledger/event-store';
import { ReadStoreError } from '@heatledger/read-store';
import { Command, CommanderError } from 'commander';
import { commands, type AddCommand } from './commands.js';
import { helpIn, helpOptions, parserError } from './commander-words.js';
import { storeError } from './store-words.js';
import { Refusal, WrongUsage, type Terminal } from './terminal.js';

const DONE = 0;
const REFUSED = 1;
const WRONG_USAGE = 2;

/** The command that was asked for; all of them where none was, or one that nobody knows. */
const asked = async (argv: readonly string[]): Promise<readonly AddCommand[]> => {
  const first = argv.find((word, index) => !word.startsWith('-') && argv[index - 1] !== '--lang') ?? '';
  const load = Object.hasOwn(commands, first) ? commands[first] : undefined;
  const all: AddCommand[] = [];
  for (const each of load ? [load] : Object.values(commands)) all.push(await each());
  return all;
};

/** The command line for what was asked (the words behind the program's name); each command is a file. */
export const programFor = async (terminal: Terminal, argv: readonly string[] = []): Promise<Command> => {
  const { say } = terminal;
  const program = new Command('heatledger')
    .description(say('供热企业服务账本：每一项承诺、行动与测量都是日志中的事实', 'the service ledger of a district-heating company'))
    .option('--lang <zh|en>', say('语言（默认中文，或 HEATLEDGER_LANG）', 'language (Chinese unless given here or in HEATLEDGER_LANG)'))
    .exitOverride()
    .helpCommand('help [command]', say('显示某个命令的用法', 'display help for command'))
    .configureHelp(helpIn(say))
    .configureOutput({
      writeOut: (text) => terminal.out.write(text),
      writeErr: (text) => terminal.err.write(text),
      outputError: (text, write) => write(parserError(text, terminal.language)),
    });
  helpOptions(program, say);
  for (const add of await asked(argv)) add(program, terminal);
  const everywhere = (command: Command): void => {
    command.exitOverride();
    helpOptions(command, say);
    if (command.commands.length > 0) command.helpCommand('help [command]', say('显示某个命令的用法', 'display help for command'));
    command.option('--lang <zh|en>', say('语言', 'language'));
    command.commands.forEach(everywhere);
  };
  program.commands.forEach(everywhere);
  return program;
};

/** The server's word for settings that do not fit; its class is loaded only where the server is. */
const isConfigError = (error: unknown): error is Error & { readonly zh: string } => error instanceof Error && error.name === 'ConfigError' && 'zh' in error;

/** The edge's word for a key file that holds no key; its class is loaded only where tokens are. */
const isBrokenKey = (error: unknown): error is Error & { readonly zh: string } => error instanceof Error && error.name === 'BrokenKeyFile' && 'zh' in error;

/** Runs one command; answers the exit code: 0 done, 1 refused or found wanting, 2 wrong usage. Errors are one clear sentence. */
export const runCommand = async (argv: readonly string[], terminal: Terminal): Promise<number> => {
  try {
    await (await programFor(terminal, argv.slice(2))).parseAsync([...argv]);
    return Number(process.exitCode ?? DONE);
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? DONE : WRONG_USAGE;
    if (error instanceof WrongUsage || isConfigError(error)) {
      terminal.note(error instanceof WrongUsage ? error.in(terminal.language) : terminal.say(error.zh, error.message));
      return WRONG_USAGE;
    }
    if (error instanceof EventStoreError || error instanceof ReadStoreError) terminal.note(terminal.say(storeError(error), error.message));
    else if (isBrokenKey(error)) terminal.note(terminal.say(error.zh, error.message));
    else terminal.note(error instanceof Refusal ? error.in(terminal.language) : terminal.say(`内部错误：${String(error)}`, `internal error: ${String(error)}`));
    return REFUSED;
  }
};

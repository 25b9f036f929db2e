import { EventStoreError } from '@heatledger/event-store';
import { ReadStoreError } from '@heatledger/read-store';
import { ConfigError } from '@heatledger/server';
import { Command, CommanderError } from 'commander';
import { addAppraisal } from './commands/appraisal.command.js';
import { addBackup, addRestore } from './commands/backup.command.js';
import { addDemo, playDemo } from './commands/demo.command.js';
import { addCompliance, addSatisfaction } from './commands/figures.command.js';
import { addHistory } from './commands/history.command.js';
import { addKpi } from './commands/kpi.command.js';
import { addImport } from './commands/import.command.js';
import { addCatalog, addExport, addVerify } from './commands/log.command.js';
import { addProjections } from './commands/projections.command.js';
import { addRules } from './commands/rules.command.js';
import { addStart, addToken } from './commands/service.command.js';
import { Refusal, WrongUsage, type Terminal } from './terminal.js';

const DONE = 0;
const REFUSED = 1;
const WRONG_USAGE = 2;

/** The whole command line; each command is a file. */
export const programFor = (terminal: Terminal): Command => {
  const { say } = terminal;
  const program = new Command('heatledger')
    .description(say('供热企业服务账本：每一项承诺、行动与测量都是日志中的事实', 'the service ledger of a district-heating company'))
    .option('--lang <zh|en>', say('语言（默认中文，或 HEATLEDGER_LANG）', 'language (Chinese unless given here or in HEATLEDGER_LANG)'))
    .exitOverride()
    .configureOutput({ writeOut: (text) => terminal.out.write(text), writeErr: (text) => terminal.err.write(text) });
  addStart(program, terminal, (data) => playDemo(data, terminal));
  addDemo(program, terminal);
  addHistory(program, terminal);
  addCompliance(program, terminal);
  addSatisfaction(program, terminal);
  addKpi(program, terminal);
  addAppraisal(program, terminal);
  addProjections(program, terminal);
  addImport(program, terminal);
  addExport(program, terminal);
  addVerify(program, terminal);
  addBackup(program, terminal);
  addRestore(program, terminal);
  addToken(program, terminal);
  addCatalog(program, terminal);
  addRules(program, terminal);
  const everywhere = (command: Command): void => {
    command.exitOverride();
    command.option('--lang <zh|en>', say('语言', 'language'));
    command.commands.forEach(everywhere);
  };
  program.commands.forEach(everywhere);
  return program;
};

/** Runs one command; answers the exit code: 0 done, 1 refused or found wanting, 2 wrong usage. Errors are one clear sentence. */
export const runCommand = async (argv: readonly string[], terminal: Terminal): Promise<number> => {
  try {
    await programFor(terminal).parseAsync([...argv]);
    return Number(process.exitCode ?? DONE);
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? DONE : WRONG_USAGE;
    if (error instanceof WrongUsage || error instanceof ConfigError) {
      terminal.note(error.message);
      return WRONG_USAGE;
    }
    const known = error instanceof Refusal || error instanceof EventStoreError || error instanceof ReadStoreError;
    terminal.note(known ? error.message : terminal.say(`内部错误：${String(error)}`, `internal error: ${String(error)}`));
    return REFUSED;
  }
};

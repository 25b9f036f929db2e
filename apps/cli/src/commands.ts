import type { Command } from 'commander';
import type { Terminal } from './terminal.js';

/** Adds a command with its options to the program. */
export type AddCommand = (program: Command, terminal: Terminal) => void;

/** Every command by its name, in the order of the help text, each loaded only when it is asked for: whoever asks for a rule need not wait for the whole service to load. */
export const commands: Readonly<Record<string, () => Promise<AddCommand>>> = {
  start: async () => {
    const { addStart } = await import('./commands/service.command.js');
    return (program, terminal) => addStart(program, terminal, async (data) => (await import('./commands/demo.command.js')).playDemo(data, terminal));
  },
  demo: async () => (await import('./commands/demo.command.js')).addDemo,
  history: async () => (await import('./commands/history.command.js')).addHistory,
  compliance: async () => (await import('./commands/figures.command.js')).addCompliance,
  satisfaction: async () => (await import('./commands/figures.command.js')).addSatisfaction,
  kpi: async () => (await import('./commands/kpi.command.js')).addKpi,
  appraisal: async () => (await import('./commands/appraisal.command.js')).addAppraisal,
  projections: async () => (await import('./commands/projections.command.js')).addProjections,
  crews: async () => (await import('./commands/crews.command.js')).addCrews,
  import: async () => (await import('./commands/import.command.js')).addImport,
  export: async () => (await import('./commands/log.command.js')).addExport,
  verify: async () => (await import('./commands/log.command.js')).addVerify,
  backup: async () => (await import('./commands/backup.command.js')).addBackup,
  restore: async () => (await import('./commands/backup.command.js')).addRestore,
  token: async () => (await import('./commands/service.command.js')).addToken,
  catalog: async () => (await import('./commands/log.command.js')).addCatalog,
  rules: async () => (await import('./commands/rules.command.js')).addRules,
};

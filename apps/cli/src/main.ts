import { languageOf } from './language.js';
import { runCommand } from './program.js';
import { Terminal } from './terminal.js';

process.exitCode = await runCommand(process.argv, new Terminal(languageOf(process.argv, process.env)));

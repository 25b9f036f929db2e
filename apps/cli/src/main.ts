import { languageOf } from './language.js';
import { runCommand } from './program.js';
import { Terminal } from './terminal.js';

// a reader that went away, such as `head`, has seen enough
process.stdout.on('error', ({ code }: NodeJS.ErrnoException) => process.exit(code === 'EPIPE' ? 0 : 1));

process.exitCode = await runCommand(process.argv, new Terminal(languageOf(process.argv, process.env)));

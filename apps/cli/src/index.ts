export { languageOf, type Language } from './language.js';
export { programFor, runCommand } from './program.js';
export { Terminal } from './terminal.js';

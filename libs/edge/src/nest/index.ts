export { Allow, Public, Reads, allowedRoles } from './access.decorators.js';
export { Ask } from './ask.decorator.js';
export { CommandDesk } from './command-desk.js';

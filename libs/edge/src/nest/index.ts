export { Allow, Public, Reads, allowedRoles } from './access.decorators.js';
export { Ask } from './ask.decorator.js';
export { CommandDesk, type SubmitOptions } from './command-desk.js';
export { IsCleanText, IsDay, IsFen, IsInstant } from './fields.js';
export { IdPipe } from './id.pipe.js';
export { Occurrence } from './occurrence.js';
export { pageOf, PageRequest, type PageOf } from './page.js';

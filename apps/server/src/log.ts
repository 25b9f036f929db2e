import type { LoggerService } from '@nestjs/common';
import { pino, type Logger } from 'pino';

/** The service's own log, JSON lines on stderr; never a body, a header, a query or a name. */
export const openLog = (level: string): Logger =>
  pino({ level, base: null, redact: ['*.authorization', '*.token', '*.data', '*.body'] }, pino.destination({ fd: 2, sync: true }));

const text = (message: unknown): string => (message instanceof Error ? message.message : String(message));

/** What the framework has to say, in the same log; its cheerful start-up lines only at `debug`. */
export const frameworkLog = (log: Logger): LoggerService => ({
  log: (message: unknown) => log.debug(text(message)),
  debug: (message: unknown) => log.debug(text(message)),
  verbose: (message: unknown) => log.trace(text(message)),
  warn: (message: unknown) => log.warn(text(message)),
  error: (message: unknown) => log.error(text(message)),
  fatal: (message: unknown) => log.fatal(text(message)),
});

import { join } from 'node:path';
import { z } from 'zod';

const offset = /^[+-](0\d|1[0-4]):[0-5]\d$/;

/** Everything that can be configured, with what holds when nothing is said. */
export const configSchema = z
  .strictObject({
    /** Address to listen on; only this machine unless told otherwise. */
    host: z.string().min(1).default('127.0.0.1'),
    /** 0 takes any free port. */
    port: z.coerce.number().int().min(0).max(65_535).default(3000),
    /** Directory of log, views and the local issuer's key. */
    data: z.string().min(1).default('./data'),
    stores: z.enum(['embedded', 'memory']).default('embedded'),
    /** The company's local time. */
    offset: z.string().regex(offset, 'an offset such as +08:00').default('+08:00'),
    /** Names this installation in the feed. */
    source: z.string().min(1).default('urn:heatledger:local'),
    /** OpenID issuer; the local key file when absent. */
    issuer: z.url().optional(),
    jwks: z.url().optional(),
    audience: z.string().min(1).default('heatledger'),
    rolesClaim: z.string().min(1).default('roles'),
    classesClaim: z.string().min(1).default('data_classes'),
    /** Commands under way at once. */
    mostCommands: z.coerce.number().int().min(1).default(1024),
    /** Views may be so many events behind and the service still be ready. */
    mostBehind: z.coerce.number().int().min(0).default(100_000),
    /** Seconds between heartbeats on streams. */
    heartbeat: z.coerce.number().min(0.05).max(300).default(15),
    log: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('warn'),
  })
  .refine(({ issuer, jwks }) => (issuer === undefined) === (jwks === undefined), { message: 'issuer and jwks go together', path: ['jwks'] });

export type Config = z.infer<typeof configSchema>;
export type ConfigInput = z.input<typeof configSchema>;

const PREFIX = 'HEATLEDGER_';
const fromEnvironment = (environment: Readonly<Record<string, string | undefined>>): Record<string, string> =>
  Object.fromEntries(
    Object.keys(configSchema.shape)
      .map((name) => [name, environment[PREFIX + name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()]] as const)
      .filter((entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== ''),
  );

/** A setting that does not fit, named with what is allowed. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

const valueAt = ([name]: readonly PropertyKey[], asked: Readonly<Record<string, unknown>>): string => (typeof name === 'string' && asked[name] !== undefined ? ` ${JSON.stringify(asked[name])}` : '');

/** Options go before the environment (`HEATLEDGER_PORT`, `HEATLEDGER_MOST_COMMANDS` …), the environment before the defaults; throws ConfigError. */
export const readConfig = (options: Partial<ConfigInput> = {}, environment: Readonly<Record<string, string | undefined>> = process.env): Config => {
  const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
  const asked: Readonly<Record<string, unknown>> = { ...fromEnvironment(environment), ...given };
  const checked = configSchema.safeParse(asked);
  if (checked.success) return checked.data;
  throw new ConfigError(checked.error.issues.map(({ path, message }) => `${path.join('.') || 'configuration'}${valueAt(path, asked)}: ${message}`).join('; '));
};

/** The private key of the local issuer. */
export const keyFileOf = ({ data }: Pick<Config, 'data'>): string => join(data, 'issuer-key.json');

import { isZone } from '@heatledger/vocabulary';
import { settingFault } from './config-words.js';
import { join } from 'node:path';
import { z } from 'zod';

const offset = /^[+-](0\d|1[0-4]):[0-5]\d$/;

const number = (least: number, most: number) => {
  const allowed = `a number from ${least} to ${most} is allowed`;
  return z.coerce.number(allowed).min(least, allowed).max(most, allowed);
};
const whole = (least: number, most = Number.MAX_SAFE_INTEGER) => {
  const allowed = most === Number.MAX_SAFE_INTEGER ? `a whole number of ${least} or more is allowed` : `a whole number from ${least} to ${most} is allowed`;
  return z.coerce.number(allowed).int(allowed).min(least, allowed).max(most, allowed);
};

/** Everything that can be configured, with what holds when nothing is said. */
export const configSchema = z
  .strictObject({
    /** Address to listen on; only this machine unless told otherwise. */
    host: z.string().min(1).default('127.0.0.1'),
    /** 0 takes any free port. */
    port: whole(0, 65_535).default(3000),
    /** Directory of log, views and the local issuer's key. */
    data: z.string().min(1).default('./data'),
    /** Log and views of this process's own, where no server is named for them. */
    stores: z.enum(['embedded', 'memory']).default('embedded'),
    /** Connection string of EventStoreDB or KurrentDB for the log: `esdb://user:password@host:2113?tls=true`. */
    eventStore: z.string().regex(/^esdb(\+discover)?:\/\//, 'esdb://… or esdb+discover://… is allowed').optional(),
    /** Address of MongoDB for the views: `mongodb://user:password@host:27017/heatledger`. */
    mongodb: z.string().regex(/^mongodb(\+srv)?:\/\//, 'mongodb://… or mongodb+srv://… is allowed').optional(),
    /** What this process does among others over the same log and views: answers requests, works on views and reactions, or both. */
    role: z.enum(['all', 'server', 'worker']).default('all'),
    /** Seconds without a sign of life after which another process takes over a reader of the log. */
    lease: number(0.5, 300).default(10),
    /** Seconds to wait at the start for servers that are not up yet. */
    patience: number(0, 3600).default(60),
    /** The company's zone, whose days and hours count; what the log says, or Asia/Shanghai, when absent. */
    zone: z.string().refine(isZone, 'a time zone such as Asia/Shanghai, or a fixed one such as UTC+08:00, is allowed').optional(),
    /** The company's zone as a fixed one, in place of its name. */
    offset: z.string().regex(offset, 'an offset such as +08:00').optional(),
    /** Names this installation in the feed. */
    source: z.string().min(1).default('urn:heatledger:local'),
    /** OpenID issuer; the local key file when absent. */
    issuer: z.url().optional(),
    jwks: z.url().optional(),
    audience: z.string().min(1).default('heatledger'),
    rolesClaim: z.string().min(1).default('roles'),
    classesClaim: z.string().min(1).default('data_classes'),
    /** Commands under way at once. */
    mostCommands: whole(1).default(1024),
    /** Streams of the feed open at once. */
    mostStreams: whole(1).default(64),
    /** Of these, how many one account may hold. */
    mostOwnStreams: whole(1).default(8),
    /** Questions whose work grows with the log that may wait for their turn. */
    mostQuestions: whole(0).default(32),
    /** Mebibytes that such a question may hold. */
    questionMemory: whole(128, 65_536).default(2048),
    /** Views may be so many events behind and the service still be ready. */
    mostBehind: whole(0).default(100_000),
    /** Seconds between heartbeats on streams. */
    heartbeat: number(0.05, 300).default(15),
    log: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('warn'),
  })
  .refine(({ zone, offset: fixed }) => zone === undefined || fixed === undefined, { message: 'zone and offset say the same; one of them is allowed', path: ['offset'] })
  .refine(({ issuer, jwks }) => (issuer === undefined) === (jwks === undefined), { message: 'issuer and jwks go together', path: ['jwks'] })
  .refine(({ role, eventStore, mongodb }) => role === 'all' || (eventStore !== undefined && mongodb !== undefined), { message: 'several processes need eventStore and mongodb', path: ['role'] });

export type Config = z.infer<typeof configSchema>;
export type ConfigInput = z.input<typeof configSchema>;

const PREFIX = 'HEATLEDGER_';
const variableOf = (name: string): string => PREFIX + name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
const fromEnvironment = (environment: Readonly<Record<string, string | undefined>>): Record<string, string> =>
  Object.fromEntries(
    Object.keys(configSchema.shape)
      .map((name) => [name, environment[variableOf(name)]] as const)
      .filter((entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== ''),
  );

/** A setting that does not fit, named with what is allowed. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';

  constructor(
    message: string,
    /** The sentence in Chinese, with settings by their names in the environment. */
    readonly zh: string,
  ) {
    super(message);
  }
}

/** Settings that may carry a password. */
const SECRET = new Set<PropertyKey>(['eventStore', 'mongodb']);

const valueAt = ([name]: readonly PropertyKey[], asked: Readonly<Record<string, unknown>>): string => (typeof name === 'string' && asked[name] !== undefined && !SECRET.has(name) ? ` ${JSON.stringify(asked[name])}` : '');

/** Options go before the environment (`HEATLEDGER_PORT`, `HEATLEDGER_MOST_COMMANDS` …), the environment before the defaults; throws ConfigError. */
export const readConfig = (options: Partial<ConfigInput> = {}, environment: Readonly<Record<string, string | undefined>> = process.env): Config => {
  const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
  const asked: Readonly<Record<string, unknown>> = { ...fromEnvironment(environment), ...given };
  const checked = configSchema.safeParse(asked);
  if (checked.success) return checked.data;
  const faults = checked.error.issues;
  throw new ConfigError(
    faults.map(({ path, message }) => `${path.join('.') || 'configuration'}${valueAt(path, asked)}: ${message}`).join('; '),
    faults.map(({ path, message }) => `设置 ${path[0] === undefined ? '' : variableOf(String(path[0]))}${valueAt(path, asked)}：${settingFault(message)}`).join('；'),
  );
};

/** The zone that this process was set to; nothing where it goes by the log. */
export const zoneSet = ({ zone, offset: fixed }: Pick<Config, 'zone' | 'offset'>): string | undefined => zone ?? (fixed === undefined ? undefined : `UTC${fixed}`);

/** The private key of the local issuer. */
export const keyFileOf = ({ data }: Pick<Config, 'data'>): string => join(data, 'issuer-key.json');

/** Says where the service that uses a data directory is to be found, while it runs; null where other programs may use it at the same time. */
export const placeFile = ({ data, stores, eventStore, mongodb }: Pick<Config, 'data' | 'stores' | 'eventStore' | 'mongodb'>): string | null =>
  stores === 'memory' || (eventStore !== undefined && mongodb !== undefined) ? null : join(data, 'service.url');

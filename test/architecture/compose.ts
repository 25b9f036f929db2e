import { readFileSync } from 'node:fs';
import { CORE_SCHEMA, load, mergeTag } from 'js-yaml';
import { z } from 'zod';

const healthcheck = z.strictObject({
  test: z.tuple([z.literal('CMD')], z.string()),
  interval: z.string(),
  timeout: z.string(),
  start_period: z.string(),
  retries: z.number(),
});

const service = z.strictObject({
  image: z.string(),
  build: z.strictObject({ context: z.string(), dockerfile: z.string() }).optional(),
  command: z.array(z.string()).optional(),
  user: z.string(),
  init: z.boolean().optional(),
  read_only: z.boolean().optional(),
  cap_drop: z.tuple([z.literal('ALL')]),
  security_opt: z.tuple([z.literal('no-new-privileges:true')]),
  tmpfs: z.array(z.string()).optional(),
  restart: z.enum(['unless-stopped', 'always']),
  stop_grace_period: z.string().optional(),
  mem_limit: z.string().optional(),
  ports: z.array(z.string()).optional(),
  volumes: z.array(z.string()).optional(),
  environment: z.record(z.string(), z.string()).optional(),
  healthcheck,
  depends_on: z.record(z.string(), z.strictObject({ condition: z.enum(['service_healthy', 'service_started']) })).optional(),
});

const compose = z.looseObject({ name: z.string(), services: z.record(z.string(), service), volumes: z.record(z.string(), z.null()) });

export type Compose = z.infer<typeof compose>;

/** `NAME=value` lines of an environment file. */
export const environmentOf = (text: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    text
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  );

const VARIABLE = /(?<!\$)\$\{([A-Z_]+)(?::-([^}]*))?\}/g;

/** The variables a compose file asks of its environment, with what holds without one. */
export const variablesOf = (text: string): readonly { readonly name: string; readonly otherwise: string | undefined }[] =>
  [...text.matchAll(VARIABLE)].map(([, name = '', otherwise]) => ({ name, otherwise }));

/** Variables are put in after the file is read, as engines do: what they hold stays text. */
const filled = (value: unknown, environment: Readonly<Record<string, string>>): unknown => {
  if (typeof value === 'string')
    return value.replace(VARIABLE, (_, name: string, otherwise = '') => environment[name] || otherwise).replaceAll('$$', '$');
  if (Array.isArray(value)) return value.map((one) => filled(one, environment));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, filled(one, environment)]));
};

/** A compose file as an engine would read it under the given environment; throws where its shape is not the one we keep to. */
export const composeOf = (file: string, environment: Readonly<Record<string, string>>): Compose =>
  compose.parse(filled(load(readFileSync(file, 'utf8'), { schema: CORE_SCHEMA.withTags(mergeTag) }), environment));

export interface Instruction {
  readonly name: string;
  readonly rest: string;
}

/** The stages of a Dockerfile, each with its instructions. */
export const stagesOf = (text: string): readonly (readonly Instruction[])[] => {
  const stages: Instruction[][] = [[]];
  for (const line of text.split('\n').filter((one) => one !== '' && !one.startsWith('#'))) {
    const name = line.slice(0, line.indexOf(' '));
    if (name === 'FROM') stages.push([]);
    stages.at(-1)?.push({ name, rest: line.slice(name.length + 1) });
  }
  return stages.slice(1);
};

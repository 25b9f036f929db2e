import { execFile } from 'node:child_process';
import { appendFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { programFor, Terminal } from '@heatledger/cli';
import { contexts, reactions } from '@heatledger/server';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { serviceSettings } from './settings.js';

const kinds = [...new Set(contexts.flatMap(({ deciders }) => deciders.flatMap((decider) => decider.kinds)))];
const read = (file: string): string => readFileSync(file, 'utf8');
const parsed = (file: string): Record<string, unknown> => JSON.parse(read(file)) as Record<string, unknown>;
const pages = readdirSync('docs', { recursive: true })
  .map((name) => `docs/${String(name)}`)
  .filter((file) => file.endsWith('.md'));

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}
const generate = (...args: readonly string[]): Promise<Ran> =>
  new Promise((done) =>
    execFile(process.execPath, ['docs/tools/generate.mjs', ...args], (error, out, err) => done({ code: error ? Number(error.code) : 0, out, err })),
  );

describe('The generator', () => {
  const tree = mkdtempSync(join(tmpdir(), 'heatledger-docs-'));
  beforeAll(() => generate('--into', tree));
  afterAll(() => rmSync(tree, { recursive: true }));

  it('writes the same documents again', async () => {
    expect(await generate('--check', '--into', tree)).toMatchObject({ code: 0, err: '' });
  });

  it('names each document that drifted, is missing or made by nothing', async () => {
    appendFileSync(join(tree, 'docs/generated/events.md'), 'a fact that nobody declared\n');
    writeFileSync(join(tree, 'docs/generated/schemas/NeverHappened.json'), '{}\n');
    rmSync(join(tree, 'docs/contexts/fee.md'));
    const { code, out, err } = await generate('--check', '--into', tree);
    expect(code).toBe(1);
    expect(
      err
        .split('\n')
        .map((line) => line.split(':')[0])
        .filter(Boolean)
        .sort(),
    ).toEqual(['docs/contexts/fee.md', 'docs/generated/events.md', 'docs/generated/schemas/NeverHappened.json']);
    expect(out).toContain('3 drifted');
  });
});

describe('The documents made from the code', () => {
  it('hold a JSON Schema of every fact, each field with its meaning and data class', () => {
    const ajv = new Ajv2020({ strict: false, validateFormats: false });
    expect(readdirSync('docs/generated/schemas').sort()).toEqual(kinds.map(({ type }) => `${type}.json`).sort());
    for (const { type, version } of kinds) {
      const schema = parsed(`docs/generated/schemas/${type}.json`) as {
        version: number;
        properties: Record<string, { description?: string; dataClass?: string }>;
      };
      expect(ajv.validateSchema(schema)).toBe(true);
      expect(schema.version).toBe(version);
      for (const [field, { description, dataClass }] of Object.entries(schema.properties))
        expect([type, field, description ? 'told' : 'untold', dataClass]).toEqual([type, field, 'told', expect.stringMatching(/^C[0-5]$/)]);
    }
  });

  it('describe the feed with a message for every fact, and nothing they refer to is missing', () => {
    const feed = parsed('docs/generated/asyncapi.json');
    const messages = (feed as { components: { messages: object } }).components.messages;
    expect([feed['asyncapi'], Object.keys(messages).sort()]).toEqual(['3.0.0', kinds.map(({ type }) => type).sort()]);
    for (const file of ['asyncapi', 'openapi']) {
      const document = parsed(`docs/generated/${file}.json`);
      const found = (path: string): unknown =>
        path
          .split('/')
          .slice(1)
          .reduce<unknown>((at, step) => (at as Record<string, unknown> | undefined)?.[step.replaceAll('~1', '/').replaceAll('~0', '~')], document);
      for (const [, path = ''] of JSON.stringify(document).matchAll(/"\$ref":"#([^"]+)"/g))
        expect([path, found(path) !== undefined]).toEqual([path, true]);
    }
    expect(parsed('docs/generated/openapi.json')['openapi']).toBe('3.1.0');
  });

  it('have a page of every context that names its words, commands, facts, views, timers and habits', () => {
    for (const { name, terms, deciders, projections, timers } of contexts) {
      const page = read(`docs/contexts/${name}.md`);
      const words = [
        ...terms.map(({ zh }) => zh),
        ...deciders.flatMap(({ commands, kinds: facts }) => [...commands, ...facts].map(({ type }) => `\`${type}\``)),
      ];
      const readers = [...projections, ...timers].map((reader) => `\`${reader.name}\``);
      expect([...words, ...readers].filter((word) => !page.includes(word))).toEqual([]);
    }
    expect(reactions.filter(({ name }) => !read('docs/contexts/processes.md').includes(`\`${name}\``))).toEqual([]);
  });
});

describe('The documents', () => {
  it.each(pages)('%s points only at what is there', (page) => {
    const links = [...read(page).matchAll(/\]\(([^)\s]+)\)/g)]
      .map(([, link = '']) => link.split('#')[0] ?? '')
      .filter((link) => link !== '' && !/^[a-z]+:/.test(link));
    expect(links.filter((link) => !existsSync(join(dirname(page), decodeURI(link))))).toEqual([]);
  });

  it('tell the operator of every setting with its default, and of no other', () => {
    const rows = read('docs/operations.md')
      .split('\n')
      .filter((line) => /^\| +`HEATLEDGER_/.test(line))
      .map((line) => line.split('|').map((cell) => cell.trim()));
    const told = new Map(
      rows.flatMap(([, names = '', otherwise = '']) =>
        [...names.matchAll(/`([A-Z_]+)`/g)].map(([, name = '']) => [name, otherwise.replaceAll('`', '')] as const),
      ),
    );
    const known = new Map([...serviceSettings()].map(([name, otherwise]) => [name, otherwise ?? 'none']));
    expect(Object.fromEntries(told)).toEqual({ ...Object.fromEntries(known), HEATLEDGER_LANG: 'zh', HEATLEDGER_TOKEN: 'none', HEATLEDGER_URL: 'none' });
  });

  it('tell the operator only of commands that exist', async () => {
    const known = (await programFor(new Terminal('en'))).commands.map((command) => command.name());
    const told = [...read('docs/operations.md').matchAll(/`heatledger ([a-z]+)/g)].map(([, name]) => name);
    expect(told.length).toBeGreaterThan(5);
    expect(told.filter((name) => !known.includes(name ?? ''))).toEqual([]);
  });
});

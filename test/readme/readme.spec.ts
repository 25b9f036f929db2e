import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { blocksOf, readme, rewritten, Walkthrough } from './walkthrough.js';

const text = readme();
const blocks = blocksOf(text);
const sessions = blocks.filter(({ kind }) => kind === 'console');
const updating = process.env['HEATLEDGER_UPDATE_README'] === '1';
const isStart = (command: string): boolean => command.startsWith('npx heatledger start');

describe('The README', () => {
  const walk = new Walkthrough();
  let updated = text;

  beforeAll(() => walk.open());
  afterAll(async () => {
    await walk.close();
    if (updating) writeFileSync('README.md', updated);
  });

  it.each(sessions.map((block) => [block.steps[0]?.command ?? '', block] as const))('says what this prints: %s', async (_, block) => {
    const [first] = block.steps;
    const outputs = first && isStart(first.command) ? [await walk.start(first.command)] : await walk.run(block);
    if (updating) {
      const now = blocksOf(updated).find(({ steps }) => steps[0]?.command === first?.command);
      if (now) updated = rewritten(updated, now, outputs);
      return;
    }
    expect(outputs).toEqual(block.steps.map(({ printed }) => printed));
  }, 120_000);

  it('starts and stops by its first command, also when nothing is there yet', async () => {
    await walk.stop();
    const said = await walk.start('npm start');
    expect(said.join('\n')).toMatch(/openapi\.json[^]*feed[^]*health/);
    expect(await walk.status('/health')).toBe(200);
    await walk.stop();
    await expect(walk.status('/health')).rejects.toThrow('fetch failed');
  }, 60_000);

  it('names scripts that exist, and a test command that the continuous check runs', () => {
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
    const commands = blocks.filter(({ kind }) => kind === 'sh').flatMap(({ steps }) => steps.flatMap(({ command }) => command.replace(/#.*$/, '').split('&&').map((part) => part.trim())));
    expect(commands).toEqual(expect.arrayContaining(['npm ci', 'npm start', 'npm test', 'npm run check']));
    for (const command of commands) if (command !== 'npm ci') expect(Object.keys(scripts)).toContain(command.replace(/^npm (run )?/, ''));
    const check = readFileSync('.ci/run', 'utf8');
    for (const command of ['npm ci', 'npm test', 'npm run check']) expect(check).toContain(command);
  });

  it('points at documents that exist', () => {
    const links = [...text.matchAll(/\]\(((?!http)[^)#]+)/g)].map(([, path]) => path ?? '');
    expect(links.filter((path) => !existsSync(path))).toEqual([]);
  });
});

import { PassThrough } from 'node:stream';
import { programFor, runCommand, Terminal } from '@heatledger/cli';
import { packs, packText } from '@heatledger/rulebook';
import { readConfig } from '@heatledger/server';
import { roles } from '@heatledger/vocabulary';
import { describe, expect, it } from '@jest/globals';
import type { Command } from 'commander';
import { strangersIn } from './plain-chinese.js';

const ran = async (argv: readonly string[], language: 'zh' | 'en' = 'zh'): Promise<{ out: string; err: string; code: number }> => {
  const [out, err] = [new PassThrough(), new PassThrough()];
  const before = process.exitCode;
  const code = await runCommand(['node', 'heatledger', ...argv], new Terminal(language, out, err));
  process.exitCode = before;
  return { out: String(out.read() ?? ''), err: String(err.read() ?? ''), code };
};

/** What help shows beside its sentences: names of commands, options and their words, as they are typed. */
const typed = (command: Command): readonly string[] => [
  ...command.commands.flatMap((one) => [one.name(), ...typed(one)]),
  ...command.options.flatMap((option) => [option.flags, ...(option.argChoices ?? []), String(option.defaultValue ?? '')]),
  ...command.registeredArguments.map((argument) => argument.name()),
];

const everyCommand = (command: Command): readonly Command[] => [command, ...command.commands.flatMap(everyCommand)];

describe('The command line in Chinese', () => {
  it('W: tells what every command is for, and every option, in Chinese', async () => {
    const program = await programFor(new Terminal('zh', new PassThrough(), new PassThrough()), []);
    const all = everyCommand(program);
    expect(all.length).toBeGreaterThan(25);
    // what a person has to type is quoted as it is typed
    const known = ['history', 'HEATLEDGER_LANG', 'linyi@2026-01-05', 'docs', 'manifest', 'hotline', 'OIDC', 'rules show --json', 'Ctrl-C', 'all', 'server', 'worker', 'boston-311', 'C3', 'C5', ...Object.keys(roles)];
    const strange = all.flatMap((command) => {
      const said = [command.description(), ...command.options.map(({ description }) => description), ...command.registeredArguments.map(({ description }) => description)];
      return said.flatMap((text) => (text === '' ? [] : strangersIn(text.replaceAll(/docs\/\S+|[\w-]+\.(md|json|csv)\b/g, ''), [...known, ...typed(program)].filter((word) => word.length > 1)).map((word) => `${command.name()}: ${word} in ${text}`)));
    });
    expect(strange).toEqual([]);
  });

  it('W: help has Chinese headings', async () => {
    const { out } = await ran(['rules', 'refund', '--help']);
    expect(out).toContain('用法：');
    expect(out).not.toMatch(/Usage|Options:|Commands:|display help|\(default|choices:/);
  });

  it.each([
    [['rules', 'refund'], '必须给出选项 --pack <pack[@date]>。'],
    [['compliance', '--clock', 'nothing'], '选项 --clock <clock> 的值“nothing”无效，可选：acknowledge、first-contact、arrive、measure、first-result、resolve、written-answer、call-back。'],
    [['compliance', '--by'], '选项 --by <group> 缺少值。'],
    [['compliance', '--nothing'], '没有选项 --nothing'],
    [['nothing'], '没有命令 nothing'],
    [['history'], '缺少参数 ticket。'],
    [['history', 'T-1', '--at', 'now'], '--at now：应为带时区偏移的时间，例如 2026-01-05T08:30:00+08:00'],
    [['compliance', '--from', 'now'], '--from now：应为日期或带时区偏移的时间，例如 2026-01-05'],
    [['history', 'T-1', '--data', '/nowhere/at/all'], '/nowhere/at/all：目录中没有账本，请先启动服务'],
    [['rules', 'show', 'atlantis'], '没有这个规则包。'],
  ])('W: a wrong use, %j, is told in Chinese', async (argv, said) => {
    const { err, code } = await ran(argv);
    expect(err).toContain(said);
    expect(code).toBeGreaterThan(0);
    expect(err).not.toMatch(/error:|is allowed|invalid|missing/);
    expect((await ran(argv, 'en')).err.replaceAll(/[a-z]+ [一-鿿]+/g, '')).not.toMatch(/[一-鿿]/);
  });

  it.each([
    [{ port: 70_000 }, '设置 HEATLEDGER_PORT 70000：应为 0 至 65535 的整数'],
    [{ zone: 'Peking' }, '设置 HEATLEDGER_ZONE "Peking"：应为时区，例如 Asia/Shanghai，或固定偏移如 UTC+08:00'],
    [{ eventStore: 'http://x' }, '设置 HEATLEDGER_EVENT_STORE：应以 esdb:// 或 esdb+discover:// 开头'],
    [{ issuer: 'https://a.example' }, '设置 HEATLEDGER_JWKS：签发方与公钥地址须同时给出'],
    [{ role: 'worker' }, '设置 HEATLEDGER_ROLE "worker"：多进程运行须指定日志服务器与视图数据库'],
  ] as const)('W: a setting that does not fit, %j, is told in Chinese', (options, said) => {
    expect(() => readConfig(options, {})).toThrow(expect.objectContaining({ zh: said }));
  });

  it('W: prints packs in Chinese, with their sources', () => {
    const strange = packs().flatMap((pack) =>
      packText(pack, 'zh').flatMap(({ title, rows }) =>
        [title, ...rows.filter(([about]) => about !== '标识' && about !== '上级').flat()].flatMap((text) => strangersIn(text, ['I', 'II', 'III']).map((word) => `${pack.id}@${pack.version}: ${word} in ${text}`)),
      ),
    );
    expect([...new Set(strange)]).toEqual([]);
  });
});

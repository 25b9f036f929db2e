import { makeDirectory } from '@heatledger/event-store/embedded';
import { issueToken } from '@heatledger/edge';
import { keyFileOf, readConfig, runServer } from '@heatledger/server';
import { dataClasses, type DataClass } from '@heatledger/kernel';
import { keysIn, roles, type RoleName } from '@heatledger/vocabulary';
import type { Command } from 'commander';
import { dataDirectory } from '../data-directory.js';
import { growByLess } from '../heap.js';
import { WrongUsage, type Terminal } from '../terminal.js';
import type { DataOptions } from './opening.js';

interface StartOptions {
  readonly data: string;
  readonly port?: string;
  readonly host?: string;
  readonly demo?: boolean;
  readonly role?: 'all' | 'server' | 'worker';
}

export const addStart = (program: Command, terminal: Terminal, prepareDemo: (data: string) => Promise<void>): void => {
  const { say } = terminal;
  program
    .command('start')
    .description(say('启动服务（Ctrl-C 停止）', 'start the service (Ctrl-C stops it)'))
    .option('--port <port>', say('端口', 'port'))
    .option('--host <host>', say('监听地址（默认仅本机）', 'address to listen on (only this machine unless given)'))
    .option('--role <role>', say('本进程的分工：all、server（只应答请求）或 worker（维护视图、反应与定时器）', 'what this process does: all, server (answers requests) or worker (keeps views, reactions and timers)'))
    .option('--demo', say('数据目录为空时先演一个采暖季', 'play a demo season first when the data directory is empty'))
    .option('--data <dir>', say('数据目录', 'data directory'), dataDirectory())
    .action(async ({ data, port, host, demo, role }: StartOptions) => {
      growByLess();
      if (demo) await prepareDemo(data);
      process.exitCode = await runServer(() => readConfig({ data, ...(port === undefined ? {} : { port }), ...(host === undefined ? {} : { host }), ...(role === undefined ? {} : { role }) }));
    });
};

interface TokenOptions extends DataOptions {
  readonly role: string[];
  readonly class?: string[];
  readonly subject: string;
  readonly minutes: string;
}

const among = <T extends string>(what: string, allowed: readonly T[], given: readonly string[]): T[] =>
  given.map((value) => {
    const found = allowed.find((one) => one === value);
    if (found === undefined) throw new WrongUsage(`${what} ${value}: allowed are ${allowed.join(', ')}`, `${what} ${value}：可选 ${allowed.join('、')}`);
    return found;
  });

export const addToken = (program: Command, terminal: Terminal): void => {
  const { say } = terminal;
  program
    .command('token')
    .description(say('签发本机令牌（仅供本机使用；生产环境请配置 OIDC）', 'issue an access token of the local issuer (for one machine; configure OIDC in earnest)'))
    .requiredOption('--role <roles...>', say(`角色：${keysIn(roles).join('、')}`, `roles: ${keysIn(roles).join(', ')}`))
    .option('--class <classes...>', say('可见的数据级别（C3–C5）', 'data classes the token opens (C3–C5)'))
    .option('--subject <id>', say('账号', 'account'), 'local')
    .option('--minutes <n>', say('有效分钟数', 'minutes it is good for'), '480')
    .option('--data <dir>', say('数据目录', 'data directory'), dataDirectory())
    .option('--json', say('输出 JSON', 'print JSON'))
    .action(async (options: TokenOptions) => {
      const minutes = Number(options.minutes);
      if (!Number.isInteger(minutes) || minutes < 1 || minutes > 525_600) throw new WrongUsage(`--minutes ${options.minutes}: 1–525600 is allowed`, `--minutes ${options.minutes}：应为 1 至 525600`);
      const config = readConfig(options.data === undefined ? {} : { data: options.data });
      makeDirectory(config.data);
      const token = await issueToken(keyFileOf(config), {
        subject: options.subject,
        roles: among<RoleName>('--role', keysIn(roles), options.role),
        dataClasses: among<DataClass>('--class', dataClasses, options.class ?? []),
        minutes,
      });
      if (options.json) terminal.json({ token, minutes, roles: options.role });
      else terminal.text(token);
    });
};

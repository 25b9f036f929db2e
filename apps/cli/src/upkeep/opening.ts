import { existsSync, readFileSync } from 'node:fs';
import { EventStoreError } from '@heatledger/event-store';
import { ReadStoreError } from '@heatledger/read-store';
import { dataDirectory } from '../data-directory.js';
import { withLedger, type DataOptions } from '../commands/opening.js';
import { Refusal, WrongUsage, type Terminal } from '../terminal.js';
import { personHere, UpkeepHere } from './upkeep-here.js';
import { UpkeepThere } from './upkeep-there.js';
import type { Upkeep } from './upkeep.js';

/** Where upkeep is done: at a running service (`--url`, `--token`), else in the directory of a stopped one, in the name of `--as`. */
export interface UpkeepOptions extends DataOptions {
  readonly url?: string;
  readonly token?: string;
  readonly as?: string;
}

const isTaken = (error: unknown): boolean => (error instanceof EventStoreError || error instanceof ReadStoreError) && error.code === 'in-use';

/** A service that runs over the directory is told with the way to it. */
const towards = async (data: string, { say }: Terminal, cause: unknown): Promise<Refusal> => {
  const { placeFile, readConfig } = await import('../commands/ledger-doors.js');
  const file = placeFile(readConfig({ data }));
  const url = file !== null && existsSync(file) ? readFileSync(file, 'utf8').trim() : 'http://127.0.0.1:3000';
  const way = `--url ${url} --token "$(heatledger token --role administrator --subject "$USER" --data ${data})"`;
  const refusal = new Refusal(
    say(`${data} 正由运行中的服务使用；请通过该服务操作：加上 ${way}，或先停止服务。`, `${data} is used by a service that runs; go through it with ${way}, or stop it first.`),
  );
  refusal.cause = cause;
  return refusal;
};

/** Does a piece of upkeep and lets go of whatever it opened. */
export const withUpkeep = async <T>(options: UpkeepOptions, terminal: Terminal, work: (upkeep: Upkeep) => Promise<T>): Promise<T> => {
  const { say } = terminal;
  const url = options.url ?? process.env['HEATLEDGER_URL'];
  const token = options.token ?? process.env['HEATLEDGER_TOKEN'];
  if (url !== undefined && url !== '') {
    if (!/^https?:\/\/./.test(url)) throw new WrongUsage(`--url ${url}: http://… or https://… is allowed`, `--url ${url}：应以 http:// 或 https:// 开头`);
    if (token === undefined || token === '') throw new WrongUsage(say('--url 需要 --token（或 HEATLEDGER_TOKEN）：系统管理员的令牌。', '--url needs --token (or HEATLEDGER_TOKEN): a token of an administrator.'));
    return work(new UpkeepThere(url, token, terminal.language));
  }
  try {
    return await withLedger(options, {}, (ledger) => work(new UpkeepHere(ledger, options.as ?? personHere())));
  } catch (error) {
    throw isTaken(error) ? await towards(options.data ?? dataDirectory(), terminal, error) : error;
  }
};

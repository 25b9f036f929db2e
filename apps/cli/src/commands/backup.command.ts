import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { copyLog, openEmbeddedEventStore } from '@heatledger/event-store/embedded';
import { catalogueOf } from '@heatledger/kernel';
import { FactCodec, verifyLog, type Verified } from '@heatledger/runtime';
import { contexts } from '@heatledger/server';
import type { Command } from 'commander';
import { dataDirectory } from '../data-directory.js';
import { Refusal, seconds, type Terminal } from '../terminal.js';
import type { DataOptions } from './opening.js';

/** Walks a log that has no views beside it. */
const verified = async (directory: string): Promise<Verified> => {
  const store = await openEmbeddedEventStore({ directory, readOnly: true });
  try {
    return await verifyLog(store, new FactCodec(catalogueOf(contexts.flatMap(({ deciders }) => deciders.flatMap(({ kinds }) => kinds)))));
  } finally {
    await store.close();
  }
};

/** Copies a log and walks the copy from end to end before saying that it is good. */
const copyAndVerify = async (from: string, to: string, json: boolean | undefined, terminal: Terminal): Promise<void> => {
  const { say } = terminal;
  const progress = terminal.progress(say('复制', 'copying'), 0);
  const began = performance.now();
  const { copied, events } = await copyLog({
    from,
    to,
    onProgress: (done, total) => {
      progress.total(total);
      progress.update(done);
    },
  }).finally(() => progress.stop());
  const done = performance.now();
  const { fault } = await verified(to);
  const ms = { copy: Math.round(done - began), verify: Math.round(performance.now() - done) };
  if (json) terminal.json({ from, to, copied, events, fault, ms });
  if (fault) throw new Refusal(say(`${to} 中的副本有误：${fault.problem}`, `the copy in ${to} is not sound: ${fault.problem}`));
  if (!json) terminal.text(say(`${to}：本次复制 ${copied} 条（${seconds(ms.copy)} 秒），共 ${events} 条事件，已校验（${seconds(ms.verify)} 秒）。`, `${to}: ${copied} events copied in ${seconds(ms.copy)} s, ${events} in all, verified in ${seconds(ms.verify)} s.`));
};

export const addBackup = (program: Command, terminal: Terminal): void => {
  const { say } = terminal;
  program
    .command('backup')
    .argument('<dir>', say('备份目录；再次运行只补新事件', 'directory of the backup; run again, it takes only what is new'))
    .description(say('备份日志（服务可同时运行）并校验；中断后可继续', 'copy the log while the service runs, and verify the copy; cut short, it is continued by the next run'))
    .option('--data <dir>', say('数据目录', 'data directory'), dataDirectory())
    .option('--json', say('输出 JSON', 'print JSON'))
    .action(async (dir: string, { data, json }: DataOptions) => copyAndVerify(data ?? dataDirectory(), dir, json, terminal));
};

export const addRestore = (program: Command, terminal: Terminal): void => {
  const { say } = terminal;
  program
    .command('restore')
    .argument('<dir>', say('备份目录', 'directory of the backup'))
    .description(say('把备份恢复到空数据目录；视图在首次启动时重建', 'put a backup into an empty data directory; views are built from it at the first start'))
    .requiredOption('--data <dir>', say('新的数据目录', 'the new data directory'))
    .option('--json', say('输出 JSON', 'print JSON'))
    .action(async (dir: string, { data, json }: Required<DataOptions>) => {
      if (existsSync(join(data, 'views.db'))) throw new Refusal(say(`${data} 中已有视图；请指定空目录`, `${data} holds views already; name an empty directory`));
      await copyAndVerify(dir, data, json, terminal);
    });
};

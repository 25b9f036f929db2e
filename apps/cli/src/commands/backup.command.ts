import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Cursors, type EventStore } from '@heatledger/event-store';
import {
  beginManifest,
  beginRestore,
  checkedManifest,
  completeManifest,
  copyLog,
  endRestore,
  makeDirectory,
  openEmbeddedEventStore,
  salvaged,
} from '@heatledger/event-store/embedded';
import { catalogueOf } from '@heatledger/kernel';
import { beginEpoch, FactCodec, verifyLog } from '@heatledger/runtime';
import { CompanyClock, contexts, RandomIds } from '@heatledger/server';
import { DEFAULT_ZONE } from '@heatledger/vocabulary';
import type { Command } from 'commander';
import { dataDirectory } from '../data-directory.js';
import { Refusal, seconds, type Terminal } from '../terminal.js';
import type { DataOptions } from './opening.js';

const everyFact = (): FactCodec => new FactCodec(catalogueOf(contexts.flatMap(({ deciders }) => deciders.flatMap(({ kinds }) => kinds))));

/** A directory between its first byte and its last: only this program looks into it. */
const within = async <T>(directory: string, readOnly: boolean, work: (store: EventStore) => Promise<T>): Promise<T> => {
  const store = await openEmbeddedEventStore({ directory, readOnly, unfinished: true });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
};

interface Copy {
  readonly from: string;
  readonly to: string;
  readonly copied: number;
  readonly events: number;
  readonly ms: { readonly copy: number; readonly verify: number };
}

/** Copies a log and walks the copy from end to end; refuses one that is not sound. */
const copyAndVerify = async (from: string, to: string, json: boolean | undefined, terminal: Terminal): Promise<Copy> => {
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
  const { fault } = await within(to, true, (store) => verifyLog(store, everyFact()));
  const ms = { copy: Math.round(done - began), verify: Math.round(performance.now() - done) };
  if (!fault) return { from, to, copied, events, ms };
  if (json) terminal.json({ from, to, copied, events, fault, ms });
  throw new Refusal(say(`${to} 中的副本有误：${fault.problem}`, `the copy in ${to} is not sound: ${fault.problem}`));
};

const told = ({ to, copied, events, ms }: Copy, { say }: Terminal): string =>
  say(
    `${to}：本次复制 ${copied} 条（${seconds(ms.copy)} 秒），共 ${events} 条事件，已校验（${seconds(ms.verify)} 秒）。`,
    `${to}: ${copied} events copied in ${seconds(ms.copy)} s, ${events} in all, verified in ${seconds(ms.verify)} s.`,
  );

const requireAnother = (from: string, to: string): void => {
  if (resolve(from) === resolve(to)) throw new Refusal(`${to}: a log cannot be copied onto itself`, `${to}：账本不能复制到自身`);
};

export const addBackup = (program: Command, terminal: Terminal): void => {
  const { say } = terminal;
  program
    .command('backup')
    .argument('<dir>', say('备份目录；再次运行只补新事件', 'directory of the backup; run again, it takes only what is new'))
    .description(say('备份日志（服务可同时运行）并校验；中断后可继续', 'copy the log while the service runs, and verify the copy; cut short, it is continued by the next run'))
    .option('--data <dir>', say('数据目录', 'data directory'), dataDirectory())
    .option('--json', say('输出 JSON', 'print JSON'))
    .action(async (dir: string, { data = dataDirectory(), json }: DataOptions) => {
      requireAnother(data, dir);
      makeDirectory(dir);
      beginManifest(dir);
      const copy = await copyAndVerify(data, dir, json, terminal);
      const held = await within(dir, true, async (store) => ({ position: await store.position(), epoch: (await Cursors.over(store)).epoch }));
      await completeManifest(dir, { events: copy.events, ...held });
      if (json) terminal.json({ ...copy, fault: null, ...held });
      else terminal.text(told(copy, terminal));
    });
};

interface RestoreOptions extends Required<DataOptions> {
  /** False where the backup is older than manifests. */
  readonly manifest: boolean;
  readonly salvage?: boolean;
}

/** Refuses a backup that is not whole; says so where nothing can tell. */
const requireBackup = async (dir: string, { manifest, salvage }: RestoreOptions, { say, note }: Pick<Terminal, 'say'> & { readonly note: (text: string) => void }): Promise<void> => {
  if (salvage) return note(say(`${dir}：取出完好部分；其后的记录可能缺失。`, `${dir}: what is whole is taken; what came after it may be missing.`));
  if (!existsSync(join(dir, 'events.db'))) throw new Refusal(say(`${dir}：没有账本`, `${dir}: holds no log`));
  if (await checkedManifest(dir)) return;
  if (manifest)
    throw new Refusal(
      say(
        `${dir} 中没有备份清单（manifest.json），无法确认备份完整；旧版本所作备份请加 --no-manifest`,
        `${dir}: has no manifest.json, so nothing says whether the backup is whole; for one made by an older version add --no-manifest`,
      ),
    );
  note(say(`${dir}：没有备份清单，是否完整无从确认。`, `${dir}: there is no manifest; whether the backup is whole cannot be told.`));
};

const epochIn = (directory: string): Promise<string> => within(directory, true, async (store) => (await Cursors.over(store)).epoch);

/** Puts the log into the directory and begins a new epoch there; an earlier run that was cut short is continued. */
const putBack = async (from: string, data: string, json: boolean | undefined, terminal: Terminal): Promise<void> => {
  const begunBefore = beginRestore(data);
  const ended = begunBefore && existsSync(join(data, 'events.db')) && (await epochIn(data)) !== (await epochIn(from));
  if (ended) return endRestore(data);
  const copy = await copyAndVerify(from, data, json, terminal);
  const actor = { id: 'cli', role: 'administrator' } as const;
  const clock = new CompanyClock(DEFAULT_ZONE);
  const begun = await within(data, false, (store) => beginEpoch(store, everyFact(), { clock, ids: new RandomIds(), actor }));
  endRestore(data);
  if (json) return terminal.json({ ...copy, fault: null, ...begun });
  terminal.text(told(copy, terminal));
  terminal.text(terminal.say(`新纪元 ${begun.epoch} 自位置 ${begun.fork || '起点'} 开始。`, `Epoch ${begun.epoch} begins behind ${begun.fork || 'the start'}.`));
};

export const addRestore = (program: Command, terminal: Terminal): void => {
  const { say } = terminal;
  program
    .command('restore')
    .argument('<dir>', say('备份目录', 'directory of the backup'))
    .description(say('把备份恢复到空数据目录；视图在首次启动时重建', 'put a backup into an empty data directory; views are built from it at the first start'))
    .requiredOption('--data <dir>', say('新的数据目录', 'the new data directory'))
    .option('--no-manifest', say('接受没有清单的旧备份', 'take a backup that has no manifest, from an older version'))
    .option('--salvage', say('从损坏的数据目录中取出完好部分（原目录不动）', 'take what is whole from a damaged data directory, which stays as it is'))
    .option('--json', say('输出 JSON', 'print JSON'))
    .action(async (dir: string, options: RestoreOptions) => {
      const { data, json, salvage } = options;
      if (existsSync(join(data, 'views.db'))) throw new Refusal(say(`${data} 中已有视图；请指定空目录`, `${data} holds views already; name an empty directory`));
      requireAnother(dir, data);
      await requireBackup(dir, options, { say, note: (text) => terminal.note(text) });
      makeDirectory(data);
      if (!salvage) return putBack(dir, data, json, terminal);
      const whole = salvaged(dir, data);
      try {
        await putBack(whole.directory, data, json, terminal);
      } finally {
        whole.remove();
      }
    });
};

import type { Command } from 'commander';
import { dataDirectory } from '../data-directory.js';
import { seconds, type Terminal } from '../terminal.js';
import { inTable, readerNames } from '../table-words.js';
import { withUpkeep, type UpkeepOptions } from '../upkeep/opening.js';

/** Where it is done, and in whose name. */
const placed = (command: Command, { say }: Terminal): Command =>
  command
    .option('--data <dir>', say('数据目录（服务停止时）', 'data directory, while its service is stopped'), dataDirectory())
    .option('--as <person>', say('记录为谁所为（服务停止时；默认为操作系统用户）', 'who is recorded as having done it, while the service is stopped (the user of the machine)'))
    .option('--url <url>', say('运行中的服务的地址（或 HEATLEDGER_URL）', 'address of a running service (or HEATLEDGER_URL)'))
    .option('--token <token>', say('系统管理员的令牌（或 HEATLEDGER_TOKEN）', 'a token of an administrator (or HEATLEDGER_TOKEN)'))
    .option('--json', say('输出 JSON', 'print JSON'));

const addLooks = (group: Command, terminal: Terminal): void => {
  const { say } = terminal;
  placed(group.command('status').description(say('各读者的状态', 'how every reader of the log is doing')), terminal).action(async (options: UpkeepOptions) => {
    const status = await withUpkeep(options, terminal, (upkeep) => upkeep.status());
    if (options.json) return terminal.json(status);
    const head = [say('名称', 'name'), say('类别', 'kind'), say('版本', 'version'), say('状态', 'state'), say('落后', 'behind'), say('搁置', 'parked')];
    terminal.table(head, status.map((one) => [one.name, inTable(readerNames, one.kind, terminal.language), one.version, inTable(readerNames, one.state, terminal.language), one.behind ?? 0, one.parked]));
  });

  placed(group.command('parked').description(say('无法处理而搁置的记录', 'what could not be handled and waits')), terminal).action(async (options: UpkeepOptions) => {
    const parked = await withUpkeep(options, terminal, (upkeep) => upkeep.parked());
    if (options.json) return terminal.json(parked);
    if (parked.length === 0) return terminal.text(say('没有搁置的记录。', 'Nothing is parked.'));
    const head = [say('读者', 'reader'), say('文档', 'document'), say('条数', 'facts'), say('原因', 'reason')];
    terminal.table(head, parked.map(({ follower, key, facts, error }) => [follower, key, facts.length, error]));
  });
};

const addRebuild = (group: Command, terminal: Terminal): void => {
  const { say } = terminal;
  const command = group.command('rebuild').argument('<name>').description(say('在现用视图旁重建，完成后一次切换', 'build a view again beside the live one, then switch once'));
  placed(command, terminal).action(async (name: string, options: UpkeepOptions) => {
    const aborted = new AbortController();
    process.once('SIGINT', () => aborted.abort());
    const progress = terminal.progress(say('重建', 'rebuilding'), 0);
    const rebuilt = await withUpkeep(options, terminal, (upkeep) =>
      upkeep.rebuild(name, aborted.signal, (done, total) => {
        progress.total(total);
        progress.update(done);
      }),
    ).finally(() => progress.stop());
    if (options.json) terminal.json(rebuilt);
    else if (!rebuilt.finished) terminal.text(say('已中断；再次运行将继续。', 'Aborted; run it again to go on.'));
    else
      terminal.text(
        say(
          `已由 ${rebuilt.events} 条事件重建 ${name}，用时 ${seconds(rebuilt.ms)} 秒。`,
          `${name} was rebuilt from ${rebuilt.events} events in ${seconds(rebuilt.ms)} s.`,
        ),
      );
    if (!rebuilt.finished) process.exitCode = 1;
  });
};

const addMending = (group: Command, terminal: Terminal): void => {
  const { say } = terminal;
  const retry = group
    .command('retry')
    .argument('<reader>')
    .argument('[documents...]')
    .description(say('重试搁置的记录：所列文档，未列则为该读者搁置的全部', 'try parked documents again: those named, or all that the reader parked'));
  placed(retry, terminal).action(async (reader: string, keys: readonly string[], options: UpkeepOptions) => {
    const { handled, still } = await withUpkeep(options, terminal, (upkeep) => upkeep.retry(reader, keys));
    const done = still.length === 0;
    if (options.json) terminal.json({ done, handled, still });
    else if (handled.length + still.length === 0) terminal.text(say('没有搁置的记录。', 'Nothing is parked.'));
    else if (done) terminal.text(say(`已处理 ${handled.length} 个。`, `Handled: ${handled.length}.`));
    else terminal.text(say(`已处理 ${handled.length} 个；${still.length} 个仍无法处理，保持搁置。`, `Handled: ${handled.length}; ${still.length} still cannot be handled and stay parked.`));
    if (!done) process.exitCode = 1;
  });

  const skip = group
    .command('skip')
    .argument('<reader>')
    .argument('<documents...>')
    .requiredOption('--reason <text>', say('理由', 'why'))
    .description(say('跳过一条记录，操作人与理由将记录在案', 'go on without a fact; who and why is recorded'));
  placed(skip, terminal).action(async (reader: string, keys: readonly string[], options: UpkeepOptions & { readonly reason: string }) => {
    await withUpkeep(options, terminal, (upkeep) => upkeep.skip(reader, keys, options.reason));
    if (options.json) terminal.json({ done: true });
    else terminal.text(say('已跳过。', 'Skipped.'));
  });
};

export const addProjections = (program: Command, terminal: Terminal): void => {
  const { say } = terminal;
  const group = program
    .command('projections')
    .description(say('视图、反应与定时器的状态与维护：对运行中的服务（--url），或在其停止时', 'state and upkeep of views, reactions and timers: of a running service (--url), or while it is stopped'));
  addLooks(group, terminal);
  addRebuild(group, terminal);
  addMending(group, terminal);
};

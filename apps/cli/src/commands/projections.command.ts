import type { Command } from 'commander';
import { dataDirectory } from '../data-directory.js';
import { Refusal, seconds, type Terminal } from '../terminal.js';
import { withLedger, type DataOptions } from './opening.js';

const OPERATOR = { id: 'cli', role: 'administrator' } as const;

/** Names of readers and documents come from people; a wrong one is an answer, not a crash. */
const told = async <T>(work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (error) {
    throw error instanceof RangeError ? new Refusal(error.message) : error;
  }
};

export const addProjections = (program: Command, terminal: Terminal): void => {
  const { say } = terminal;
  const group = program.command('projections').description(say('视图、反应与定时器的状态与维护（服务停止时使用）', 'state and upkeep of views, reactions and timers (while the service is stopped)'));
  const data = (command: Command): Command => command.option('--data <dir>', say('数据目录', 'data directory'), dataDirectory()).option('--json', say('输出 JSON', 'print JSON'));

  data(group.command('status').description(say('各读者的状态', 'how every reader of the log is doing'))).action(async (options: DataOptions) => {
    const status = await withLedger(options, {}, async ({ followers }) => {
      await followers.settle();
      return followers.status();
    });
    if (options.json) return terminal.json(status);
    terminal.table([say('名称', 'name'), say('类别', 'kind'), say('版本', 'version'), say('状态', 'state'), say('落后', 'behind'), say('搁置', 'parked')], status.map((one) => [one.name, one.kind, one.version, one.state, one.behind ?? 0, one.parked]));
  });

  data(group.command('rebuild').argument('<name>').description(say('在现用视图旁重建，完成后一次切换', 'build a view again beside the live one, then switch once'))).action(async (name: string, options: DataOptions) => {
    const aborted = new AbortController();
    process.once('SIGINT', () => aborted.abort());
    const rebuilt = await withLedger(options, {}, async ({ followers }) => {
      const progress = terminal.progress(say('重建', 'rebuilding'), 0);
      const began = performance.now();
      try {
        const { finished, events } = await told(() =>
          followers.rebuild(name, {
            signal: aborted.signal,
            onProgress: (done, total) => {
              progress.total(total);
              progress.update(done);
            },
          }),
        );
        return { finished, events, ms: Math.round(performance.now() - began) };
      } finally {
        progress.stop();
      }
    });
    if (options.json) terminal.json(rebuilt);
    else terminal.text(rebuilt.finished ? say(`已由 ${rebuilt.events} 条事件重建 ${name}，用时 ${seconds(rebuilt.ms)} 秒。`, `${name} was rebuilt from ${rebuilt.events} events in ${seconds(rebuilt.ms)} s.`) : say('已中断；再次运行将继续。', 'Aborted; run it again to go on.'));
    if (!rebuilt.finished) process.exitCode = 1;
  });

  data(group.command('parked').description(say('无法处理而搁置的记录', 'what could not be handled and waits'))).action(async (options: DataOptions) => {
    const parked = await withLedger(options, {}, ({ followers }) => followers.parked());
    if (options.json) return terminal.json(parked);
    if (parked.length === 0) return terminal.text(say('没有搁置的记录。', 'Nothing is parked.'));
    terminal.table([say('读者', 'reader'), say('文档', 'document'), say('条数', 'facts'), say('原因', 'reason')], parked.map(({ follower, key, facts, error }) => [follower, key, facts.length, error]));
  });

  data(group.command('retry').argument('<reader>').argument('<document>').description(say('重试搁置的记录', 'try a parked document again'))).action(async (reader: string, key: string, options: DataOptions) => {
    const done = await withLedger(options, {}, ({ followers }) => told(() => followers.retry(reader, key, OPERATOR)));
    if (options.json) terminal.json({ done });
    else terminal.text(done ? say('已处理。', 'Handled.') : say('仍无法处理，保持搁置。', 'It still cannot be handled; it stays parked.'));
    if (!done) process.exitCode = 1;
  });

  data(group.command('skip').argument('<reader>').argument('<document>').requiredOption('--reason <text>', say('理由', 'why')).description(say('跳过一条记录，理由将记录在案', 'go on without a fact; the reason is recorded'))).action(
    async (reader: string, key: string, options: DataOptions & { readonly reason: string }) => {
      await withLedger(options, {}, ({ followers }) => told(() => followers.skip(reader, key, options.reason, OPERATOR)));
      if (options.json) terminal.json({ done: true });
      else terminal.text(say('已跳过。', 'Skipped.'));
    },
  );
};

import { openLedger, readConfig } from '@heatledger/server';
import { readdirSync } from 'node:fs';
import type { Command } from 'commander';
import { errorCodeOf, isAbsent } from '../absence.js';
import { playSeason, type Played } from '../demo/season.js';
import { StageClock, StageIds, StageSalts } from '../demo/stage.js';
import { Refusal, WrongUsage, type Terminal } from '../terminal.js';

interface DemoOptions {
  readonly data: string;
  readonly seed: string;
  readonly households: string;
  readonly json?: boolean;
}

const isEmpty = (directory: string): boolean => {
  try {
    return !readdirSync(directory).includes('events.db');
  } catch (error) {
    if (isAbsent(error)) return true;
    throw new Refusal(`${directory}: ${errorCodeOf(error)}`, `${directory}：无法使用（${errorCodeOf(error)}）`);
  }
};

const wholeNumber = (name: string, text: string, least: number, most: number): number => {
  const value = Number(text);
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw new WrongUsage(`${name} ${text}: a whole number from ${least} to ${most} is allowed`, `${name} ${text}：应为 ${least} 至 ${most} 的整数`);
};

const play = async (data: string, seed: number, households: number, terminal: Terminal): Promise<Played> => {
  const clock = new StageClock('2025-10-20T08:00:00+08:00');
  const ledger = await openLedger(readConfig({ data }), { clock, ids: new StageIds(seed), salts: new StageSalts(seed), played: true, setsZone: true });
  try {
    return await playSeason(ledger, clock, { seed, households }, terminal);
  } finally {
    await ledger.close();
  }
};

/** Plays a season into an empty data directory; leaves one alone that holds something. */
export const playDemo = async (data: string, terminal: Terminal): Promise<void> => {
  if (isEmpty(data)) await play(data, 1, 300, terminal);
};

export const addDemo = (program: Command, terminal: Terminal): void => {
  const { say } = terminal;
  program
    .command('demo')
    .description(say('在空数据目录中演一个采暖季；同一种子逐字节相同', 'play one heating season into an empty data directory; the same seed gives the same bytes'))
    .requiredOption('--data <dir>', say('数据目录', 'data directory'))
    .option('--seed <n>', say('种子', 'seed'), '1')
    .option('--households <n>', say('户数', 'households'), '300')
    .option('--json', say('输出 JSON', 'print JSON'))
    .action(async ({ data, seed, households, json }: DemoOptions) => {
      const [n, homes] = [wholeNumber('--seed', seed, 0, 4_294_967_295), wholeNumber('--households', households, 50, 100_000)];
      if (!isEmpty(data)) throw new Refusal(say(`${data} 中已有日志；请指定空目录`, `${data} holds a log already; name an empty directory`));
      const played = await play(data, n, homes, terminal);
      if (json) return terminal.json(played);
      terminal.table([say('事件', 'fact'), say('次数', 'times')], Object.entries(played.facts).map(([type, count]) => [type, count]));
      terminal.text(say(`${played.households} 户、${played.tickets} 张工单、${played.events} 条事件。可回放的案件：`, `${played.households} households, ${played.tickets} tickets, ${played.events} events. Cases worth replaying:`));
      terminal.table([say('故事', 'story'), say('案号', 'case')], played.stories.map(({ story, caseNumber }) => [story[terminal.language], caseNumber]));
    });
};

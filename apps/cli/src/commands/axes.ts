import { Cursors } from '@heatledger/event-store';
import { isInstant, readInstant } from '@heatledger/vocabulary';
import type { INestApplicationContext } from '@nestjs/common';
import type { Command } from 'commander';
import { dataDirectory } from '../data-directory.js';
import { WrongUsage, type Terminal } from '../terminal.js';

/** An instant as somebody typed it; refuses one without offset. */
export const instantOption = (name: string, value: string | undefined): string | undefined => {
  const read = readInstant(value);
  if (value === undefined || isInstant(read)) return read as string | undefined;
  throw new WrongUsage(
    `${name} ${value}: an instant with offset is allowed, such as 2026-01-05T08:30:00+08:00`,
    `${name} ${value}：应为带时区偏移的时间，例如 2026-01-05T08:30:00+08:00`,
  );
};

/** An instant with offset, or a position of the log. */
export const knownOption = (name: string, value: string | undefined): string | undefined => {
  const read = readInstant(value);
  if (value === undefined || isInstant(read)) return read as string | undefined;
  if (/^([1-9]\d{0,11}\.)?[0-9=-]{8,60}$/.test(value)) return value;
  throw new WrongUsage(
    `${name} ${value}: an instant with offset or a position of the log is allowed`,
    `${name} ${value}：应为带时区偏移的时间，或日志位置`,
  );
};

/** The log's own position behind `--as-of`; an instant stays as it is. Throws CursorGone for a position beyond the end. */
export const knownIn = async (app: Pick<INestApplicationContext, 'get'>, asOf: string | undefined): Promise<string | undefined> =>
  asOf === undefined || isInstant(asOf) ? asOf : app.get(Cursors).read(asOf);

/** The options of everything that is asked on both axes of time, over a data directory. */
export const axes = (command: Command, { say }: Terminal): Command =>
  command
    .option('--at <instant>', say('截至该时刻已发生（默认现在）', 'what had happened by this instant (now when absent)'))
    .option('--as-of <instant|position>', say('截至该时刻或位置已知', 'what was known then: an instant or a position of the log'))
    .option('--data <dir>', say('数据目录', 'data directory'), dataDirectory())
    .option('--json', say('输出 JSON', 'print JSON'));

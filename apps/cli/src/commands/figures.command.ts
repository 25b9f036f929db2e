import type { Bilingual } from '@heatledger/kernel';
import { complianceCounts, complianceGroups, type complianceOf, satisfactionGroups, type ComplianceCount, type ComplianceGroup, type ComplianceRow, type SatisfactionGroup, rateTenths } from '@heatledger/supervision';
import { isMoment, Supervision, type CountedPart } from '@heatledger/supervision/nest';
import { clocks, keysIn } from '@heatledger/vocabulary';
import { Option, type Command } from 'commander';
import { axes, instantOption, knownIn, knownOption } from './axes.js';
import { WrongUsage, type Terminal } from '../terminal.js';
import { basisNames, groupHeads, groupNamed, inTable } from '../table-words.js';
import { withLedger, type DataOptions } from './opening.js';
import { told } from './refused.js';

interface FiguresOptions extends DataOptions {
  readonly clock?: string;
  readonly by: string;
  readonly at?: string;
  readonly asOf?: string;
  readonly full?: boolean;
  readonly from?: string;
  readonly to?: string;
  readonly zone?: string;
}

/** A day of the company's zone, or an instant with offset. */
const momentOption = (name: string, value: string | undefined): string | undefined => {
  if (value === undefined || isMoment(value)) return value;
  throw new WrongUsage(`${name} ${value}: a day or an instant with offset is allowed, such as 2026-01-05`, `${name} ${value}：应为日期或带时区偏移的时间，例如 2026-01-05`);
};

const partOf = ({ from, to, zone }: FiguresOptions): CountedPart => ({ from: momentOption('--from', from), to: momentOption('--to', to), zone });

/** Span and part of the town. */
const parts = (command: Command, { say }: Terminal): Command =>
  command
    .option('--from <day|instant>', say('自此起（含）到期或询问者', 'only what falls due, or was asked, from here on'))
    .option('--to <day|instant>', say('在此之前（不含）到期或询问者', 'only what falls due, or was asked, before this'))
    .option('--zone <zone>', say('片区', 'only this zone'));

const short = ({ met, breached, running, paused, noDue }: ComplianceRow): object => ({ met, breached, running: running + paused, noDue });

const columns: Readonly<Record<ComplianceCount, Bilingual>> = {
  promised: { zh: '有时限', en: 'with a due time' },
  fellDue: { zh: '已到期', en: 'fell due' },
  metInTime: { zh: '按时', en: 'met in time' },
  breached: { zh: '超时', en: 'breached' },
  metLate: { zh: '逾期完成', en: 'met late' },
  openOverdue: { zh: '逾期未完成', en: 'still open' },
  stoppedLate: { zh: '逾期终止', en: 'stopped late' },
  metEarly: { zh: '提前完成', en: 'met early' },
  met: { zh: '按时合计', en: 'met in all' },
  running: { zh: '在办', en: 'running' },
  paused: { zh: '暂停', en: 'paused' },
  noDue: { zh: '无时限', en: 'no due time' },
  dueUnknown: { zh: '期限待定', en: 'due unknown' },
  stopped: { zh: '已停止', en: 'stopped' },
  extended: { zh: '延期', en: 'extended' },
  pausedMinutes: { zh: '暂停分钟', en: 'paused minutes' },
};
const usual = ['fellDue', 'metInTime', 'breached', 'openOverdue', 'metEarly', 'running', 'noDue', 'stopped'] as const satisfies readonly ComplianceCount[];

const tell = (terminal: Terminal, by: string, { rows, total }: ReturnType<typeof complianceOf>, isFull: boolean): void => {
  const { say, language } = terminal;
  const shown: readonly ComplianceCount[] = isFull ? keysIn(columns) : total.dueUnknown > 0 ? [...usual, 'dueUnknown'] : usual;
  const line = (name: string, row: ComplianceRow): (string | number)[] => [name, ...shown.map((count) => (count === 'running' && !isFull ? row.running + row.paused : row[count])), rate(row.metInTime, row.fellDue)];
  terminal.table(
    [inTable(groupHeads, by, language), ...shown.map((count) => say(columns[count].zh, columns[count].en)), say('按时率', 'met rate')],
    [...rows.map((row) => line(row.group === '' ? say('（无）', '(none)') : groupNamed(by, row.group, language), row)), line(say('合计', 'total'), total)],
  );
  if (isFull)
    terminal.table(
      [say('列', 'column'), say('含义', 'what it counts')],
      shown.map((count) => [say(columns[count].zh, columns[count].en), say(complianceCounts[count].zh, complianceCounts[count].en)]),
    );
};

export const addCompliance = (program: Command, terminal: Terminal): void => {
  const { say } = terminal;
  const command = program
    .command('compliance')
    .description(say('时限履约统计：按时、超时、在办、无时限', 'promises of time: met, breached, running, without a due time'))
    .addOption(new Option('--clock <clock>', say('哪一种时限', 'which promise of time')).choices(keysIn(clocks)))
    .addOption(new Option('--by <group>', say('分组', 'what to group by')).choices(complianceGroups).default('month'))
    .option('--full', say('列出全部计数（含有时限、按时合计、暂停、延期）及各列含义', 'all counts, with those promised, met in all, paused and extended, and what each column says'));
  parts(axes(command, terminal), terminal).action(async (options: FiguresOptions) => {
    const part = partOf(options);
    const by = options.by as ComplianceGroup;
    const asked = instantOption('--at', options.at);
    const asOf = knownOption('--as-of', options.asOf);
    await withLedger(options, { readOnly: true }, async ({ app, clock }) => {
      const at = asked ?? clock.now();
      const { rows, total } = await told(app.get(Supervision).compliance(options.clock, by, at, await knownIn(app, asOf), part), terminal);
      if (options.json)
        return terminal.json({
          clock: options.clock ?? null,
          at,
          rows: rows.map((row) => (options.full ? row : { group: row.group, ...short(row) })),
          total: options.full ? total : short(total),
        });
      tell(terminal, by, { rows, total }, options.full === true);
    });
  });
};

const rate = (numerator: number, denominator: number): string => {
  const tenths = rateTenths(numerator, denominator);
  return tenths === null ? '–' : `${(tenths / 10).toFixed(1)} %`;
};

export const addSatisfaction = (program: Command, terminal: Terminal): void => {
  const { say } = terminal;
  const command = program
    .command('satisfaction')
    .description(say('满意度统计：回访与问卷分列，未联系上者不计入满意率', 'what users said: callbacks and surveys apart, unreached beside the rate'))
    .addOption(new Option('--by <group>', say('分组', 'what to group by')).choices(satisfactionGroups).default('month'));
  parts(axes(command, terminal), terminal).action(async (options: FiguresOptions) => {
    const part = partOf(options);
    const asked = instantOption('--at', options.at);
    const asOf = knownOption('--as-of', options.asOf);
    await withLedger(options, { readOnly: true }, async ({ app, clock }) => {
      const at = asked ?? clock.now();
      const { rows, total } = await told(app.get(Supervision).satisfaction(options.by as SatisfactionGroup, at, await knownIn(app, asOf), part), terminal);
      if (options.json) return terminal.json({ by: options.by, at, rows, total });
      terminal.table(
        [inTable(groupHeads, options.by, terminal.language), say('统计口径', 'basis'), say('邀请', 'asked'), say('联系上', 'reached'), say('未联系上', 'unreached'), say('有效答复', 'valid'), say('满意', 'satisfied'), say('满意率', 'rate'), say('已修好', 'fixed')],
        [...rows, ...total].map((row) => [row.group === '' ? say('（无）', '(none)') : row.group === 'total' ? say('合计', 'total') : groupNamed(options.by, row.group, terminal.language), inTable(basisNames, row.basis, terminal.language), row.invited, row.reached, row.unreached, row.valid, row.satisfied, rate(row.satisfied, row.valid), row.fixed.yes]),
      );
    });
  });
};

import { complianceGroups, satisfactionGroups, type ComplianceGroup, type ComplianceRow, type SatisfactionGroup, rateTenths } from '@heatledger/supervision';
import { Supervision } from '@heatledger/supervision/nest';
import { clocks, keysIn } from '@heatledger/vocabulary';
import { Option, type Command } from 'commander';
import { axes, instantOption, knownOption } from './axes.js';
import type { Terminal } from '../terminal.js';
import { withLedger, type DataOptions } from './opening.js';

interface FiguresOptions extends DataOptions {
  readonly clock?: string;
  readonly by: string;
  readonly at?: string;
  readonly asOf?: string;
  readonly full?: boolean;
}

const short = ({ met, breached, running, paused, noDue }: ComplianceRow): object => ({ met, breached, running: running + paused, noDue });

export const addCompliance = (program: Command, terminal: Terminal): void => {
  const { say } = terminal;
  const command = program
    .command('compliance')
    .description(say('时限履约统计：按时、超时、在办、无时限', 'promises of time: met, breached, running, without a due time'))
    .addOption(new Option('--clock <clock>', say('哪一种时限', 'which promise of time')).choices(keysIn(clocks)))
    .addOption(new Option('--by <group>', say('分组', 'what to group by')).choices(complianceGroups).default('month'))
    .option('--full', say('含应到期、停止、延期、暂停等列', 'all counts: falling due, stopped, open overdue, extended, paused minutes'));
  axes(command, terminal).action(async (options: FiguresOptions) => {
    const by = options.by as ComplianceGroup;
    const asked = instantOption('--at', options.at);
    const asOf = knownOption('--as-of', options.asOf);
    await withLedger(options, { readOnly: true }, async ({ app, clock }) => {
      const at = asked ?? clock.now();
      const { rows, total } = await app.get(Supervision).compliance(options.clock, by, at, asOf);
      if (options.json)
        return terminal.json({
          clock: options.clock ?? null,
          at,
          rows: rows.map((row) => (options.full ? row : { group: row.group, ...short(row) })),
          total: options.full ? total : short(total),
        });
      const line = (name: string, { fallingDue, met, breached, openOverdue, running, paused, noDue, stopped }: ComplianceRow): (string | number)[] => [name, fallingDue, met, breached, openOverdue, running + paused, noDue, stopped, rate(met, met + breached)];
      terminal.table(
        [by, say('应到期', 'falling due'), say('按时', 'met'), say('超时', 'breached'), say('其中未办结', 'still open'), say('在办', 'running'), say('无时限', 'no due time'), say('停止', 'stopped'), say('按时率', 'met rate')],
        [...rows.map((row) => line(row.group === '' ? say('（无）', '(none)') : row.group, row)), line(say('合计', 'total'), total)],
      );
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
  axes(command, terminal).action(async (options: FiguresOptions) => {
    const asked = instantOption('--at', options.at);
    const asOf = knownOption('--as-of', options.asOf);
    await withLedger(options, { readOnly: true }, async ({ app, clock }) => {
      const at = asked ?? clock.now();
      const { rows, total } = await app.get(Supervision).satisfaction(options.by as SatisfactionGroup, at, asOf);
      if (options.json) return terminal.json({ by: options.by, at, rows, total });
      terminal.table(
        [options.by, say('基数', 'basis'), say('邀请', 'asked'), say('联系上', 'reached'), say('未联系上', 'unreached'), say('有效答复', 'valid'), say('满意', 'satisfied'), say('满意率', 'rate'), say('已修好', 'fixed')],
        [...rows, ...total].map((row) => [row.group === '' ? say('（无）', '(none)') : row.group, row.basis, row.invited, row.reached, row.unreached, row.valid, row.satisfied, rate(row.satisfied, row.valid), row.fixed.yes]),
      );
    });
  });
};

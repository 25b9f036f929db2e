import { kpiDefinitions, kpiNames, type KpiName } from '@heatledger/rulebook';
import { kpiGroupOf, kpiGroups, type Beside, type KpiGroup } from '@heatledger/supervision';
import { Rates, type JudgedRow, type RatedRow, type RatesAnswer, type RatesQuestion } from '@heatledger/supervision/nest';
import { keysIn, spokenIn } from '@heatledger/vocabulary';
import { Option, type Command } from 'commander';
import { WrongUsage, type Terminal } from '../terminal.js';
import { basisNames, groupHeads, groupNamed, inTable } from '../table-words.js';
import { ruleTextTold } from '../rule-words.js';
import { axes, instantOption, knownIn, knownOption } from './axes.js';
import { withLedger, type DataOptions } from './opening.js';
import { told } from './refused.js';

interface KpiOptions extends DataOptions {
  readonly by: string;
  readonly kpi?: string;
  readonly from?: string;
  readonly to?: string;
  readonly season?: string;
  readonly zone?: string;
  readonly station?: string;
  readonly category?: string;
  readonly at?: string;
  readonly asOf?: string;
  readonly cases?: boolean;
  readonly group?: string;
}

const besideNames: Readonly<Record<Beside, readonly [zh: string, en: string]>> = {
  early: ['提前完成未到期', 'done, not due yet'],
  running: ['在办', 'running'],
  paused: ['暂停', 'paused'],
  stopped: ['停止', 'stopped'],
  noDue: ['无时限', 'no due time'],
  dueUnknown: ['期限待定', 'due time not known yet'],
  ended: ['另行了结', 'ended otherwise'],
  unreached: ['未联系上', 'unreached'],
  unanswered: ['未答复', 'unanswered'],
  noResult: ['不作判定', 'no result'],
  invalidated: ['作废', 'invalidated'],
  notJudged: ['未判定', 'not judged'],
};

const scaleNames = { percent: ' %', 'per-mille': ' ‰', 'per-10000-m2': '/10⁴ m²', 'per-1000-households': '/10³' } as const;

/** A calendar day as somebody typed it. */
export const dayOption = (name: string, value: string | undefined): string | undefined => {
  if (value === undefined || (/^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value)) && new Date(value).toISOString().startsWith(value))) return value;
  throw new WrongUsage(`${name} ${value}: a day is allowed, such as 2026-01-05`, `${name} ${value}：应为日期，例如 2026-01-05`);
};

const figure = ({ kpi, tenths }: RatedRow): string => (tenths === null ? '–' : `${(tenths / 10).toFixed(1)}${scaleNames[kpiDefinitions[kpi].scale]}`);

const questionFrom = (options: KpiOptions, now: string, asOf: string | undefined): RatesQuestion => ({
  by: options.by as KpiGroup,
  kpi: options.kpi as KpiName | undefined,
  from: dayOption('--from', options.from),
  to: dayOption('--to', options.to),
  season: options.season,
  zone: options.zone,
  station: options.station,
  category: options.category,
  at: instantOption('--at', options.at) ?? now,
  asOf,
});

const printTables = ({ rows, total, notRecorded, by }: RatesAnswer, terminal: Terminal): void => {
  const { say, language } = terminal;
  const basis = (row: RatedRow): string => (row.basis === null ? '' : inTable(basisNames, row.basis, language));
  const ruled = (rule: string): string => ruleTextTold(rule, language);
  const beside = (row: RatedRow): string => Object.entries(row.beside).map(([name, count]) => `${say(...besideNames[name as Beside])} ${count}`).join(say('，', ', '));
  const rules = (row: RatedRow): string => row.rules.map(({ rule }) => ruled(rule)).join(say('；', '; '));
  const target = ({ target: asked }: JudgedRow): string => (asked === null ? '' : `${asked.sense === 'at-least' ? '≥' : '≤'} ${asked.permille / 10} % ${asked.met === null ? '' : asked.met ? '✓' : '✗'}`);
  const names = [say('指标', 'rate'), say('统计口径', 'basis')];
  const counts = [say('分子', 'counted'), say('分母', 'of'), say('数值', 'figure')];
  terminal.table([...names, inTable(groupHeads, by, language), ...counts, say('另列', 'beside'), say('依据', 'rule')], rows.map((row) => [say(kpiNames[row.kpi].zh, kpiNames[row.kpi].en), basis(row), row.group === '' ? say('（无）', '(none)') : groupNamed(by, row.group, language), row.numerator, row.denominator, figure(row), beside(row), rules(row)]));
  terminal.table([say('合计', 'total'), say('统计口径', 'basis'), ...counts, say('目标', 'target'), say('另列', 'beside')], total.map((row) => [say(kpiNames[row.kpi].zh, kpiNames[row.kpi].en), basis(row), row.numerator, row.denominator, figure(row), target(row), beside(row)]));
  for (const kpi of notRecorded) terminal.note(`${say(kpiNames[kpi].zh, kpiNames[kpi].en)}${say('：', ': ')}${say(kpiDefinitions[kpi].notRecorded?.zh ?? '', kpiDefinitions[kpi].notRecorded?.en ?? '')}`);
};

export const addKpi = (program: Command, terminal: Terminal): void => {
  const { say } = terminal;
  const command = program
    .command('kpi')
    .description(say('服务指标：分子、分母、另列与依据，可下钻到案件', 'rates of the service: both counts, what stands beside, the rule that counted, and the cases behind'))
    .addOption(new Option('--kpi <rate>', say('哪一项指标（默认全部）', 'which rate (all when absent)')).choices(keysIn(kpiNames)))
    .addOption(new Option('--by <group>', say('分组', 'what to group by')).choices(kpiGroups).default('month'))
    .option('--season <name>', say('采暖季，如 2025-2026', 'only the days of a heating season, such as 2025-2026'))
    .option('--from <day>', say('起始日', 'first day counted'))
    .option('--to <day>', say('截止日', 'last day counted'))
    .option('--zone <zone>', say('片区', 'only this zone'))
    .option('--station <station>', say('换热站', 'only this station'))
    .option('--category <category>', say('类别', 'only this category'))
    .option('--cases', say('列出每个计数背后的案件', 'the cases behind the counts'))
    .option('--group <name>', say('只列该组的案件', 'with --cases: one group only'));
  axes(command, terminal).action(async (options: KpiOptions) => {
    await withLedger(options, { readOnly: true }, async ({ app, clock }) => {
      const question = questionFrom(options, clock.now(), await knownIn(app, knownOption('--as-of', options.asOf)));
      if (!options.cases) {
        const answer = await told(app.get(Rates).rates(question), terminal);
        return options.json ? terminal.json(answer) : printTables(answer, terminal);
      }
      const { items, seasons, timeZone } = await told(app.get(Rates).cases(question), terminal);
      const found = items.filter((item) => options.group === undefined || kpiGroupOf(item, question.by, seasons, timeZone) === options.group);
      if (options.json) return terminal.json({ items: found });
      const standing = (name: (typeof found)[number]['standing']): string => (name === 'in' ? say('计入', 'counted') : name === 'out' ? say('未达', 'missed') : say(...besideNames[name]));
      terminal.table(
        [say('指标', 'rate'), say('统计口径', 'basis'), say('归属时刻', 'falls on'), say('结果', 'standing'), say('案件', 'case'), say('依据', 'rule')],
        found.map((item) => [say(kpiNames[item.kpi].zh, kpiNames[item.kpi].en), item.basis === null ? '' : inTable(basisNames, item.basis, terminal.language), spokenIn(timeZone, item.fallsAt), standing(item.standing), item.stream, ruleTextTold(item.rule, terminal.language)]),
      );
    });
  });
};

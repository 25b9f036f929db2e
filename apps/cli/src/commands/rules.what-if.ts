import type { Telling } from '@heatledger/kernel';
import { bandTold } from '@heatledger/rulebook';
import { Naming } from '@heatledger/runtime';
import type { MovedClock, Unanswered, WhatIf } from '@heatledger/supervision';
import { clocks, keysIn, spokenIn, type ClockName } from '@heatledger/vocabulary';
import { Option, type Command } from 'commander';
import { WrongUsage, type Terminal } from '../terminal.js';
import { axes, instantOption, knownIn, knownOption } from './axes.js';
import { withLedger, type DataOptions } from './opening.js';
import { ruleTextTold } from '../rule-words.js';
import { inTable, standingNames } from '../table-words.js';
import { answered } from './rules.answers.js';

interface WhatIfOptions extends DataOptions {
  readonly pack: string;
  readonly from?: string;
  readonly to?: string;
  readonly clock?: ClockName;
  readonly at?: string;
  readonly asOf?: string;
}

/** Cases that are printed one by one; all of them with --json. */
const SHOWN = 20;

const day = (name: string, value: string | undefined): string | undefined => {
  if (value === undefined || (/^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value)))) return value;
  throw new WrongUsage(`${name} ${value}: a day is allowed, such as 2026-01-05`, `${name} ${value}：应为日期，例如 2026-01-05`);
};

/** Why a rule gave no answer. */
const unansweredNames: Readonly<Record<string, string>> = {
  'rulebook/rule-missing': '规则包及其上级均无此规则',
  'rulebook/bad-case': '个案资料不足或有误',
  'rulebook/wrong-date': '规则包在该日不适用',
  'rulebook/calendar-unknown': '该年度的工作日历未知',
};

const yuan = (fen: number): string => (fen / 100).toFixed(2);

const silent = (unanswered: readonly Unanswered[], { text, say }: { text: (line: string) => void; say: Terminal['say'] }): void => {
  for (const { code, field, cases } of unanswered) text(say(`  未能计算 ${cases} 件：${unansweredNames[code] ?? '规则不能给出结果'}`, `  no answer for ${cases}: ${code} (${field})`));
};

const clockRow = ({ ticketId, clock, due, standing, dueThen, standingThen, ruleThen }: MovedClock, language: Terminal['language'], { zone, numberOf }: Telling): string[] => [
  numberOf(ticketId),
  clocks[clock][language],
  `${spokenIn(zone, due)} ${inTable(standingNames, standing, language)}`,
  `${spokenIn(zone, dueThen)} ${inTable(standingNames, standingThen, language)}`,
  ruleTextTold(`${ruleThen.pack}@${ruleThen.version}`, language),
];

const print = ({ clocks: times, refunds }: WhatIf, terminal: Terminal, telling: Telling): void => {
  const { say, language } = terminal;
  const out = { text: (line: string) => terminal.text(line), say };
  out.text(say(`时限：比较 ${times.compared} 项，${times.moved} 项到期时刻不同`, `promises of time: ${times.compared} compared, ${times.moved} due at another time`));
  for (const [change, count] of Object.entries(times.changes)) out.text(`  ${change.split(' → ').map((standing) => inTable(standingNames, standing, language)).join(' → ')}${say('：', ': ')}${count}`);
  silent(times.unanswered, out);
  if (times.rows.length > 0)
    terminal.table([say('工单', 'ticket'), say('时限', 'clock'), say('原', 'on record'), say('按该规则包', 'under the pack'), say('依据', 'rule')], times.rows.slice(0, SHOWN).map((row) => clockRow(row, language, telling)));
  out.text(say(`退费：比较 ${refunds.compared} 件，${refunds.moved} 件金额不同，合计 ${yuan(refunds.fen)} → ${yuan(refunds.fenThen)} 元`, `refunds: ${refunds.compared} compared, ${refunds.moved} of another sum, ${yuan(refunds.fen)} → ${yuan(refunds.fenThen)} yuan in all`));
  silent(refunds.unanswered, out);
  if (refunds.rows.length > 0)
    terminal.table([say('退费', 'adjustment'), say('原（元）', 'on record'), say('按该规则包（元）', 'under the pack'), say('档位', 'band')], refunds.rows.slice(0, SHOWN).map(({ adjustmentId, fen, fenThen, bandThen }) => [telling.numberOf(adjustmentId), yuan(fen), yuan(fenThen), bandTold(bandThen)[language]]));
};

/** What history would have come to under another pack. */
export const addWhatIf = (rules: Command, terminal: Terminal): void => {
  const { say } = terminal;
  const command = rules
    .command('what-if')
    .description(say('若按另一规则包，历史上的时限与退费会如何；只看不记', 'what the promises and refunds on record would have come to under another pack; a view that records nothing'))
    .requiredOption('--pack <pack[@date]>', say('规则包；不带日期则取各案当日版本', 'the pack; without a date, the version of each day'))
    .option('--from <day>', say('起始日', 'first day of the cases'))
    .option('--to <day>', say('截止日', 'last day of the cases'))
    .addOption(new Option('--clock <clock>', say('只看哪一种时限', 'only this promise of time')).choices(keysIn(clocks)));
  axes(command, terminal).action(async (options: WhatIfOptions) => {
    const { pack, clock } = options;
    const [from, to] = [day('--from', options.from), day('--to', options.to)];
    const [asked, asOf] = [instantOption('--at', options.at), knownOption('--as-of', options.asOf)];
    await withLedger(options, { readOnly: true }, async ({ app, clock: present }) => {
      const at = asked ?? present.now();
      const { WhatIfs } = await import('./ledger-doors.js');
      const found = answered(await app.get(WhatIfs).run({ pack, from, to, at, asOf: await knownIn(app, asOf), clock }), terminal);
      if (options.json) return terminal.json({ pack, from: from ?? null, to: to ?? null, at, asOf: asOf ?? null, ...found });
      const mentioned = [found.clocks.rows.slice(0, SHOWN), found.refunds.rows.slice(0, SHOWN)];
      print(found, terminal, (await app.get(Naming).about(mentioned))(at));
    });
  });
};

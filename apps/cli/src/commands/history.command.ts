import { asItHappened, type HistoryLine } from '@heatledger/supervision';
import { Supervision } from '@heatledger/supervision/nest';
import { ruleTold, type ClockStory, type RulePack } from '@heatledger/rulebook';
import { channelWords, roles, spanEn, spanZh, spokenIn } from '@heatledger/vocabulary';
import type { Command } from 'commander';
import { dataDirectory } from '../data-directory.js';
import { changeNamed, valueNamed } from '../table-words.js';
import { Refusal, type Terminal } from '../terminal.js';
import { instantOption, knownIn, knownOption } from './axes.js';
import { withLedger, type DataOptions } from './opening.js';

interface HistoryOptions extends DataOptions {
  readonly at?: string;
  readonly asOf?: string;
  readonly occurred?: boolean;
  readonly changes?: boolean;
  readonly clocks?: boolean;
}

const named = (words: Readonly<Record<string, { readonly zh: string; readonly en: string }>>, key: string, language: 'zh' | 'en'): string => words[key]?.[language] ?? key;

export const addHistory = (program: Command, terminal: Terminal): void => {
  const { say, language } = terminal;
  const print = (line: HistoryLine, changes: boolean, zone: string, packs: readonly RulePack[]): void => {
    const [at, recorded] = [spokenIn(zone, line.at), spokenIn(zone, line.recordedAt)];
    const late = recorded === at ? '' : say(`（记录于 ${recorded}）`, ` (recorded ${recorded})`);
    const who = `${line.actor} · ${named(roles, line.role, language)} · ${named(channelWords, line.channel, language)}`;
    terminal.text(`${at}  ${line.sentence[language]}  [${who}]${late}`);
    if (line.rule) terminal.text(`                  ${say('依据', 'rule')} ${ruleTold(line.rule, packs)[language]}${line.rule.trace === undefined ? '' : say(` · 溯源 ${line.rule.trace}`, ` · trace ${line.rule.trace}`)}`);
    if (changes) for (const { field, from, to } of line.changed) terminal.text(`                  ${changeNamed(field, language)}${say('：', ': ')}${valueNamed(from, language)} → ${valueNamed(to, language)}`);
  };
  const tell = (clocks: readonly ClockStory[]): void => {
    for (const { say: sentence, segments, remainingMinutes } of clocks) {
      const rest = remainingMinutes === undefined ? '' : remainingMinutes < 0 ? say(`；已超 ${spanZh(-remainingMinutes)}`, `; ${spanEn(-remainingMinutes)} over`) : say(`；剩余 ${spanZh(remainingMinutes)}`, `; ${spanEn(remainingMinutes)} left`);
      terminal.text(sentence[language] + rest);
      for (const row of segments) terminal.text(`  ${row.say[language]}`);
    }
    if (clocks.length === 0) terminal.text(say('无时限', 'no promise of time'));
  };
  program
    .command('history')
    .argument('<ticket>', say('工单编号、案号或流名', 'case number, id, or stream'))
    .description(say('回放一个案件的全部经过', "replay a case's whole story"))
    .option('--at <instant>', say('截至该时刻已发生', 'only what had happened by this instant'))
    .option('--as-of <instant|position>', say('截至该时刻或位置已知', 'only what was known then'))
    .option('--occurred', say('按发生时间排列（默认按记录先后）', 'in the order in which things happened, not in which they became known'))
    .option('--changes', say('显示每条记录改变了什么', 'show what each fact changed'))
    .option('--clocks', say('只看各项时限：分段、暂停与原因、剩余、依据', 'only its promises of time: segments, pauses and why, what remains, the rule'))
    .option('--data <dir>', say('数据目录', 'data directory'), dataDirectory())
    .option('--json', say('输出 JSON', 'print JSON'))
    .action(async (ticket: string, options: HistoryOptions) => {
      const axes = { at: instantOption('--at', options.at), asOf: knownOption('--as-of', options.asOf) };
      await withLedger(options, { readOnly: true }, async ({ app, clock, surroundings, zone }) => {
        const supervision = app.get(Supervision);
        const stream = await supervision.streamNamed(ticket);
        const { years, packs } = await surroundings.known();
        const file = stream === null ? null : await supervision.caseWithClocks(stream, { ...axes, asOf: await knownIn(app, axes.asOf) }, [], { now: clock.now(), years });
        if (!file) throw new Refusal(say(`没有案件 ${ticket}；可用案号（如 T-20260105-7K3M）、编号或流名`, `no case ${ticket}; a case number (T-20260105-7K3M), an id or a stream is allowed`));
        if (options.clocks && !options.json) return tell(file.clocks);
        const lines = options.occurred ? asItHappened(file.lines) : file.lines;
        if (options.json) return terminal.json({ ...file, lines });
        terminal.text(say(`案件 ${ticket}，共 ${lines.length} 条记录`, `case ${ticket}, ${lines.length} facts`));
        for (const line of lines) print(line, options.changes ?? false, zone, packs);
      });
    });
};

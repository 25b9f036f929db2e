import type { TracedFigure } from '@heatledger/supervision';
import { ruleTold } from '@heatledger/rulebook';
import { spokenIn } from '@heatledger/vocabulary';
import type { Command } from 'commander';
import { dataDirectory } from '../data-directory.js';
import { Refusal, type Terminal } from '../terminal.js';
import { withLedger, type DataOptions } from './opening.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const print = (
  { case: name, rule, figure, explanation, facts }: TracedFigure,
  { text, say, language, zone }: { text: (line: string) => void; say: Terminal['say']; language: Terminal['language']; zone: string },
): void => {
  text(say(figure.sentence.zh, `${figure.type}: ${figure.sentence.en}`));
  text(
    rule === null
      ? say('由经办人核定，无规则。', 'Stated by a person, under no rule.')
      : `${say('依据', 'rule')} ${ruleTold(rule)[language]}`,
  );
  explanation.forEach((line) => text(`  ${line[language]}`));
  text(say(`案件 ${name}，${facts.length} 条记录提到它：`, `case ${name}; ${facts.length} facts speak of it:`));
  facts.forEach(({ at, type, stream, revision, sentence }) => text(`  ${spokenIn(zone, at)}  ${say(sentence.zh, type)}  ${stream}@${revision}`));
};

/** The figure behind a trace, from the log of a data directory. */
export const addTrace = (rules: Command, terminal: Terminal): void => {
  const { say, language } = terminal;
  rules
    .command('trace')
    .argument('<id>', say('溯源号（见 history 的“依据”行）', 'the trace, as on the rule line of history'))
    .description(
      say(
        '一个数字的来历：首次记录、规则、计算过程、引用它的记录',
        'where a figure comes from: first record, rule, reckoning, and the facts that repeat it',
      ),
    )
    .option('--data <dir>', say('数据目录', 'data directory'), dataDirectory())
    .option('--json', say('输出 JSON', 'print JSON'))
    .action(async (id: string, options: DataOptions) => {
      await withLedger(options, { readOnly: true }, async ({ app, zone }) => {
        const { Supervision } = await import('./ledger-doors.js');
        const found = UUID.test(id) ? await app.get(Supervision).figure(id.toLowerCase(), []) : null;
        if (!found)
          throw new Refusal(
            say(
              `没有溯源号 ${id}；可用 history 的“依据”行所列溯源号`,
              `no figure has the trace ${id}; the traces on the rule lines of history are allowed`,
            ),
          );
        if (options.json) return terminal.json(found);
        print(found, { text: (line) => terminal.text(line), say, language, zone });
      });
    });
};

import type { Terminal } from '../terminal.js';
import type { Sample } from './dry-desk.js';
import type { Proposal } from './explain.js';
import type { Imported } from './importer.js';
import type { Report } from './report.js';

const counts = (terminal: Terminal, { rows, imported, changed, known, differs, refused, events }: Imported): void => {
  const { say } = terminal;
  const head = [
    say('行', 'rows'),
    say('新增', 'imported'),
    say('变更', 'changed'),
    say('已有', 'known already'),
    say('不同', 'differs'),
    say('退回', 'refused'),
    say('事件', 'events'),
  ];
  terminal.table(head, [[rows, imported, changed, known, differs, refused, events]]);
};

const lists = (terminal: Terminal, { encoding, unmapped, codes }: Imported): void => {
  const { say } = terminal;
  if (encoding !== 'utf-8') terminal.note(say(`文件按 ${encoding} 读取`, `the file was read as ${encoding}`));
  for (const { column, value, rows } of unmapped)
    terminal.note(
      say(`映射中没有 ${column}“${value}”：${rows} 行`, `the mapping does not know ${column} "${value}": ${rows} rows`),
    );
  if (codes.length > 0)
    terminal.note(
      say(
        `原样保留的经办代码：${codes.map(({ value, rows }) => `${value}（${rows}）`).join('、')}`,
        `codes of handlers, kept as they are: ${codes.map(({ value, rows }) => `${value} (${rows})`).join(', ')}`,
      ),
    );
};

/** Tells what came of an import. */
export const tellImported = (terminal: Terminal, result: Imported): void => {
  const { say } = terminal;
  counts(terminal, result);
  lists(terminal, result);
  if (result.rejects !== null)
    terminal.note(say(`退回的行见 ${result.rejects}`, `the refused rows are in ${result.rejects}`));
  if (result.differences !== null)
    terminal.note(say(`与来源不同的行见 ${result.differences}`, `the rows that differ are in ${result.differences}`));
};

/** Tells what would come of an import, with the first requests fact by fact. */
export const tellDryRun = (
  terminal: Terminal,
  result: Imported,
  samples: readonly Sample[],
  reports: readonly Report[],
): void => {
  const { say } = terminal;
  for (const { request, facts } of samples) {
    terminal.text(request);
    for (const { at, sentence } of facts) terminal.text(`  ${at}  ${sentence}`);
  }
  counts(terminal, result);
  lists(terminal, result);
  for (const { heading, first } of reports)
    for (const line of first) terminal.note(line.map((cell, index) => `${heading[index] ?? ''} ${cell}`).join(' · '));
  terminal.note(say('试运行：未写入任何内容', 'a dry run: nothing was written'));
};

/** Prints a proposed mapping where it can be kept as a file, and why it is so where a person reads. */
export const tellProposal = (terminal: Terminal, { mapping, reasons, rows, read, faults, missing }: Proposal): void => {
  const { say } = terminal;
  terminal.json(mapping);
  for (const reason of reasons) terminal.note(reason);
  for (const field of missing)
    terminal.note(
      say(`没有找到 ${field} 列：请把“?”改成列名`, `no column was found for ${field}: put its name in place of "?"`),
    );
  terminal.note(say(`样本 ${rows} 行，此映射可读 ${read} 行`, `of ${rows} rows looked at, this mapping reads ${read}`));
  for (const { row, field, value, reason } of faults)
    terminal.note(say(`第 ${row} 行 ${field} ${value}：${reason}`, `row ${row}, ${field} ${value}: ${reason}`));
};

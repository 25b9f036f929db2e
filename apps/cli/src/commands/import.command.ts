import { basename, join } from 'node:path';
import type { Command } from 'commander';
import { dataDirectory } from '../data-directory.js';
import { importFile } from '../import/importer.js';
import { mappingNamed, mappings } from '../import/mapping.js';
import { moveIn } from '../import/moved-events.js';
import { WrongUsage, type Terminal } from '../terminal.js';
import { withLedger, type DataOptions } from './opening.js';

interface ImportOptions extends DataOptions {
  readonly mapping?: string;
  readonly events?: boolean;
  readonly rejects?: string;
}

export const addImport = (program: Command, terminal: Terminal): void => {
  const { say } = terminal;
  program
    .command('import')
    .argument('<file>', say('来源系统的 CSV 或 NDJSON 文件；或 export --events 的输出', 'CSV or NDJSON file of another system; or what export --events printed'))
    .description(say('导入其他系统的诉求，按其真实时间成为事实；重复导入不产生新记录', 'take over the requests of another system with their true times; a second run appends nothing'))
    .option('--events', say('迁入另一日志的事件：编号、次序与摘要不变', 'take over the events of another log: ids, order and digests stay'))
    .option('--mapping <name>', say(`映射：${Object.keys(mappings).join('、')}，或 JSON 文件`, `mapping: ${Object.keys(mappings).join(', ')}, or a JSON file`))
    .option('--data <dir>', say('数据目录', 'data directory'), dataDirectory())
    .option('--rejects <file>', say('不合格行写入的文件', 'file for the rows that were refused'))
    .option('--json', say('输出 JSON', 'print JSON'))
    .action(async (file: string, options: ImportOptions) => {
      if (options.events) return moveIn(file, options, terminal);
      if (options.mapping === undefined) throw new WrongUsage(`--mapping <name> is needed: ${Object.keys(mappings).join(', ')}, or a JSON file`);
      const mapping = mappingNamed(options.mapping);
      const rejects = options.rejects ?? join(options.data ?? dataDirectory(), `${basename(file)}.rejects.csv`);
      const result = await withLedger(options, {}, (ledger) => importFile(ledger, file, mapping, rejects, terminal));
      if (options.json) return terminal.json(result);
      terminal.table(
        [say('行', 'rows'), say('新增', 'imported'), say('已有', 'known already'), say('退回', 'refused'), say('事件', 'events')],
        [[result.rows, result.imported, result.known, result.refused, result.events]],
      );
      if (result.rejects !== null) terminal.note(say(`退回的行见 ${result.rejects}`, `the refused rows are in ${result.rejects}`));
    });
};

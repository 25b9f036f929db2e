import { basename, join, parse } from 'node:path';
import { EventStoreError, type EventStore } from '@heatledger/event-store';
import { catalogueOf, type Fact } from '@heatledger/kernel';
import { defaultRules } from '@heatledger/rulebook';
import { FactCodec } from '@heatledger/runtime';
import { complaint, type ComplaintEvent } from '@heatledger/ticket';
import { format } from '@heatledger/vocabulary';
import { Option, type Command } from 'commander';
import { dataDirectory } from '../data-directory.js';
import { DryDesk } from '../import/dry-desk.js';
import { encodingOf, encodings, type Encoding } from '../import/encodings.js';
import { propose } from '../import/explain.js';
import { checkHeading, DIFFERING, importFile, REJECTED, type ImportOf } from '../import/importer.js';
import { mappingNamed, mappings, type Mapping } from '../import/mapping.js';
import { moveIn } from '../import/moved-events.js';
import type { Desk } from '../import/orders.js';
import { Report } from '../import/report.js';
import { sizeOf } from '../import/rows.js';
import { tellDryRun, tellImported, tellProposal } from '../import/telling.js';
import { WrongUsage, type Terminal } from '../terminal.js';
import { withLedger, withLog, type DataOptions } from './opening.js';

interface ImportOptions extends DataOptions {
  readonly mapping?: string;
  readonly encoding?: Encoding;
  readonly explain?: boolean;
  readonly dryRun?: boolean;
  readonly events?: boolean;
  readonly rejects?: string;
  readonly differs?: string;
}

/** The present, where no ledger is open to say it. */
const present = (): string => format(Date.now(), 0);

const codec = (): FactCodec => new FactCodec(catalogueOf(complaint.kinds));

async function* factsOf(
  store: EventStore | null,
  stream: string,
  facts: FactCodec,
): AsyncGenerator<Fact<ComplaintEvent>> {
  if (!store) return;
  for await (const event of store.read(stream)) yield facts.fact(event) as Fact<ComplaintEvent>;
}

/** Does a piece of work on the log, or on none where the directory holds none yet. */
const withAnyLog = async <T>(options: DataOptions, work: (store: EventStore | null) => Promise<T>): Promise<T> => {
  let opened = false;
  try {
    return await withLog(options, (store) => {
      opened = true;
      return work(store);
    });
  } catch (error) {
    if (!opened && error instanceof EventStoreError && error.code === 'unavailable') return work(null);
    throw error;
  }
};

const explained = async (file: string, options: ImportOptions, terminal: Terminal): Promise<void> => {
  sizeOf(file);
  const encoding = await encodingOf(file, options.encoding, terminal.say);
  const proposal = await propose(file, encoding, parse(file).name.slice(0, 60), present(), terminal.say);
  if (proposal.missing.length > 0) process.exitCode = 1;
  tellProposal(terminal, proposal);
};

const formOf = async (
  file: string,
  mapping: Mapping,
  options: ImportOptions,
  terminal: Terminal,
): Promise<ImportOf['form']> => {
  sizeOf(file);
  const form = {
    encoding: await encodingOf(file, options.encoding ?? mapping.encoding, terminal.say),
    delimiter: mapping.delimiter,
  };
  await checkHeading(file, form, mapping, terminal);
  return form;
};

const tried = async (file: string, mapping: Mapping, options: ImportOptions, terminal: Terminal): Promise<void> => {
  const form = await formOf(file, mapping, options, terminal);
  const reports = { rejects: new Report(null, REJECTED), differences: new Report(null, DIFFERING) };
  await withAnyLog(options, async (store) => {
    const facts = codec();
    const standing = {
      factsOf: (stream: string) => factsOf(store, stream, facts),
      rulesAt: () => Promise.resolve(defaultRules),
      now: present,
      zone: mapping.timeZone,
    };
    const desk = new DryDesk(standing, terminal.say);
    const result = await importFile(desk, { file, form, mapping, ...reports }, terminal);
    if (result.refused > 0) process.exitCode = 1;
    if (options.json)
      terminal.json({
        ...result,
        dryRun: true,
        samples: desk.samples,
        faults: reports.rejects.first,
        differing: reports.differences.first,
      });
    else tellDryRun(terminal, result, desk.samples, [reports.rejects, reports.differences]);
  });
};

const taken = async (file: string, mapping: Mapping, options: ImportOptions, terminal: Terminal): Promise<void> => {
  const form = await formOf(file, mapping, options, terminal);
  const beside = (kind: string): string => join(options.data ?? dataDirectory(), `${basename(file)}.${kind}.csv`);
  const rejects = new Report(options.rejects ?? beside('rejects'), REJECTED);
  const differences = new Report(options.differs ?? beside('differs'), DIFFERING);
  const result = await withLedger(options, { setsZone: true }, (ledger) => {
    const desk: Desk = {
      submit: (order) => ledger.router.submit(order),
      now: () => ledger.clock.now(),
      zone: ledger.zone,
      settle: () => ledger.followers.settle(),
    };
    return importFile(desk, { file, form, mapping, rejects, differences }, terminal);
  });
  if (result.refused > 0) process.exitCode = 1;
  if (options.json) terminal.json(result);
  else tellImported(terminal, result);
};

export const addImport = (program: Command, terminal: Terminal): void => {
  const { say } = terminal;
  const names = Object.keys(mappings);
  program
    .command('import')
    .argument(
      '<file>',
      say(
        '来源系统的 CSV 或 NDJSON 文件；或 export --events 的输出',
        'CSV or NDJSON file of another system; or what export --events printed',
      ),
    )
    .description(
      say(
        '导入其他系统的诉求，按其真实时间成为事实；重复导入不产生新记录',
        'take over the requests of another system with their true times; a second run appends nothing',
      ),
    )
    .option(
      '--events',
      say(
        '迁入另一日志的事件：编号、次序与摘要不变',
        'take over the events of another log: ids, order and digests stay',
      ),
    )
    .option(
      '--mapping <name>',
      say(`映射：${names.join('、')}，或 JSON 文件`, `mapping: ${names.join(', ')}, or a JSON file`),
    )
    .option(
      '--explain',
      say('读样本，提出映射并说明理由；不写入', 'look at a sample, propose a mapping and say why; writes nothing'),
    )
    .option(
      '--dry-run',
      say(
        '试运行：先看会成为哪些事实、各有多少；不写入',
        'show the facts that would come of it, and how many; writes nothing',
      ),
    )
    .addOption(
      new Option(
        '--encoding <name>',
        say('文件编码；默认自行判断', 'encoding of the file; found out when absent'),
      ).choices(encodings),
    )
    .option('--data <dir>', say('数据目录', 'data directory'), dataDirectory())
    .option('--rejects <file>', say('不合格行写入的文件', 'file for the rows that were refused'))
    .option('--differs <file>', say('与来源不同的行写入的文件', 'file for the rows that differ'))
    .option('--json', say('输出 JSON', 'print JSON'))
    .action(async (file: string, options: ImportOptions) => {
      if (options.events) return moveIn(file, options, terminal);
      if (options.explain) return explained(file, options, terminal);
      if (options.mapping === undefined)
        throw new WrongUsage(
          say(
            `须给出 --mapping：${names.join('、')}，或 JSON 文件；--explain 可根据文件提出映射`,
            `--mapping <name> is needed: ${names.join(', ')}, or a JSON file; --explain proposes one for the file`,
          ),
        );
      const mapping = mappingNamed(options.mapping, say);
      return options.dryRun ? tried(file, mapping, options, terminal) : taken(file, mapping, options, terminal);
    });
};

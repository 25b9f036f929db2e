import { Cursors } from '@heatledger/event-store';
import { checkedManifest } from '@heatledger/event-store/embedded';
import { cloudEventOf } from '@heatledger/feed';
import { contexts, readConfig } from '@heatledger/server';
import { catalogueOf, dataClassOf, type AnyKind } from '@heatledger/kernel';
import { FactCodec, movedEvents, verifyLog, type BrokenEvent } from '@heatledger/runtime';
import type { Command } from 'commander';
import { dataDirectory } from '../data-directory.js';
import { Refusal, WrongUsage, type Terminal } from '../terminal.js';
import { withLog, type DataOptions } from './opening.js';

/** Reads every fact this program knows. */
const everyFact = (): FactCodec => new FactCodec(catalogueOf(contexts.flatMap(({ deciders }) => deciders.flatMap((decider) => decider.kinds as readonly AnyKind[]))));

interface ExportOptions extends DataOptions {
  readonly after?: string;
  readonly types?: string;
  readonly events?: boolean;
}

export const addExport = (program: Command, terminal: Terminal): void => {
  const { say } = terminal;
  program
    .command('export')
    .description(say('按记录顺序输出事件（CloudEvents，每行一条），个人信息已隐去', 'print the events in order, one CloudEvent a line; personal data masked'))
    .option('--after <position>', say('从该位置之后开始', 'start after this position'))
    .option('--types <list>', say('只要这些事件，以逗号分隔', 'only these facts, separated by commas'))
    .option('--events', say('为迁移输出原始事件：编号、次序、摘要与个人信息俱全，请妥善保管', 'print the events as they are, to move the log: ids, order, digests and personal data; keep it safe'))
    .option('--data <dir>', say('数据目录', 'data directory'), dataDirectory())
    .option('--json', say('输出 JSON（本命令总是如此）', 'print JSON (this command always does)'))
    .action(async (options: ExportOptions) => {
      if (options.events) {
        if (options.after !== undefined || options.types !== undefined) throw new WrongUsage('--events: the whole log is moved; neither --after nor --types is allowed', '--events 输出整个账本，不能与 --after、--types 同时给出');
        return withLog(options, async (store) => {
          for await (const event of movedEvents(store)) await terminal.line(event);
        });
      }
      const { source } = readConfig(options.data === undefined ? {} : { data: options.data });
      const codec = everyFact();
      await withLog(options, async (store) => {
        const cursors = await Cursors.over(store);
        const after = options.after === undefined ? {} : { after: await cursors.read(options.after) };
        const showing = { source, open: [], cursors };
        const filter = options.types === undefined ? {} : { types: options.types.split(',') };
        for await (const { events } of store.scan({ ...filter, ...after }))
          for (const event of events) await terminal.line(cloudEventOf(event, codec, showing));
      });
    });
};

export const addVerify = (program: Command, terminal: Terminal): void => {
  const { say } = terminal;
  program
    .command('verify')
    .description(say('检查整个日志：版次连续、摘要链、事件结构；有误则指出第一条并以 1 退出', 'walk every stream: dense revisions, digest chain, schemas; names the first broken event and exits 1'))
    .option('--data <dir>', say('数据目录', 'data directory'), dataDirectory())
    .option('--json', say('输出 JSON', 'print JSON'))
    .action(async (options: DataOptions) => {
      const manifest = await checkedManifest(options.data ?? dataDirectory());
      const verified = await withLog(options, async (store) => {
        const progress = terminal.progress(say('检查', 'verifying'), store.compare(await store.position(), ''));
        try {
          return await verifyLog(store, everyFact(), (events) => progress.update(events));
        } finally {
          progress.stop();
        }
      });
      if (manifest && !verified.fault && manifest.events !== verified.events) throw new Refusal(say(`清单记有 ${manifest.events} 条事件，实有 ${verified.events} 条`, `the manifest tells of ${manifest.events} events, ${verified.events} are there`));
      if (options.json) terminal.json(verified);
      const { streams, events, fault, notes = [] } = verified;
      if (!options.json) for (const note of notes) terminal.note(say(`注意：${note.zh}`, `note: ${note.en}`));
      if (fault) {
        process.exitCode = 1;
        return terminal.note(faultTold(fault, say));
      }
      if (!options.json) terminal.text(say(`校验通过：${streams} 条事件流、${events} 条事件。`, `sound: ${streams} streams, ${events} events.`));
    });
};

const faultTold = ({ stream, revision, id, position, problem, zh }: BrokenEvent, say: Terminal['say']): string => {
  if (stream !== null) return say(`第一条有误的事件：${stream} 第 ${revision} 版（${id}）：${zh}`, `first broken event: ${stream} revision ${revision} (${id}): ${problem}`);
  return position === null ? say(`日志有误：${zh}`, `the log is not sound: ${problem}`) : say(`日志有误，位置 ${position}：${zh}`, `the log is not sound at position ${position}: ${problem}`);
};

const fieldsOf = (kind: AnyKind): object =>
  Object.fromEntries(Object.entries(kind.schema.shape as Record<string, Parameters<typeof dataClassOf>[0]>).map(([name, schema]) => [name, { dataClass: dataClassOf(schema) ?? null, meaning: schema.meta()?.description ?? null }]));

export const addCatalog = (program: Command, terminal: Terminal): void => {
  const { say } = terminal;
  program
    .command('catalog')
    .description(say('事件目录：每种事实的含义、版本与字段', 'the event catalogue: every kind of fact with its meaning, version and fields'))
    .option('--json', say('输出 JSON', 'print JSON'))
    .action((options: DataOptions) => {
      const kinds = contexts.flatMap((context) => context.deciders.flatMap((decider) => (decider.kinds as readonly AnyKind[]).map((kind) => ({ context: context.name, aggregate: decider.category, kind }))));
      catalogueOf(kinds.map(({ kind }) => kind));
      if (options.json)
        return terminal.json(kinds.map(({ context, aggregate, kind }) => ({ context, aggregate, type: kind.type, version: kind.version, meaning: kind.doc, fields: fieldsOf(kind) })));
      terminal.table([say('领域', 'context'), say('聚合', 'aggregate'), say('事件', 'fact'), say('版本', 'version'), say('含义', 'meaning')], kinds.map(({ context, aggregate, kind }) => [context, aggregate, kind.type, kind.version, kind.doc]));
    });
};

import { unitKinds, type RegisteredAppraisal, type VersionKind } from '@heatledger/supervision';
import { Appraisals, type ShownAppraisal } from '@heatledger/supervision/nest';
import { points, spokenIn } from '@heatledger/vocabulary';
import type { Command } from 'commander';
import { dataDirectory } from '../data-directory.js';
import { WrongUsage, type Terminal } from '../terminal.js';
import { ruleTextTold } from '../rule-words.js';
import { dayOption } from './kpi.command.js';
import { withLedger, type DataOptions } from './opening.js';
import { told } from './refused.js';
import { addPropose } from './proposal.command.js';
import { jsonFile } from './rules.answers.js';

interface ListOptions extends DataOptions {
  readonly unit?: string;
  readonly grade?: string;
  readonly from?: string;
  readonly to?: string;
}

interface RerunOptions extends DataOptions {
  readonly pack?: string;
  readonly draft?: string;
  readonly score?: string;
}

const PAGE = 1000;

const kinds: Readonly<Record<VersionKind, readonly [zh: string, en: string]>> = {
  published: ['公布', 'published'],
  revised: ['修订', 'revised'],
  rescored: ['另一规则', 'other rule'],
};

const withData = (command: Command, { say }: Terminal): Command =>
  command.option('--data <dir>', say('数据目录', 'data directory'), dataDirectory()).option('--json', say('输出 JSON', 'print JSON'));

const score = ({ scoreTenths, totalTenths }: { readonly scoreTenths: number; readonly totalTenths: number }): string =>
  `${points(scoreTenths)}/${points(totalTenths)}`;

const cited = ({ pack, version }: { readonly pack: string; readonly version: string }): string => `${pack}@${version}`;

const everything = async (appraisals: Appraisals, asked: ListOptions): Promise<readonly RegisteredAppraisal[]> => {
  const found: RegisteredAppraisal[] = [];
  let cursor: string | undefined;
  do {
    const page = await appraisals.find({ ...asked, limit: PAGE, ...(cursor === undefined ? {} : { cursor }) });
    found.push(...page.docs.map(({ doc }) => doc));
    cursor = page.cursor;
  } while (cursor !== undefined);
  return found;
};

const addList = (appraisal: Command, terminal: Terminal): void => {
  const { say, language } = terminal;
  const command = appraisal
    .command('list')
    .description(say('考核登记：单位、期间、得分、等级', 'the register: unit, period, score, grade'))
    .option('--unit <name>', say('只列该单位', 'only this unit'))
    .option('--grade <grade>', say('只列该等级', 'only this grade'))
    .option('--from <day>', say('期末不早于', 'periods that end on this day or later'))
    .option('--to <day>', say('期末不晚于', 'periods that end on this day or earlier'));
  withData(command, terminal).action(async (options: ListOptions) => {
    const { unit, grade } = options;
    const [from, to] = [dayOption('--from', options.from), dayOption('--to', options.to)];
    await withLedger(options, { readOnly: true }, async ({ app }) => {
      const found = await everything(app.get(Appraisals), {
        ...(unit === undefined ? {} : { unit }),
        ...(grade === undefined ? {} : { grade }),
        ...(from === undefined ? {} : { from }),
        ...(to === undefined ? {} : { to }),
      });
      if (options.json) return terminal.json({ items: found });
      const state = ({ phase }: RegisteredAppraisal): string => (phase === 'withdrawn' ? say('已撤回', 'withdrawn') : say('有效', 'stands'));
      terminal.table(
        [
          say('单位', 'unit'),
          say('类别', 'kind'),
          say('期间', 'period'),
          say('得分', 'score'),
          say('等级', 'grade'),
          say('版本', 'version'),
          say('状态', 'state'),
          say('编号', 'id'),
        ],
        found.map((entry) => [
          entry.unit,
          unitKinds[entry.unitKind][language],
          `${entry.from}..${entry.to}`,
          score(entry),
          entry.grade,
          entry.standing,
          state(entry),
          entry.appraisalId,
        ]),
      );
    });
  });
};

const printShown = (entry: ShownAppraisal, terminal: Terminal, zone: string): void => {
  const { say, language } = terminal;
  terminal.text(say(`${entry.unit}（${unitKinds[entry.unitKind].zh}）${entry.from} 至 ${entry.to}`, `${entry.unit} (${unitKinds[entry.unitKind].en}) ${entry.from}..${entry.to}`));
  for (const version of entry.versions) {
    const mark = version.version === entry.standing ? say('，现行', ', stands') : '';
    terminal.text(
      `${say(`第 ${version.version} 版`, `version ${version.version}`)} ${say(...kinds[version.kind])}${mark}: ${score(version)} ${version.grade}  [${version.by} · ${spokenIn(zone, version.at)} · ${ruleTextTold(cited(version.rule), language)}]`,
    );
    if (version.reason !== null) terminal.text(`  ${version.reason}`);
    version.difference.forEach((line) => terminal.text(`  ${line[language]}`));
    if (version.kind === 'rescored') continue;
    terminal.table(
      [say('组', 'group'), say('分', 'points'), say('理由', 'reason'), say('所依据的事实', 'the fact behind it'), say('流', 'stream')],
      [
        ...version.items.map(({ group, pointsTenths, reason, fact }) => [
          group,
          points(pointsTenths),
          reason,
          fact?.sentence[language] ?? '–',
          fact?.stream ?? '–',
        ]),
        ...version.vetoes.map(({ veto, fact }) => [say('一票否决', 'veto'), '', veto, fact?.sentence[language] ?? '–', fact?.stream ?? '–']),
      ],
    );
  }
  if (entry.withdrawn)
    terminal.text(
      say(
        `${entry.withdrawn.by} 于 ${spokenIn(zone, entry.withdrawn.at)} 撤回：${entry.withdrawn.reason}`,
        `withdrawn by ${entry.withdrawn.by} on ${spokenIn(zone, entry.withdrawn.at)}: ${entry.withdrawn.reason}`,
      ),
    );
};

const addShow = (appraisal: Command, terminal: Terminal): void => {
  const { say } = terminal;
  withData(
    appraisal
      .command('show')
      .argument('<id>', say('考核编号', 'id of the appraisal'))
      .description(say('一次考核的每一版、每一项及其事实', 'every version and item of an appraisal with the fact behind it')),
    terminal,
  ).action(async (id: string, options: DataOptions) => {
    await withLedger(options, { readOnly: true }, async ({ app, zone }) => {
      const entry = await told(app.get(Appraisals).shown(id), terminal);
      return options.json ? terminal.json(entry) : printShown(entry, terminal, zone);
    });
  });
};

const versionFrom = (text: string | undefined): number | undefined => {
  if (text !== undefined && !/^[1-9]\d{0,4}$/.test(text)) throw new WrongUsage(`--score ${text}: a whole number from 1 is allowed`, `--score ${text}：应为自 1 起的整数`);
  return text === undefined ? undefined : Number(text);
};

const addRerun = (appraisal: Command, terminal: Terminal): void => {
  const { say } = terminal;
  const command = appraisal
    .command('rerun')
    .argument('<id>', say('考核编号', 'id of the appraisal'))
    .description(
      say(
        '重算一次考核：按原规则逐位一致，或按另一规则并说明差异；不登记',
        'run a score again: bit for bit under its rule, or under another one with the difference told; records nothing',
      ),
    )
    .option('--pack <pack[@date]>', say('另一规则包，如 临沂 或 linyi@2026-01-05', 'another pack, such as 临沂 or linyi@2026-01-05'))
    .option('--draft <file>', say('另一计分方案草案（JSON，见 docs/appraisal.md）', 'a draft scheme as JSON (see docs/appraisal.md)'))
    .option('--score <version>', say('哪一版（默认现行版）', 'which version of the score (the one that stands when absent)'));
  withData(command, terminal).action(async (id: string, options: RerunOptions) => {
    const version = versionFrom(options.score);
    if (options.pack !== undefined && options.draft !== undefined)
      throw new WrongUsage(say('--pack 与 --draft 只能给出一个', '--pack or --draft, one of them'));
    const draft = options.draft === undefined ? undefined : jsonFile('--draft', options.draft, terminal);
    await withLedger(options, { readOnly: true }, async ({ app }) => {
      const run = await told(app.get(Appraisals).rerun(id, { version, pack: options.pack, draft }), terminal);
      if (options.json) terminal.json(run);
      else for (const line of [...run.say, ...run.difference]) terminal.text(line[terminal.language]);
      if (options.pack === undefined && draft === undefined && !run.identical) process.exitCode = 1;
    });
  });
};

/** Appraisals of units: the register, one item by item, a score run again, and what an appraiser may start from. */
export const addAppraisal = (program: Command, terminal: Terminal): void => {
  const appraisal = program
    .command('appraisal')
    .description(
      terminal.say(
        '单位考核：登记、逐项依据、重算、拟考核案件',
        'appraisals of units: the register, the fact behind every point, a score run again, cases to start from',
      ),
    );
  for (const add of [addList, addShow, addRerun, addPropose]) add(appraisal, terminal);
};

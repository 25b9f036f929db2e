import { askClock, askRefund, bandTold, compareRefunds, isForm, packFor, packFrom, packs as shipped, packText, ruleTold, type Comparison, type KnownRules, type Refund } from '@heatledger/rulebook';
import { categories, clocks, keysIn, ticketKinds } from '@heatledger/vocabulary';
import { Option, type Command } from 'commander';
import { WrongUsage, type Terminal } from '../terminal.js';
import { withLedger } from './opening.js';
import { ruleTextTold } from '../rule-words.js';
import { answered, jsonFile } from './rules.answers.js';
import { addTrace } from './trace.command.js';
import { addWhatIf } from './rules.what-if.js';

interface Printed {
  readonly json?: boolean;
  /** Where packs were adopted and years entered; only what the program came with when absent. */
  readonly data?: string;
}

const knownIn = async (options: Printed): Promise<KnownRules> => (options.data === undefined ? {} : withLedger(options, { readOnly: true }, ({ surroundings }) => surroundings.known()));

/** What is known, and that it is asked now: what is still to come is not paid back. */
const askedNow = async (options: Printed): Promise<KnownRules> => ({ ...(await knownIn(options)), now: new Date().toISOString() });

interface CaseOptions extends Printed {
  readonly fee?: string;
  readonly season?: string;
  readonly case?: string;
  readonly celsius?: string;
  readonly days?: string;
  readonly agreed?: string;
  readonly area?: string;
  readonly failingArea?: string;
  readonly basicFee?: string;
  readonly from?: string;
  readonly to?: string;
  readonly outage?: boolean;
  readonly metered?: boolean;
}

const yuan = (fen: number): string => (fen / 100).toFixed(2);

const withJson = (command: Command, { say }: Terminal): Command => command.option('--json', say('输出 JSON', 'print JSON'));

const overData = (command: Command, terminal: Terminal): Command =>
  withJson(command, terminal).option('--data <dir>', terminal.say('也用该数据目录中启用的规则包与登记的工作日历', 'also the packs adopted and the years entered in this data directory'));

const caseOptions = (command: Command, { say }: Terminal): Command =>
  command
    .option('--fee <yuan>', say('本采暖季热费，元，最多两位小数', 'season fee in yuan, at most two decimals'))
    .option('--season <from..to>', say('采暖季首日..末日，两端均为供热日', 'first..last heated day, both ends heated'))
    .option('--case <file>', say('个案文件（JSON，见 docs/rulebook.md）', 'the case as a JSON file (see docs/rulebook.md)'))
    .option('--celsius <degrees>', say('实测室温', 'measured room temperature'))
    .option('--days <count>', say('不达标天数', 'failing days'))
    .option('--agreed <degrees>', say('约定室温', 'agreed room temperature'))
    .option('--area <m2>', say('计费面积', 'billed area'))
    .option('--failing-area <m2>', say('不达标房间面积', 'area of the failing rooms'))
    .option('--basic-fee <yuan>', say('基本热费', 'basic part of the season fee'))
    .option('--from <instant>', say('申请（或停热）时间', 'application, or begin of the outage'))
    .option('--to <instant>', say('达标（或恢复）时间', 'pass, or restoration'))
    .option('--outage', say('停热退费', 'the rooms were not heated at all'))
    .option('--metered', say('计量用户', 'a metered user'));

/** The case of the file, if any, with what the command line says on top. */
const caseForm = (options: CaseOptions, terminal: Terminal): object => {
  const file = options.case === undefined ? {} : jsonFile('--case', options.case, terminal);
  if (!isForm(file)) throw new WrongUsage(`--case ${options.case}: ${terminal.say('须为一个 JSON 对象', 'must be one JSON object')}`);
  const { fee, season, celsius, days, agreed, area, failingArea, basicFee, from, to, outage, metered } = options;
  const said = { fee, season, celsius, days, agreedCelsius: agreed, area, failingArea, basicFee, from, to, basis: outage ? 'outage' : undefined, metered };
  return { ...file, ...Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)) };
};

const printRefund = ({ fen, days, band, trace, rule }: Refund, { text, say, language }: { text: (line: string) => void; say: Terminal['say']; language: Terminal['language'] }): void => {
  trace.forEach((line) => text(line[language]));
  text(say(`应退 ${yuan(fen)} 元，${days} 天${band ? `，${bandTold(band).zh}` : ''}；依据 ${ruleTold(rule).zh}`, `${yuan(fen)} yuan for ${days} days${band ? `, ${band}` : ''}; under ${rule.pack}@${rule.version} ${rule.clause ?? ''}`));
};

const addPacks = (rules: Command, terminal: Terminal): void => {
  const { say, language } = terminal;
  overData(rules.command('packs').description(say('全部规则包及其版本', 'every pack and its versions')), terminal).action(async (options: Printed) => {
    const { packs = shipped() } = await knownIn(options);
    const rows = packs.map(({ id, version, name, effectiveFrom, effectiveTo, parent }) => ({ id, version, name, effectiveFrom, effectiveTo: effectiveTo ?? null, parent: parent ?? null }));
    if (options.json) return terminal.json(rows);
    terminal.table([say('标识', 'id'), say('名称', 'name'), say('版本', 'version'), say('自', 'from'), say('至', 'to'), say('上级', 'parent')], rows.map((row) => [row.id, row.name[language], row.version, row.effectiveFrom, row.effectiveTo ?? '', row.parent ?? '']));
  });
};

const addShow = (rules: Command, terminal: Terminal): void => {
  const { say } = terminal;
  overData(rules.command('show').argument('<pack[@date]>').description(say('一个规则包的全部规则与出处', 'every rule of a pack with its source')), terminal).action(async (name: string, options: Printed) => {
    const { line: _line, ...pack } = answered(packFor(name, [], (await knownIn(options)).packs), terminal);
    if (options.json) return terminal.json(pack);
    for (const { title, rows } of packText(pack, terminal.language)) terminal.table([title, say('规则', 'rule'), say('出处', 'source')], rows);
  });
};

const addCheck = (rules: Command, terminal: Terminal): void => {
  const { say } = terminal;
  withJson(rules.command('check').argument('<file>').description(say('检查一个规则包文件（形式同 rules show --json）', 'check a pack file (as printed by rules show --json)')), terminal).action((file: string, { json }: Printed) => {
    const { id, version } = answered(packFrom(jsonFile('check', file, terminal)), terminal);
    if (json) return terminal.json({ id, version, sound: true });
    terminal.text(say(`规则包 ${id}@${version} 可以使用。`, `The pack ${id}@${version} is sound.`));
  });
};

const addRefund = (rules: Command, terminal: Terminal): void => {
  const { say } = terminal;
  const command = rules.command('refund').description(say('按规则包计算退费，逐项说明', 'compute a refund under a pack, step by step')).requiredOption('--pack <pack[@date]>', say('规则包，如 临沂 或 linyi@2026-01-05', 'the pack, such as 临沂 or linyi@2026-01-05'));
  overData(caseOptions(command, terminal), terminal).action(async (options: CaseOptions & { pack: string }) => {
    const refund = answered(askRefund(options.pack, caseForm(options, terminal), await askedNow(options)), terminal);
    const { fen, days, band, factors, trace, rule } = refund;
    if (options.json) return terminal.json({ fen, days, band, factors, trace, rule });
    printRefund(refund, { text: (line) => terminal.text(line), say, language: terminal.language });
  });
};

interface DeadlineOptions extends Printed {
  readonly pack: string;
  readonly category: string;
  readonly kind: string;
  readonly clock: string;
  readonly at: string;
  readonly channel?: string;
  readonly season?: string;
  readonly pauses?: string;
  readonly now?: string;
}

const deadlineOptions = (rules: Command, { say }: Terminal): Command =>
  rules
    .command('deadline')
    .description(say('按规则包计算时限，说明每一段', 'compute a deadline under a pack and tell its segments'))
    .requiredOption('--pack <pack[@date]>', say('规则包', 'the pack'))
    .addOption(new Option('--category <category>', say('事项', 'what it is about')).choices(keysIn(categories)).makeOptionMandatory())
    .addOption(new Option('--kind <kind>', say('种类', 'kind of request')).choices(keysIn(ticketKinds)).makeOptionMandatory())
    .addOption(new Option('--clock <clock>', say('哪一种时限', 'which promise of time')).choices(keysIn(clocks)).makeOptionMandatory())
    .requiredOption('--at <instant>', say('起算时间', 'when it starts'))
    .option('--channel <channel>', say('来源渠道（默认 hotline）', 'the way it came in (hotline when absent)'))
    .option('--season <from..to>', say('已宣布的采暖季', 'the season as declared'))
    .option('--pauses <file>', say('暂停与延期（JSON，见 docs/rulebook.md）', 'pauses and extensions as JSON (see docs/rulebook.md)'))
    .option('--now <instant>', say('截至该时刻的剩余时间与状态', 'what remains, and where it stands, at this instant'));

const addDeadline = (rules: Command, terminal: Terminal): void => {
  const { say, language } = terminal;
  overData(deadlineOptions(rules, terminal), terminal).action(async ({ pack, category, kind, clock, at, channel, season, pauses, now, json, data }: DeadlineOptions) => {
    const file = pauses === undefined ? {} : jsonFile('--pauses', pauses, terminal);
    const history = Array.isArray(file) ? { pauses: file as readonly unknown[] } : file;
    if (!isForm(history)) throw new WrongUsage(`--pauses ${pauses}: ${say('须为暂停的列表', 'must be a list of pauses')}`);
    const stated = { channel, season, now };
    const form = { ...history, category, kind, clock, at, ...Object.fromEntries(Object.entries(stated).filter(([, value]) => value !== undefined)) };
    const { due, segments, rule, state, notes, remainingMinutes } = answered(askClock(pack, form, await knownIn(data === undefined ? {} : { data })), terminal);
    if (json) return terminal.json({ due, segments, rule, state, ...(remainingMinutes === undefined ? {} : { remainingMinutes }), notes });
    segments.forEach((row) => terminal.text(row.say[language]));
    notes.forEach((note) => terminal.text(note[language]));
    const end = due === null ? say('暂停中，恢复后再定到期时间', 'paused: due once it runs again') : say(`到期 ${due}`, `due ${due}`);
    terminal.text(say(`${end}；依据 ${ruleTold(rule).zh}`, `${end}; under ${rule.pack}@${rule.version} ${rule.clause ?? ''}`));
  });
};

const comparisonRows = ({ results }: Comparison, language: Terminal['language']): (string | number)[][] =>
  results.map((row) => ('refund' in row ? [row.pack, yuan(row.refund.fen), row.refund.days, bandTold(row.refund.band)[language], ruleTextTold(`${row.refund.rule.pack}@${row.refund.rule.version}`, language)] : [row.pack, '–', '–', language === 'zh' ? '规则不能给出结果' : row.refused.code, '–']));

const addCompare = (rules: Command, terminal: Terminal): void => {
  const { say } = terminal;
  const command = rules.command('compare').argument('[packs...]').description(say('同一个案在多个规则包下的退费；只看不记', 'one case under several packs; a view that records nothing')).option('--pack <pack...>', say('要比较的规则包', 'packs to compare'));
  overData(caseOptions(command, terminal), terminal).action(async (named: readonly string[], options: CaseOptions & { pack?: readonly string[] }) => {
    const { packs: inFile = [], ...form } = caseForm(options, terminal) as { packs?: readonly string[] };
    const names = [...named, ...(options.pack ?? [])];
    const comparison = answered(compareRefunds(names.length > 0 ? names : inFile, form, await askedNow(options)), terminal);
    if (options.json) return terminal.json(comparison);
    terminal.table([say('规则包', 'pack'), say('应退（元）', 'yuan'), say('天数', 'days'), say('档位', 'band'), say('依据', 'rule')], comparisonRows(comparison, terminal.language));
  });
};

/** What the rules say: packs, a refund, a deadline, packs side by side, none of which needs a data directory; where a recorded figure comes from; and what history would have come to under another pack. */
export const addRules = (program: Command, terminal: Terminal): void => {
  const rules = program.command('rules').description(terminal.say('规则库：规则包、退费与时限的计算及说明', 'the rulebook: packs, refunds and deadlines explained'));
  for (const add of [addPacks, addShow, addCheck, addRefund, addDeadline, addCompare, addTrace, addWhatIf]) add(rules, terminal);
};

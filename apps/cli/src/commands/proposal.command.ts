import { unitKinds } from '@heatledger/supervision';
import { Proposals, type Proposal } from '@heatledger/supervision/nest';
import { keysIn } from '@heatledger/vocabulary';
import { Option, type Command } from 'commander';
import { WrongUsage, type Terminal } from '../terminal.js';
import { ruleTextTold } from '../rule-words.js';
import { basisNames, inTable } from '../table-words.js';
import { axes, instantOption, knownIn, knownOption } from './axes.js';
import { dayOption } from './kpi.command.js';
import { withLedger, type DataOptions } from './opening.js';
import { told } from './refused.js';

interface ProposeOptions extends DataOptions {
  readonly kind: keyof typeof unitKinds & string;
  readonly unit?: string;
  readonly from: string;
  readonly to: string;
  readonly at?: string;
  readonly asOf?: string;
}

/** Cases shown for each rate. */
const CASES = 20;

const printProposal = ({ items, say: notes }: Proposal, terminal: Terminal): void => {
  const { say, language } = terminal;
  for (const { name, basis, numerator, denominator, target, missed, cases } of items) {
    const demanded =
      target === null ? '' : `${target.sense === 'at-least' ? '≥' : '≤'} ${target.permille / 10} % (${ruleTextTold(`${target.rule.pack}@${target.rule.version}`, language)})`;
    terminal.text(
      `${name[language]}${basis === null ? '' : ` ${inTable(basisNames, basis, language)}`}${say('：', ': ')}${numerator}/${denominator}${say('，', ', ')}${demanded}${say('；', '; ')}${say(`${missed} 件未达`, `${missed} missed`)}`,
    );
    terminal.table(
      [say('事实', 'fact'), say('内容', 'what it says'), say('流', 'stream')],
      cases.flatMap(({ stream, facts }) => facts.map(({ eventId, sentence }) => [eventId.slice(0, 8), sentence[language], stream])),
    );
  }
  if (items.length === 0) terminal.text(say('各项指标均达到目标，或没有目标。', 'Every rate reaches its target, or has none.'));
  notes.forEach((note) => terminal.note(note[language]));
};

/** What an appraiser may start from. */
export const addPropose = (appraisal: Command, terminal: Terminal): void => {
  const { say } = terminal;
  const command = appraisal
    .command('propose')
    .description(say('未达标的指标及其背后的事实；只看不记', 'rates below their targets with the facts behind; a view that records nothing'))
    .addOption(new Option('--kind <kind>', say('考核对象', 'what is appraised')).choices(keysIn(unitKinds)).makeOptionMandatory())
    .option('--unit <name>', say('片区或换热站名称', 'name of the zone or station'))
    .requiredOption('--from <day>', say('起始日', 'first day counted'))
    .requiredOption('--to <day>', say('截止日', 'last day counted'));
  axes(command, terminal).action(async (options: ProposeOptions) => {
    const { kind: unitKind, unit } = options;
    if (unit === undefined && unitKind !== 'company') throw new WrongUsage(`--unit: the name of a ${unitKind} is needed`, `--unit：请给出${unitKinds[unitKind].zh}名称`);
    const [from = '', to = ''] = [dayOption('--from', options.from), dayOption('--to', options.to)];
    const [asked, asOf] = [instantOption('--at', options.at), knownOption('--as-of', options.asOf)];
    await withLedger(options, { readOnly: true }, async ({ app, clock }) => {
      const proposal = await told(app.get(Proposals).proposal({ unitKind, unit, from, to, at: asked ?? clock.now(), asOf: await knownIn(app, asOf), limit: CASES }), terminal);
      return options.json ? terminal.json(proposal) : printProposal(proposal, terminal);
    });
  });
};

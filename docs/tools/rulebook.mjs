// Fills the generated parts of docs/rulebook.md by running the rulebook, or with --check ends with 1 where the page no longer says what the code says. Run over the built program.
import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { table } from './house.mjs';
import { cases, clockCases } from './rulebook-cases.mjs';

const built = (path) => import(new URL(`../../dist/cli/${path}`, import.meta.url).href);
const { askClock, askRefund, limitText, packText, packs, workingCalendar } = await built('libs/rulebook/src/index.js');
const { categories, clocks, keysIn, ticketKinds } = await built('libs/vocabulary/src/index.js');

const PAGE = 'docs/rulebook.md';
const yuan = (fen) => (fen / 100).toFixed(2);
const cited = (source) => (source ? `${source.text} [${source.mark}]` : '');
const named = ({ id, version, name }) => `${name.zh} \`${id}@${version}\``;
const holds = ({ effectiveFrom, effectiveTo }) => `${effectiveFrom}…${effectiveTo ?? ''}`;
const season = ({ usualSeason }) => (usualSeason ? `${usualSeason.from}${usualSeason.fromTime ? ` ${usualSeason.fromTime}` : ''} … ${usualSeason.to}` : '–');

const packTable = () =>
  table(
    ['pack', 'in force', 'parent', 'usual season', 'room', 'notes'],
    packs().map((pack) => [named(pack), holds(pack), pack.parent ?? '–', season(pack), pack.thresholdTenths === undefined ? '–' : `${pack.thresholdTenths / 10} °C${pack.kitchenTenths === undefined ? '' : `, kitchen ${pack.kitchenTenths / 10} °C`}`, (pack.notes ?? []).map(({ en }) => en).join(' ')]),
  );

const band = ({ name, percent, from, to }) => `${name}: ${percent} % (${from ? `${from.tenths / 10} ${from.included ? 'in' : 'out'}` : 'no lower end'}; ${to ? `${to.tenths / 10} ${to.included ? 'in' : 'out'}` : 'no upper end'})`;
const counted = ({ graceHours, countFrom }) => [graceHours === undefined ? '' : `nothing when cured within ${graceHours} h`, countFrom === 'application' ? 'from the application' : 'from the end of the grace', 'both ends'].filter(Boolean).join('; ');
const outage = (rule) => (rule === undefined ? '–' : [rule.afterHours ? `${rule.afterHours.included ? 'from' : 'over'} ${rule.afterHours.hours} h` : 'start from the parent', rule.cumulativeDaysOver === undefined ? '' : `or over ${rule.cumulativeDaysOver} days in all`, rule.metered ? 'metered: basic fee only' : ''].filter(Boolean).join('; '));

const refundTable = () =>
  table(
    ['pack', 'bands (which end is in)', 'days', 'area, share', 'paid by', 'outage', 'source'],
    packs().map((pack) => [
      named(pack),
      pack.refund ? `${pack.refund.scale === 'measured' ? '' : '°C short of the agreed temperature: '}${pack.refund.bands.map(band).join('<br>')}` : 'absent',
      pack.refund ? counted(pack.refund) : '–',
      pack.refund ? `${{ whole: 'whole dwelling', 'failing-rooms': 'failing rooms', stated: 'failing rooms where both areas are given' }[pack.refund.area]}, ${pack.refund.share === 'all' ? 'whole fee' : 'fee less the basic part'}` : '–',
      pack.refund?.payBy ? `${pack.refund.payBy.say.zh}${pack.refund.lateRefundPenalty ? '; 滞退金' : ''}` : '–',
      outage(pack.outage),
      [cited(pack.refund?.source), cited(pack.outage?.source)].filter(Boolean).join('<br>'),
    ]),
  );

const limitTable = () =>
  table(
    ['pack', 'clock', 'for', 'limit', 'source'],
    packs().flatMap((pack) =>
      pack.limits.map((limit) => [named(pack), `${clocks[limit.clock].zh} ${limit.clock}`, `${limit.kinds.map((kind) => ticketKinds[kind].zh).join('/')}${limit.categories ? `: ${limit.categories.map((category) => `${categories[category].zh} ${category}`).join('/')}` : ''}`, limitText(limit, 'en'), cited(limit.source)]),
    ),
  );

const rest = (titles) =>
  table(
    ['pack', 'about', 'rule', 'source'],
    packs().flatMap((pack) => packText(pack, 'en').filter(({ title }) => titles.includes(title)).flatMap(({ rows }) => rows.filter(([, , source]) => source !== '').map((row) => [named(pack), ...row]))),
  );

const yearTable = () =>
  table(
    ['year', 'holidays', 'worked weekends', 'source'],
    Object.entries(workingCalendar).map(([year, { holidays, working, source }]) => [year, holidays.join(', '), working.join(', '), cited(source)]),
  );

const fence = (language, text) => `\`\`\`${language}\n${text}\n\`\`\``;
const refusal = ({ code, detail }) => `**${code}**: \`${detail.field}\` — ${detail.allowed}.`;
const ruleOf = ({ pack, version, clause }) => `\`${pack}@${version}\` ${clause}`;

const workedRefund = ([pack, form]) => {
  const ruled = askRefund(pack, form);
  const said = ruled.ok ? [...ruled.value.trace.flatMap(({ zh, en }) => [`- ${zh}<br>${en}`]), '', `**${yuan(ruled.value.fen)} yuan**, ${ruled.value.days} days, band \`${ruled.value.band || '–'}\`, under ${ruleOf(ruled.value.rule)}.`].join('\n') : refusal(ruled);
  return [`### ${pack}`, fence('json', JSON.stringify(form)), said].join('\n\n');
};

const workedClock = ([pack, form]) => {
  const ruled = askClock(pack, form);
  const head = `### ${pack}: ${categories[form.category].zh} ${form.category}, ${ticketKinds[form.kind].zh}, ${clocks[form.clock].zh}`;
  if (!ruled.ok) return [head, fence('json', JSON.stringify(form)), refusal(ruled)].join('\n\n');
  const { due, segments, notes, rule } = ruled.value;
  const said = [...segments.map(({ say }) => say), ...notes].map(({ zh, en }) => `- ${zh}<br>${en}`).join('\n');
  return [head, fence('json', JSON.stringify(form)), said, `**Due ${due ?? 'once it runs again'}**, under ${ruleOf(rule)}.`].join('\n\n');
};

const words = () => table(['word', 'values'], [['category', keysIn(categories).map((key) => `${key} ${categories[key].zh}`).join(', ')], ['kind', keysIn(ticketKinds).map((key) => `${key} ${ticketKinds[key].zh}`).join(', ')], ['clock', keysIn(clocks).map((key) => `${key} ${clocks[key].zh}`).join(', ')]]);

const parts = {
  packs: packTable,
  refunds: refundTable,
  limits: limitTable,
  rooms: () => rest(['rooms']),
  conduct: () => rest(['money, notice, appraisal']),
  years: yearTable,
  words,
  'worked refunds': () => Object.entries(cases).map(workedRefund).join('\n\n'),
  'worked clocks': () => clockCases.map(workedClock).join('\n\n'),
};

/** The page with every generated part made anew. */
export const rulebookPage = (page = readFileSync(PAGE, 'utf8')) => {
  const missing = Object.keys(parts).filter((name) => !page.includes(`<!-- generated: ${name} -->`));
  if (missing.length > 0) throw new Error(`${PAGE} has no place for: ${missing.join(', ')}`);
  return page.replace(/<!-- generated: ([a-z ]+) -->\n[\s\S]*?<!-- \/generated -->/g, (_, name) => `<!-- generated: ${name} -->\n\n${parts[name]()}\n\n<!-- /generated -->`);
};

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const page = readFileSync(PAGE, 'utf8');
  const made = rulebookPage(page);
  if (!process.argv.includes('--check')) writeFileSync(PAGE, made);
  else if (made !== page) {
    process.stderr.write(`${PAGE}: not what the rulebook says; run node docs/tools/rulebook.mjs\n`);
    process.exitCode = 1;
  }
}

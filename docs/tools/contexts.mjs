import { GENERATED, table } from './house.mjs';

const list = (items) => items.join('\n');

const deciderSection = (decider) => {
  const commands = table(
    ['command', 'what it does'],
    decider.commands.map(({ type, doc }) => [`\`${type}\``, doc]),
  );
  const facts = table(
    ['fact', 'meaning'],
    decider.kinds.map(({ type, doc }) => [`[\`${type}\`](../generated/events.md#${type.toLowerCase()})`, doc]),
  );
  const refusals = table(
    ['refusal', 'kind', '中文', 'English'],
    Object.entries(decider.rejections).map(([code, { kind, zh, en }]) => [`\`${code}\``, kind, zh, en]),
  );
  return [
    `## Aggregate \`${decider.category}\``,
    `Stream: \`${decider.category}-<id>\`.`,
    '### Commands',
    commands,
    '### Facts',
    facts,
    '### Refusals',
    refusals,
  ].join('\n\n');
};

const projectionRows = (projections) =>
  projections.map(({ name, version, doc, indexes, evolve }) => [
    `\`${name}\``,
    version,
    doc,
    Object.keys(indexes)
      .map((index) => `\`${index}\``)
      .join(' '),
    Object.keys(evolve).length,
  ]);

/** Habits of the house that listen to a fact of these deciders. */
const listening = (deciders, reactions) => {
  const own = new Set(deciders.flatMap(({ kinds }) => kinds.map(({ type }) => type)));
  return reactions
    .map(({ name, doc, on }) => ({ name, doc, heard: Object.keys(on).filter((type) => own.has(type)) }))
    .filter(({ heard }) => heard.length > 0);
};
const habitLine = ({ name, doc, heard }) => `- [\`${name}\`](processes.md) on ${heard.map((type) => `\`${type}\``).join(', ')}: ${doc}`;

/** One page a context: what it is for, its words, its commands, facts, refusals, views, timers and the habits that listen to it. */
export const contextPage = ({ name, title, purpose, clauses, terms, deciders, projections, timers }, reactions) =>
  [
    GENERATED,
    `# ${title.zh} · ${title.en}`,
    purpose,
    `Keeps the clauses ${clauses.join(', ') || '(none of its own)'} of the service regulation. Code: \`libs/${['operations', 'answers'].includes(name) ? 'runtime' : name}\`.`,
    '## Words',
    table(
      ['word', '中文', 'meaning', 'not to be confused with'],
      terms.map((term) => [term.term, term.zh, term.meaning, term.notToBeConfusedWith ?? '']),
    ),
    ...deciders.map(deciderSection),
    ...(projections.length === 0
      ? []
      : ['## Views', table(['view', 'version', 'what it shows', 'indexes', 'facts it reads'], projectionRows(projections))]),
    ...(timers.length === 0 ? [] : ['## Timers', list(timers.map(({ name: timer, doc }) => `- \`${timer}\`: ${doc}`))]),
    ...(listening(deciders, reactions).length === 0 ? [] : ['## Habits that listen', list(listening(deciders, reactions).map(habitLine))]),
  ].join('\n\n') + '\n';

/** The habits that run across contexts. */
export const processesPage = (reactions) =>
  [
    GENERATED,
    '# 跨领域流程 · Processes',
    'Facts in, commands out, nothing else. What they create has an id derived from the cause, so a second delivery is the same command. Code: `libs/processes`.',
    table(
      ['habit', 'what it does', 'listens to'],
      reactions.map(({ name, doc, on }) => [
        `\`${name}\``,
        doc,
        Object.keys(on)
          .map((type) => `\`${type}\``)
          .join(' '),
      ]),
    ),
  ].join('\n\n') + '\n';

import { z } from 'zod';
import { GENERATED, table } from './house.mjs';

const SCHEMA_BASE = 'urn:heatledger:schema';

/** The JSON Schema (2020-12) of a fact's data, each field with its meaning and data class. */
export const schemaOf = (kind) => {
  const { $schema, ...schema } = z.toJSONSchema(kind.schema);
  return { $schema, $id: `${SCHEMA_BASE}:${kind.type}:${kind.version}`, title: kind.type, description: kind.doc, version: kind.version, ...schema };
};

const typeOf = (field) => {
  if (field.enum) return field.enum.map((value) => `\`${value}\``).join(' ');
  if (field.type === 'array') return `list of ${field.items?.type ?? 'values'}`;
  return [field.type ?? 'object', field.format].filter(Boolean).join(', ');
};

/** One section of the catalogue. */
const factSection = (kind) => {
  const { properties, required = [] } = schemaOf(kind);
  const rows = Object.entries(properties).map(([name, field]) => [
    `\`${name}\``,
    required.includes(name) ? 'yes' : '',
    field.dataClass ?? '',
    typeOf(field),
    field.description ?? '',
  ]);
  return [
    `### ${kind.type}`,
    `${kind.doc} Version ${kind.version}. [Schema](schemas/${kind.type}.json)`,
    table(['field', 'needed', 'class', 'type', 'meaning'], rows),
  ].join('\n\n');
};

/** The event catalogue: every fact, by context. */
export const catalogue = ({ contexts, kinds }) => {
  const seen = new Set();
  const sections = contexts.flatMap((context) => {
    const own = context.deciders.flatMap((decider) => decider.kinds).filter((kind) => !seen.has(kind.type) && seen.add(kind.type));
    return own.length === 0 ? [] : [`## ${context.title.zh} (${context.name})`, ...own.map(factSection)];
  });
  const classes = table(
    ['class', 'what'],
    [
      ['C0', 'public'],
      ['C1', 'internal'],
      ['C2', 'about a home, without naming anybody'],
      ['C3', 'names, phones, addresses, free text: masked unless the token opens the class'],
      ['C4', 'sensitive personal data'],
      ['C5', 'identity of a reporter'],
    ],
  );
  return (
    [
      GENERATED,
      '# Event catalogue',
      `${kinds.length} facts. Each is written once and never edited; older versions are read through upcasts. Data classes:`,
      classes,
      ...sections,
    ].join('\n\n') + '\n'
  );
};

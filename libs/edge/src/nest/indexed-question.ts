import type { FindQuery } from '@heatledger/read-store';
import { InvalidRequest } from '../problems.js';
import type { PageRequest } from './page.js';

type Filters = Readonly<Record<string, string | undefined>>;

/** The index that answers each set of filters, by their names in alphabetical order: `day+zone`; `''` answers none at all. */
export type IndexesByFilters = Readonly<Record<string, string>>;

/** The question to a view that a set of filters asks; a set without an index is refused. */
export const indexedQuestion = (indexes: IndexesByFilters, filters: Filters, { limit, cursor }: PageRequest): FindQuery & { readonly equals: Readonly<Record<string, string>> } => {
  const equals = Object.fromEntries(Object.entries(filters).filter((entry): entry is [string, string] => entry[1] !== undefined));
  const given = Object.keys(equals).sort().join('+');
  const index = indexes[given];
  if (index === undefined)
    throw new InvalidRequest([
      {
        parameter: given.replaceAll('+', ', ') || 'filter',
        zh: '不支持这样的筛选组合；允许的组合见 allowed。',
        en: 'these filters do not go together; the combinations in allowed do.',
        allowed: Object.keys(indexes).filter((names) => names !== ''),
      },
    ]);
  return { index, equals, ...(limit === undefined ? {} : { limit }), ...(cursor === undefined ? {} : { cursor }) };
};

import { InvalidRequest } from '@heatledger/edge';
import type { FindQuery } from '@heatledger/read-store';
import type { HouseholdsRequest } from './household.requests.js';

const indexes: Readonly<Record<string, string>> = {
  archiveNumber: 'by-archive-number',
  station: 'by-station',
  zone: 'by-zone',
  'station+zone': 'by-zone',
};

/** The index that answers a set of filters; a set without one is refused. */
export const householdsQuestion = ({ zone, station, archiveNumber, limit, cursor }: HouseholdsRequest): FindQuery => {
  const equals = Object.fromEntries(
    Object.entries({ zone, station, archiveNumber }).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
  const given = Object.keys(equals).sort().join('+');
  const index = indexes[given];
  if (index === undefined)
    throw new InvalidRequest([
      {
        parameter: given.replaceAll('+', ', ') || 'filter',
        zh: '不支持这样的筛选组合。',
        en: 'these filters do not go together.',
        allowed: Object.keys(indexes).filter((names) => names !== ''),
      },
    ]);
  return { index, equals, ...(limit === undefined ? {} : { limit }), ...(cursor === undefined ? {} : { cursor }) };
};

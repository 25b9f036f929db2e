import { InvalidRequest } from '@heatledger/edge';
import type { FindQuery } from '@heatledger/read-store';
import type { MeasurementsRequest } from './measurement.requests.js';

const indexes: Readonly<Record<string, string>> = {
  householdId: 'by-household',
  ticketId: 'by-ticket',
  day: 'by-day',
  zone: 'by-zone',
  'day+zone': 'by-zone',
  result: 'by-result',
  'day+result': 'by-result',
};

/** The index that answers a set of filters, latest first; a set without one is refused. */
export const measurementsQuestion = ({ householdId, ticketId, day, zone, result, limit, cursor }: MeasurementsRequest): FindQuery => {
  const filters = Object.entries({ householdId, ticketId, day, zone, result });
  const equals = Object.fromEntries(filters.filter((entry): entry is [string, string] => entry[1] !== undefined));
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
  return { index, equals, order: 'descending', ...(limit === undefined ? {} : { limit }), ...(cursor === undefined ? {} : { cursor }) };
};

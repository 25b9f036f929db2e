import { InvalidRequest } from '@heatledger/edge';
import type { FindQuery } from '@heatledger/read-store';
import type { AdjustmentsRequest } from './adjustment.requests.js';

const indexes: Readonly<Record<string, string>> = {
  '': 'by-request',
  caseNumber: 'by-case-number',
  phase: 'by-phase',
  householdId: 'by-household',
  ticketId: 'by-ticket',
  month: 'by-month',
  zone: 'by-zone-month',
  'month+zone': 'by-zone-month',
};

/** The index that answers a set of filters, latest first; a set without one is refused. */
export const adjustmentsQuestion = ({ caseNumber, phase, householdId, ticketId, zone, month, limit, cursor }: AdjustmentsRequest): FindQuery => {
  const filters = Object.entries({ caseNumber, phase, householdId, ticketId, zone, month });
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

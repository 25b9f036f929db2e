import type { FindQuery } from '@heatledger/read-store';
import { BadRequestException } from '@nestjs/common';
import type { AdjustmentsRequest } from './adjustment.requests.js';

const indexes: Readonly<Record<string, string>> = {
  '': 'by-request',
  phase: 'by-phase',
  householdId: 'by-household',
  ticketId: 'by-ticket',
  month: 'by-month',
  zone: 'by-zone-month',
  'month+zone': 'by-zone-month',
};

/** The index that answers a set of filters, latest first; a set without one is refused. */
export const adjustmentsQuestion = ({ phase, householdId, ticketId, zone, month, limit, cursor }: AdjustmentsRequest): FindQuery => {
  const filters = Object.entries({ phase, householdId, ticketId, zone, month });
  const equals = Object.fromEntries(filters.filter((entry): entry is [string, string] => entry[1] !== undefined));
  const given = Object.keys(equals).sort().join('+');
  const index = indexes[given];
  if (index === undefined)
    throw new BadRequestException({
      code: 'fee/no-such-view',
      message: '不支持这样的筛选组合。 These filters do not go together.',
      detail: { field: given, allowed: Object.keys(indexes).filter((names) => names !== '') },
    });
  return { index, equals, order: 'descending', ...(limit === undefined ? {} : { limit }), ...(cursor === undefined ? {} : { cursor }) };
};

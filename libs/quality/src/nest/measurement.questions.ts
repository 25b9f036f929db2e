import type { FindQuery } from '@heatledger/read-store';
import { BadRequestException } from '@nestjs/common';
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
    throw new BadRequestException({
      code: 'quality/no-such-view',
      message: '不支持这样的筛选组合。 These filters do not go together.',
      detail: { field: given || 'filter', allowed: Object.keys(indexes) },
    });
  return { index, equals, order: 'descending', ...(limit === undefined ? {} : { limit }), ...(cursor === undefined ? {} : { cursor }) };
};

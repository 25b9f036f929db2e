import type { FindQuery } from '@heatledger/read-store';
import { BadRequestException } from '@nestjs/common';
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
    throw new BadRequestException({
      code: 'household/no-such-view',
      message: '不支持这样的筛选组合。 These filters do not go together.',
      detail: { field: given || 'filter', allowed: Object.keys(indexes) },
    });
  return { index, equals, ...(limit === undefined ? {} : { limit }), ...(cursor === undefined ? {} : { cursor }) };
};

import { indexedQuestion, type IndexesByFilters } from '@heatledger/edge/nest';
import type { FindQuery } from '@heatledger/read-store';
import type { HouseholdsRequest } from './household.requests.js';

const indexes: IndexesByFilters = {
  archiveNumber: 'by-archive-number',
  station: 'by-station',
  zone: 'by-zone',
  'station+zone': 'by-zone',
};

/** The index that answers a set of filters; a set without one is refused. */
export const householdsQuestion = ({ zone, station, archiveNumber, ...page }: HouseholdsRequest): FindQuery => indexedQuestion(indexes, { zone, station, archiveNumber }, page);

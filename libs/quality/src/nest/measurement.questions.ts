import { indexedQuestion, type IndexesByFilters } from '@heatledger/edge/nest';
import type { FindQuery } from '@heatledger/read-store';
import type { MeasurementsRequest } from './measurement.requests.js';

const indexes: IndexesByFilters = {
  householdId: 'by-household',
  ticketId: 'by-ticket',
  day: 'by-day',
  zone: 'by-zone',
  'day+zone': 'by-zone',
  result: 'by-result',
  'day+result': 'by-result',
};

/** The index that answers a set of filters, latest first; a set without one is refused. */
export const measurementsQuestion = ({ householdId, ticketId, day, zone, result, ...page }: MeasurementsRequest): FindQuery => ({ ...indexedQuestion(indexes, { householdId, ticketId, day, zone, result }, page), order: 'descending' });

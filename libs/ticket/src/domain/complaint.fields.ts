import { categories, countField, householdId, oneOf, station, textField, ticketId, zone } from '@heatledger/vocabulary';

/** What every fact of a complaint repeats for its readers. */
export const subject = {
  ticketId,
  householdId: householdId.optional(),
  zone: zone.optional(),
  station: station.optional(),
  category: oneOf('What was claimed.', categories),
};
export const round = countField('Round of the complaint, from 1.', 'C1', 1000);
export const reason = textField('Why; names no person.');

import { categories, householdId, oneOf, station, textField, ticketId, zone } from '@heatledger/vocabulary';

/** What every fact of a repair says of its ticket. */
export const subject = {
  ticketId,
  householdId: householdId.optional(),
  zone: zone.optional(),
  station: station.optional(),
  category: oneOf('What was claimed.', categories),
};

export const reason = textField('Why; names no person.');

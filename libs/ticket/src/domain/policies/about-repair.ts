import type { Repair } from '../repair.state.js';

/** What every fact of a repair repeats for its readers. */
export const aboutRepair = ({ ticketId, householdId, zone, station, category }: Repair): Pick<Repair, 'ticketId' | 'householdId' | 'zone' | 'station' | 'category'> => ({
  ticketId,
  householdId,
  zone,
  station,
  category,
});

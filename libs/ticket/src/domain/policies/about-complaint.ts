import type { Complaint } from '../complaint.state.js';

/** What every fact of a complaint repeats for its readers. */
export const aboutComplaint = ({ ticketId, householdId, zone, station, category }: Complaint): Pick<Complaint, 'ticketId' | 'householdId' | 'zone' | 'station' | 'category'> => ({
  ticketId,
  householdId,
  zone,
  station,
  category,
});

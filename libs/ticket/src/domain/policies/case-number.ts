import type { Instant } from '@heatledger/kernel';
import { dayIn, type TicketKind } from '@heatledger/vocabulary';

const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const prefixes: Readonly<Record<TicketKind, string>> = { repair: 'R', complaint: 'T', enquiry: 'E' };

/** The number people say on the telephone, from the day in the company's zone and the end of the random id: `R-20260105-7K3M`. */
export const caseNumberOf = (kind: TicketKind, zone: string, at: Instant, ticketId: string): string => {
  const tail = parseInt(ticketId.slice(-5), 16);
  const letters = [15, 10, 5, 0].map((shift) => LETTERS.charAt((tail >>> shift) & 31)).join('');
  return `${prefixes[kind]}-${dayIn(zone, at).replaceAll('-', '')}-${letters}`;
};

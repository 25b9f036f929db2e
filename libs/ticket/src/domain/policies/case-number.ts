import type { Instant } from '@heatledger/kernel';
import { numberFrom, type TicketKind } from '@heatledger/vocabulary';

const series: Readonly<Record<TicketKind, string>> = { repair: 'R', complaint: 'T', enquiry: 'E' };

/** The number people say on the telephone, from the day in the company's zone and the end of the random id: `R-20260105-7K3M`. */
export const caseNumberOf = (kind: TicketKind, zone: string, at: Instant, ticketId: string): string => numberFrom(series[kind], zone, at, ticketId);

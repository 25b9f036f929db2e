import type { Reaction } from '@heatledger/kernel';
import { EscalateComplaint, EscalateRepair, type ComplaintCommand, type RepairCommand, type RepairEvent } from '@heatledger/ticket';
import { clockNamed } from '@heatledger/vocabulary';

type Breached = Extract<RepairEvent, { type: 'ClockBreached' }>;

/** Brings a ticket to a higher level when a promise of time was broken; how high is for the rules of that instant to say. An answer to a question has no levels. */
export const escalateOverdue: Reaction<Breached, RepairCommand | ComplaintCommand> = {
  name: 'escalate-overdue',
  doc: 'Brings a repair or complaint to the level that the rules name when a promise of time was broken.',
  on: {
    ClockBreached: ({ data: { ticketId, ticketKind, clock, round } }) => {
      if (ticketKind === 'enquiry') return [];
      const escalation = { ticketId, clock, round, reason: `“${clockNamed(clock, ticketKind).zh}”超时` };
      return [ticketKind === 'repair' ? EscalateRepair(escalation) : EscalateComplaint(escalation)];
    },
  },
};

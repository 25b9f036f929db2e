import type { Reaction } from '@heatledger/kernel';
import { EscalateComplaint, EscalateRepair, type ComplaintCommand, type RepairCommand, type RepairEvent } from '@heatledger/ticket';
import { clocks, type ClockName } from '@heatledger/vocabulary';

type Breached = Extract<RepairEvent, { type: 'ClockBreached' }>;

/** How high a broken promise goes: getting to work late to the shift leader, an unsettled matter to the duty manager. Configuration [D]. */
const levels: Readonly<Partial<Record<ClockName, number>>> = { arrive: 1, 'first-contact': 1, 'first-result': 1, resolve: 2, 'written-answer': 2 };

/** Brings a ticket to a higher level when a promise of time was broken; an answer to a question has no levels. */
export const escalateOverdue: Reaction<Breached, RepairCommand | ComplaintCommand> = {
  name: 'escalate-overdue',
  doc: 'Brings a repair or complaint to a higher level when a promise of time was broken.',
  on: {
    ClockBreached: ({ data: { ticketId, ticketKind, clock } }) => {
      const level = levels[clock];
      if (level === undefined || ticketKind === 'enquiry') return [];
      const escalation = { ticketId, level, reason: `“${clocks[clock].zh}”超时` };
      return [ticketKind === 'repair' ? EscalateRepair(escalation) : EscalateComplaint(escalation)];
    },
  },
};

import type { Reaction } from '@heatledger/kernel';
import type { EnquiryEvent } from '../domain/enquiry.events.js';
import { ReceiveComplaint, type ComplaintCommand } from '../domain/complaint.commands.js';
import { ReportRepair, type RepairCommand } from '../domain/repair.commands.js';

type Turned = Extract<EnquiryEvent, { type: 'EnquiryTurned' }>;

/** Opens the repair or complaint that an enquiry turned into; its id follows from the enquiry's, so a second delivery opens nothing. */
export const turnEnquiry: Reaction<Turned, RepairCommand | ComplaintCommand> = {
  name: 'turn-enquiry',
  doc: 'Opens the repair or complaint that an enquiry turned into.',
  channelOf: ({ data: { channel } }) => (channel === 'import' ? undefined : channel),
  on: {
    EnquiryTurned: ({ data }) => {
      const { targetId: ticketId, targetCaseNumber: caseNumber, householdId, zone, station, category, question: description, askerName, askerPhone } = data;
      if (data.into === 'complaint')
        return [ReceiveComplaint({ ticketId, caseNumber, householdId, zone, station, category, description, complainantName: askerName, complainantPhone: askerPhone })];
      return [ReportRepair({ ticketId, caseNumber, householdId, zone, station, category, description, callerName: askerName, callerPhone: askerPhone })];
    },
  },
};

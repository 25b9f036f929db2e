import type { BoundedContext } from '@heatledger/kernel';
import { complaint } from './domain/complaint.js';
import { enquiry } from './domain/enquiry.js';
import { repair } from './domain/repair.js';
import { ticketApprovals } from './domain/ticket.approvals.js';
import { merges } from './domain/merge.js';
import { pausedWork } from './projections/paused-work.projection.js';
import { pauseEnds } from './timers/pause-ends.timers.js';
import { mergeRegister } from './projections/merge-register.projection.js';
import { responseRecord } from './projections/response-record.projection.js';
import { ticketCard } from './projections/ticket-card.projection.js';
import { ticketQueue } from './projections/ticket-queue.projection.js';
import { ticketClocks } from './timers/ticket-clocks.timers.js';

/** Requests of users and the promises of time that they start. */
export const ticketContext: BoundedContext = {
  name: 'ticket',
  title: { zh: '报修、投诉与咨询', en: 'Repairs, complaints and enquiries' },
  purpose: 'Takes requests down, keeps the promises of time that they start, and brings each to a named exit.',
  clauses: ['三(一)3', '三(二)', '四(三)'],
  terms: [
    { term: 'ticket', zh: '工单', meaning: 'A request that was taken down and is worked on: a repair, a complaint or an enquiry.' },
    { term: 'repair', zh: '报修', meaning: 'Something is out of order and a crew must come.', notToBeConfusedWith: 'complaint: somebody is not content with the service' },
    { term: 'complaint', zh: '投诉', meaning: 'Somebody is not content; it is heard, decided and followed until a named exit.' },
    { term: 'enquiry', zh: '咨询', meaning: 'A question that wants an answer.' },
    { term: 'clock', zh: '时限', meaning: 'A promise of time on a ticket; its due time is computed once and recorded with its rule.' },
    { term: 'breach', zh: '超时', meaning: 'The due time passed and the promised thing was not done; recorded once, at the due time.' },
    { term: 'round', zh: '轮次', meaning: 'One pass of work on a ticket; a ticket that comes back begins the next.' },
    {
      term: 'late entry',
      zh: '补录',
      meaning: 'Something recorded after it happened; beyond a tolerance its effect on promises of time waits for a second person.',
    },
    {
      term: 'merge',
      zh: '并案',
      meaning: 'One ticket goes on for another; both stay, and what is done counts for both.',
      notToBeConfusedWith: 'repeat: two tickets, each worked on by itself',
    },
    { term: 'exit', zh: '办结方式', meaning: 'The named way in which a ticket ended.', notToBeConfusedWith: 'answer: whether somebody is satisfied' },
    { term: 'category', zh: '诉求类别', meaning: 'What was claimed.', notToBeConfusedWith: 'cause: what was found' },
    { term: 'call back', zh: '回访', meaning: 'Somebody other than the handler asks the requester how it went.' },
    { term: 'assignment objection', zh: '派单异议', meaning: 'The one who was assigned says why the work is not theirs.' },
  ],
  deciders: [repair, complaint, enquiry, merges],
  projections: [ticketQueue, ticketCard, responseRecord, mergeRegister, pausedWork],
  timers: [ticketClocks, pauseEnds],
  approvals: ticketApprovals,
};

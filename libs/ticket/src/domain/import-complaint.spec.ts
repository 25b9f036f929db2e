import { describe, expect, it } from '@jest/globals';
import { afterSteps, assigned } from '../testing/complaint-stories.js';
import { AcknowledgeComplaint, ImportComplaint, type ForeignComplaint } from './complaint.commands.js';

const ticketId = '0192f000-0000-7000-8000-0000000000c9';
const opened = '2017-01-03T08:00:00-05:00';
const due = '2017-01-05T08:00:00-05:00';
const foreign = (more: Partial<ForeignComplaint> = {}) =>
  ImportComplaint({ ticketId, caseNumber: 'T-101001', externalId: '101001', source: 'boston-311', category: 'TEMP', zone: 'Roxbury', subject: 'Heat - Excessive Insufficient', receivedAt: opened, ...more });
const now = { at: '2018-02-01T00:00:00-05:00', by: 'importer', role: 'system', channel: 'import' as const };
const step = (more?: Partial<ForeignComplaint>) => [foreign(more), now] as const;

describe('A request taken over from another system', () => {
  it('keeps its true times and its own due time, under no rule of this house', () => {
    const { events, thenTypes } = afterSteps([]).when(foreign({ dueAt: due, closedAt: '2017-01-04T12:00:00-05:00', closureReason: 'Case Closed' }), now);
    thenTypes('ComplaintReceived', 'ClockStarted', 'ClockMet', 'ComplaintClosed');
    expect(events.map(({ at }) => at)).toEqual([opened, opened, '2017-01-04T12:00:00-05:00', '2017-01-04T12:00:00-05:00']);
    expect(events[1]).toMatchObject({ data: { clock: 'resolve', due, startsAt: opened } });
    expect(events[3]).toMatchObject({ data: { exit: 'closed-by-source', reason: 'Case Closed' } });
    for (const { rule } of events) expect(rule).toBeUndefined();
  });

  it('is not told more of than its source tells: no due time, no clock; no closing, no end; never an arrival or an answer', () => {
    afterSteps([]).when(foreign(), now).thenTypes('ComplaintReceived');
    afterSteps([]).when(foreign({ dueAt: due }), now).thenTypes('ComplaintReceived', 'ClockStarted');
    afterSteps([]).when(foreign({ closedAt: due }), now).thenTypes('ComplaintReceived', 'ComplaintClosed');
  });

  it('closed after its due time was breached at that time and finished late', () => {
    const { events, thenTypes } = afterSteps([]).when(foreign({ dueAt: due, closedAt: '2017-01-05T08:00:01-05:00' }), now);
    thenTypes('ComplaintReceived', 'ClockStarted', 'ClockBreached', 'ClockFinishedLate', 'ComplaintClosed');
    expect(events[2]).toMatchObject({ at: due });
    afterSteps([]).when(foreign({ dueAt: due, closedAt: due }), now).thenAmong('ClockMet', { clock: 'resolve' });
  });

  it('changes nothing when imported again, and gains its closing when the source closed it meanwhile', () => {
    afterSteps([step({ dueAt: due })]).when(foreign({ dueAt: due }), now).thenNothing();
    const closing = foreign({ dueAt: due, closedAt: '2017-01-04T12:00:00-05:00' });
    afterSteps([step({ dueAt: due })]).when(closing, now).thenTypes('ClockMet', 'ComplaintClosed');
    afterSteps([step({ dueAt: due }), [closing, now]]).when(closing, now).thenNothing();
  });

  it('that was past due already is not breached a second time by its closing', () => {
    const breach = [AcknowledgeComplaint({ ticketId }), { at: '2017-01-06T08:00:00-05:00', by: 'wang' }] as const;
    afterSteps([step({ dueAt: due }), breach]).when(foreign({ dueAt: due, closedAt: '2017-01-09T08:00:00-05:00' }), now).thenTypes('ClockFinishedLate', 'ComplaintClosed');
    afterSteps([step({ dueAt: due }), breach]).when(foreign({ dueAt: due, closedAt: '2017-01-04T08:00:00-05:00' }), now).thenTypes('ClockBreachRetracted', 'ClockMet', 'ComplaintClosed');
  });

  it('is refused when it ends before it begins, or when its id belongs to a complaint taken down here', () => {
    afterSteps([]).when(foreign({ closedAt: '2017-01-02T08:00:00-05:00' }), now).thenRejected('ticket/out-of-order', { field: 'closedAt' });
    afterSteps(assigned).when(foreign(), now).thenRejected('ticket/known');
  });
});

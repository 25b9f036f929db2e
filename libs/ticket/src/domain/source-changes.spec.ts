import type { Draft } from '@heatledger/kernel';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { afterSteps, assigned } from '../testing/complaint-stories.js';
import type { Step } from '../testing/stories.js';
import {
  AcknowledgeComplaint,
  AssignComplaint,
  BreachComplaintClock,
  ClassifyComplaint,
  CloseComplaint,
  EscalateComplaint,
  ExtendComplaintClock,
  ImportComplaint,
  ReopenComplaint,
  type ComplaintCommand,
  type ForeignComplaint,
} from './complaint.commands.js';
import type { ComplaintEvent } from './complaint.events.js';
import type { SourceField } from './complaint.source.js';

const ticketId = '0192f000-0000-7000-8000-0000000000c9';
const received = '2017-01-03T08:00:00-05:00';
const due = '2017-01-05T08:00:00-05:00';
const inTime = '2017-01-04T12:00:00-05:00';
const late = '2017-01-09T08:00:00-05:00';
const today = '2018-02-01T00:00:00-05:00';
const says: readonly SourceField[] = ['dueAt', 'closedAt', 'closureReason', 'zone'];
const told = (more: Partial<ForeignComplaint> = {}) =>
  ImportComplaint({
    ticketId,
    caseNumber: 'T-101001',
    externalId: '101001',
    source: 'old-desk',
    category: 'TEMP',
    zone: '城东',
    receivedAt: received,
    dueAt: due,
    says,
    ...more,
  });
const importer = { at: today, by: 'import:old-desk', role: 'system', channel: 'import' as const };
const imported = (more?: Partial<ForeignComplaint>): Step<ComplaintCommand> => [told(more), importer];
const closed = { closedAt: inTime, closureReason: '已处理' };
const dispatcher = { at: '2018-02-02T09:00:00-05:00', by: 'du', role: 'dispatcher' };
const assignedHere: Step<ComplaintCommand> = [AssignComplaint({ ticketId, handler: 'officer' }), dispatcher];
const timer = (at: string, now: string) => ({
  at,
  now,
  by: 'ticket-clocks',
  role: 'system',
  channel: 'system' as const,
});
const types = (events: readonly Draft<ComplaintEvent>[]): readonly string[] => events.map(({ type }) => type);

describe('What a source tells otherwise than before', () => {
  it('I4: is a fact of what changed: where it belongs, what it is about', () => {
    const { events, thenTypes } = afterSteps([imported()]).when(
      told({ zone: '城西', subject: '暖气不热', category: 'LEAK' }),
      importer,
    );
    thenTypes('ComplaintSourceChanged');
    expect(events[0]).toMatchObject({
      at: today,
      data: { zone: '城西', previousZone: '城东', category: 'LEAK', previousCategory: 'TEMP', subject: '暖气不热' },
    });
  });

  it('I4: closes it, opens it again, and closes it once more, each time as the source says', () => {
    afterSteps([imported()]).when(told(closed), importer).thenTypes('ClockMet', 'ComplaintClosed');
    const again = afterSteps([imported(), imported(closed)]).when(
      told({ changedAt: '2017-02-01T08:00:00-05:00' }),
      importer,
    );
    again.thenTypes('ComplaintReopened');
    expect(again.events[0]).toMatchObject({ at: '2017-02-01T08:00:00-05:00', data: { round: 2 } });
    afterSteps([imported(), imported(closed), imported()])
      .when(told({ closedAt: '2017-03-01T08:00:00-05:00' }), importer)
      .thenTypes('ComplaintClosed');
  });

  it('I4: an opening again starts no clock; a due time told with it is the next promise of the source', () => {
    afterSteps([imported(), imported(closed)])
      .when(told({ dueAt: late }), importer)
      .thenTypes('ComplaintReopened', 'ClockStarted');
  });

  it('I4: closed at another time than told before, the promise is judged anew', () => {
    const { events, thenTypes } = afterSteps([imported(closed)]).when(told({ ...closed, closedAt: late }), importer);
    thenTypes('ClockBreached', 'ClockFinishedLate', 'ComplaintClosed');
    expect(events.map(({ at }) => at)).toEqual([due, late, late]);
    afterSteps([imported({ closedAt: late })])
      .when(told({ closedAt: inTime }), importer)
      .thenTypes('ClockBreachRetracted', 'ClockMet', 'ComplaintClosed');
  });

  it('I4: another due time moves the promise, and judges it anew where it has ended', () => {
    const { events, thenTypes } = afterSteps([imported()]).when(told({ dueAt: late }), importer);
    thenTypes('ClockDueChanged');
    expect(events[0]).toMatchObject({ at: today, data: { due: late, previousDue: due, source: 'old-desk' } });
    afterSteps([imported({ closedAt: late })])
      .when(told({ closedAt: late, dueAt: late }), importer)
      .thenTypes('ClockDueChanged', 'ClockBreachRetracted', 'ClockMet');
    afterSteps([imported({ dueAt: undefined })])
      .when(told(), importer)
      .thenTypes('ClockStarted');
  });

  it('I4: what no fact can say is named field by field, and let be once it was told', () => {
    const change = { receivedAt: '2017-01-02T08:00:00-05:00', zone: '城西' };
    afterSteps([imported()])
      .when(told(change), importer)
      .thenRejected('ticket/differs', {
        differs: [{ field: 'receivedAt', here: received, source: change.receivedAt }],
      });
    afterSteps([imported()])
      .when(told({ ...change, leave: ['receivedAt'] }), importer)
      .thenTypes('ComplaintSourceChanged');
    afterSteps([imported()])
      .when(told({ zone: undefined }), importer)
      .thenRejected('ticket/differs', { differs: [{ field: 'zone', here: '城东', source: null }] });
  });

  it('I4: the same request twice in one file, told otherwise, changes nothing', () => {
    afterSteps([imported()])
      .when(told({ ...closed, again: true }), importer)
      .thenRejected('ticket/differs', {
        differs: [
          { field: 'closedAt', here: null, source: inTime },
          { field: 'closureReason', here: null, source: '已处理' },
        ],
      });
    afterSteps([imported()])
      .when(told({ again: true }), importer)
      .thenNothing();
  });

  it('I4: does not undo what was decided here: a closing, a category, a promise that is ours', () => {
    const withdrawn: Step<ComplaintCommand> = [
      CloseComplaint({ ticketId, exit: 'withdrawn', reason: '用户撤回' }),
      { ...dispatcher, at: '2018-02-03T09:00:00-05:00' },
    ];
    afterSteps([imported(), assignedHere, withdrawn]).when(told(), importer).thenNothing();
    afterSteps([imported(), assignedHere, withdrawn])
      .when(told({ closedAt: late }), importer)
      .thenRejected('ticket/differs');
    afterSteps([imported(), assignedHere])
      .when(told({ dueAt: '2019-01-01T00:00:00-05:00' }), importer)
      .thenRejected('ticket/differs');
    const classified: Step<ComplaintCommand> = [
      ClassifyComplaint({ ticketId, category: 'LEAK', urgency: 'urgent' }),
      dispatcher,
    ];
    afterSteps([imported(), classified])
      .when(told({ category: 'NOISE' }), importer)
      .thenRejected('ticket/differs');
    afterSteps([imported(), classified]).when(told(), importer).thenNothing();
  });

  it('I4: closed by its source while it is in our hands, everything that was promised here ends with it', () => {
    const reopened: Step<ComplaintCommand> = [ReopenComplaint({ ticketId, reason: '又不热' }), dispatcher];
    const again = { closedAt: '2018-02-02T09:30:00-05:00', closureReason: '已处理' };
    const { events } = afterSteps([imported(closed), reopened]).when(told(again), { ...importer, at: '2018-02-03T00:00:00-05:00' });
    expect(new Set(types(events))).toEqual(new Set(['ClockMet', 'ClockStopped', 'ComplaintClosed']));
    expect(types(events).at(-1)).toBe('ComplaintClosed');
  });

  it('I4: law: whatever a source tells one after another, telling the last again is nothing new', () => {
    const instant = fc.constantFrom(inTime, due, late, '2017-05-01T08:00:00-04:00');
    const row = fc.record({
      dueAt: instant,
      closedAt: fc.option(instant, { nil: undefined }),
      closureReason: fc.constantFrom('已处理', '重复'),
      zone: fc.constantFrom('城东', '城西'),
      category: fc.constantFrom('TEMP' as const, 'LEAK' as const),
      subject: fc.constantFrom('不热', '漏水'),
    });
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 5 }), (rows) => {
        const { decision } = afterSteps(rows.map((more) => imported(more))).when(told(rows.at(-1)), importer);
        expect(decision).toEqual({ accepted: true, events: [] });
      }),
      { numRuns: 200 },
    );
  });
});

describe('A request of another system', () => {
  it('I7: is nobody’s business here: its due time passes, and nothing is recorded', () => {
    afterSteps([imported()])
      .when(BreachComplaintClock({ ticketId, clock: 'resolve', round: 1 }), timer(due, today))
      .thenNothing();
    afterSteps([imported()])
      .when(EscalateComplaint({ ticketId, clock: 'resolve', round: 1, reason: '“办结”超时' }), timer(due, today))
      .thenNothing();
  });

  it('I7: is ours from the first act here on; what was broken before is recorded, and brought to nobody', () => {
    const { events, thenTypes } = afterSteps([imported()]).when(assignedHere[0], dispatcher);
    thenTypes('ComplaintTakenOver', 'ClockBreached', 'ComplaintAssigned');
    expect(events[1]).toMatchObject({ at: due });
    afterSteps([imported(), assignedHere])
      .when(EscalateComplaint({ ticketId, clock: 'resolve', round: 1, reason: '“办结”超时' }), timer(due, today))
      .thenNothing();
    afterSteps([imported(), assignedHere])
      .when(AcknowledgeComplaint({ ticketId }), dispatcher)
      .thenTypes('ComplaintAcknowledged');
  });

  it('I7: a promise that still runs when somebody acts is ours: watched, broken and brought higher', () => {
    const ahead = '2018-02-10T08:00:00-05:00';
    const taken = afterSteps([imported({ dueAt: ahead })]).when(assignedHere[0], dispatcher);
    taken.thenTypes('ComplaintTakenOver', 'ClockStarted', 'ComplaintAssigned');
    expect(taken.events[1]).toMatchObject({ data: { due: ahead, startsAt: received } });
    const breach = [BreachComplaintClock({ ticketId, clock: 'resolve', round: 1 }), timer(ahead, ahead)] as const;
    afterSteps([imported({ dueAt: ahead }), assignedHere])
      .when(...breach)
      .thenTypes('ClockBreached');
    const escalation = EscalateComplaint({ ticketId, clock: 'resolve', round: 1, reason: '“办结”超时' });
    afterSteps([imported({ dueAt: ahead }), assignedHere, breach])
      .when(escalation, timer(ahead, ahead))
      .thenTypes('ComplaintEscalated');
  });

  it('I7: an act that is refused or changes nothing takes nothing over', () => {
    afterSteps([imported(closed)])
      .when(assignedHere[0], dispatcher)
      .thenRejected('ticket/closed');
    expect(
      types(
        afterSteps([imported(closed)]).when(ReopenComplaint({ ticketId, reason: '又不热' }), dispatcher).events,
      ).slice(0, 2),
    ).toEqual(['ComplaintTakenOver', 'ComplaintReopened']);
    afterSteps([imported({ dueAt: '2018-03-01T08:00:00-05:00' })])
      .when(
        ExtendComplaintClock({
          ticketId,
          clock: 'resolve',
          due: '2018-04-01T08:00:00-04:00',
          reason: '等配件',
        }),
        dispatcher,
      )
      .thenTypes('ComplaintTakenOver', 'ClockStarted', 'ExtensionRequested');
  });

  it('I7: one that was taken down here is taken over by nobody', () => {
    afterSteps(assigned)
      .when(AcknowledgeComplaint({ ticketId }), { at: '2026-01-05T09:00:00+08:00', by: 'wang' })
      .thenTypes('ComplaintAcknowledged');
  });
});

import type { Message, RecordedFact, TimerChange, TimerPlan } from '@heatledger/kernel';
import { ResumeComplaint, type ComplaintCommand } from '../domain/complaint.commands.js';
import type { ComplaintEvent } from '../domain/complaint.events.js';
import type { Resumption } from '../domain/pause.decisions.js';
import { ResumeRepair, type RepairCommand } from '../domain/repair.commands.js';
import type { RepairEvent } from '../domain/repair.events.js';

type Resume = Extract<RepairCommand, { type: 'ResumeRepair' }> | Extract<ComplaintCommand, { type: 'ResumeComplaint' }>;
type Paused = Extract<RepairEvent | ComplaintEvent, { type: 'WorkPaused' | 'ComplaintPaused' }>;
type Over = Extract<RepairEvent | ComplaintEvent, { type: 'WorkResumed' | 'ComplaintResumed' | 'RepairClosed' | 'ComplaintClosed' }>;

const set =
  (resume: (data: Resumption) => Resume) =>
  ({ data: { ticketId, until } }: RecordedFact<Paused>): readonly TimerChange<Resume>[] =>
    until === undefined ? [] : [{ set: ticketId, due: until, command: resume({ ticketId, until }) }];

const clear = ({ data }: RecordedFact<Message<string, { ticketId: string }>>): readonly TimerChange<Resume>[] => [{ clear: data.ticketId }];

/** Lets the work go on at the latest end of its pause; pauses of before they had an end are ended by a person. */
export const pauseEnds: TimerPlan<Paused | Over, Resume> = {
  name: 'pause-ends',
  doc: 'Lets the clocks of a ticket run on by themselves at the latest end of its pause.',
  on: {
    WorkPaused: set(ResumeRepair),
    ComplaintPaused: set(ResumeComplaint),
    WorkResumed: clear,
    ComplaintResumed: clear,
    RepairClosed: clear,
    ComplaintClosed: clear,
  },
};

import type { Fact } from '@heatledger/kernel';
import { ordered, specFor, type Circumstances } from '@heatledger/testing';
import {
  AssignComplaint, AttemptFollowUp, CloseComplaint, DecideComplaint, FeedBackComplaint, HearComplainant, HearRespondent, ReceiveComplaint, RecordComplaintAnswer, type ComplaintCommand,
} from '../domain/complaint.commands.js';
import type { ComplaintEvent } from '../domain/complaint.events.js';
import { complaint } from '../domain/complaint.js';
import type { ComplaintVerdict } from '../domain/complaint.words.js';
import { after, MORNING, story, worldWith, type Step } from './stories.js';

export const COMPLAINT = '0192f000-0000-7000-8000-0000000000c1';
export const ANOTHER = '0192f000-0000-7000-8000-0000000000c2';
/** Minutes. */
export const DAY = 24 * 60;

const ticketId = COMPLAINT;
type Steps = readonly Step<ComplaintCommand>[];

const officer = (minutes: number): Circumstances => ({ at: after(minutes), by: 'officer', role: 'complaint-officer' });
/** Somebody who never handled the complaint. */
export const agent = (minutes: number): Circumstances => ({ at: after(minutes), by: 'agent', role: 'agent' });

/** A cold room complained of in the morning; crew-3 is accused. */
export const received: Steps = [
  [
    ReceiveComplaint({ ticketId, caseNumber: 'T-20260105-7K3M', zone: 'Z1', station: 'S1', category: 'TEMP', description: '屋里冷', complainantName: '张三', complainantPhone: '13800000000', accused: 'crew-3' }),
    { at: MORNING },
  ],
];
export const assigned: Steps = [...received, [AssignComplaint({ ticketId, handler: 'officer' }), { at: after(10), by: 'du', role: 'dispatcher' }]];
export const heard: Steps = [
  ...assigned,
  [HearComplainant({ ticketId, statement: '一直不热' }), officer(60)],
  [HearRespondent({ ticketId, statement: '未见异常' }), officer(90)],
];
/** Both sides heard in a later round. */
export const heardAgain = (minutes: number): Steps => [
  [HearComplainant({ ticketId, statement: '还是不热' }), officer(minutes)],
  [HearRespondent({ ticketId, statement: '已复查' }), officer(minutes + 1)],
];
export const decidedAs = (verdict: ComplaintVerdict, minutes = 200): Step<ComplaintCommand> => [DecideComplaint({ ticketId, verdict, grounds: '测温记录', clause: '四(三)' }), officer(minutes)];
export const toldAt = (minutes: number): Step<ComplaintCommand> => [FeedBackComplaint({ ticketId, written: true, recourse: '可向主管部门申诉' }), officer(minutes)];
export const decided: Steps = [...heard, decidedAs('upheld')];
export const fedBack: Steps = [...decided, toldAt(300)];
export const rejectedAndTold: Steps = [...heard, decidedAs('rejected'), toldAt(300)];
export const answerAt = (minutes: number, satisfied: boolean): Step<ComplaintCommand> => [RecordComplaintAnswer({ ticketId, satisfied, fixed: satisfied }), agent(minutes)];
export const answered: Steps = [...fedBack, answerAt(400, true)];
export const unreachedAt = (minutes: number): Step<ComplaintCommand> => [AttemptFollowUp({ ticketId }), agent(minutes)];
export const closed: Steps = [...answered, [CloseComplaint({ ticketId, exit: 'satisfied' }), officer(420)]];

const world = worldWith('complaint', ANOTHER);

/** The facts of the given steps. */
export const complaintFacts = (steps: Steps): readonly Fact<ComplaintEvent>[] => story(complaint, world, ...steps);

/** Given these steps, when somebody orders something a day later unless said otherwise. */
export const afterSteps = (steps: Steps) => {
  const { when } = specFor(complaint, world).given(...complaintFacts(steps));
  return { when: (command: ComplaintCommand, circumstances: Circumstances & { now?: string } = officer(DAY)) => when(ordered(command, circumstances)) };
};

import * as ticket from '@heatledger/ticket';
import { describe, expect, it } from '@jest/globals';
import { after, DAY, recordedFrom } from '../testing/told-cases.js';
import { clockStories } from './clock-stories.js';

const ticketId = '0192f000-0000-7000-8000-0000000000c9';
const HOUR = 60;
/** Id of every command told here. */
const APPROVAL = '00000000-0000-7000-8000-000000000001';
const facts = recordedFrom(
  `complaint-${ticketId}`,
  { at: 0, command: ticket.ReceiveComplaint({ ticketId, caseNumber: 'T-20260105-7K3M', zone: 'Z1', category: 'TEMP', description: '冷' }) },
  { at: 10, by: 'du', command: ticket.AssignComplaint({ ticketId, handler: 'officer' }) },
  { at: 5 * HOUR - 1, by: 'officer', command: ticket.RecordFailedComplaintVisit({ ticketId, failure: 'absent', evidence: ['photo-7'] }) },
  { at: 5 * HOUR, by: 'officer', command: ticket.PauseComplaint({ ticketId, reason: 'user-absent', evidence: ['call-7'] }) },
  { at: 8 * HOUR, entered: 2 * DAY, by: 'officer', command: ticket.ResumeComplaint({ ticketId }) },
  { at: 9 * HOUR, entered: 2 * DAY, by: 'officer', command: ticket.ExtendComplaintClock({ ticketId, clock: 'resolve', due: after(5 * DAY), reason: '待第三方检测' }) },
  { at: 9 * HOUR, entered: 2 * DAY, by: 'head', command: ticket.ApproveComplaintRequest({ ticketId, approvalId: APPROVAL }) },
);
const told = (clock: string, now: string, horizon = {}) => clockStories(facts, now, horizon).find((story) => story.clock === clock);

describe('A promise of time on record', () => {
  it('tells its stretches in order, with who paused it and on what evidence, who granted more, what remains, and the clause', () => {
    const story = told('resolve', after(DAY));
    expect(story).toMatchObject({ state: 'running', due: after(5 * DAY), remainingMinutes: 4 * DAY, rule: { pack: 'default', clause: expect.stringContaining('3 calendar days') } });
    expect(story?.segments.map(({ state, minutes }) => [state, minutes])).toEqual([['running', 300], ['paused', 180], ['running', 60], ['extended', 0], ['running', 5 * DAY - 9 * HOUR]]);
    expect(story?.segments[1]?.say).toEqual({ zh: expect.stringContaining('（officer, call-7）'), en: expect.stringContaining('(officer, call-7)') });
    expect(story?.segments[3]?.say.zh).toContain('批准人 head');
    story?.segments.forEach((row, index, all) => expect(row.from).toBe(index === 0 ? story.startsAt : all[index - 1]?.to));
    expect(story?.say).toEqual({ zh: expect.stringContaining('计时中'), en: expect.stringContaining('running') });
  });

  it('stands still and does not breach as long as nobody knew that it ran on', () => {
    expect(told('resolve', after(30 * DAY), { recordedBy: after(DAY) })).toMatchObject({ state: 'paused', due: null, remainingMinutes: 3 * DAY - 5 * HOUR });
    expect(told('resolve', after(6 * HOUR), { at: after(6 * HOUR) })).toMatchObject({ state: 'paused', due: null });
  });

  it('says by how much it ran over, and ends with its end', () => {
    expect(told('resolve', after(6 * DAY))).toMatchObject({ state: 'breached', remainingMinutes: -DAY });
    expect(told('acknowledge', after(6 * DAY))).toMatchObject({ state: 'met', segments: [{ state: 'running', minutes: 10 }] });
    expect(told('first-contact', after(6 * DAY))).toMatchObject({ state: 'breached', due: after(120) });
  });

  it('was not there before it began', () => expect(clockStories(facts, after(0), { at: after(-1) })).toEqual([]));
});

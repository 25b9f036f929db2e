import { catalogueOf } from '@heatledger/kernel';
import * as ticket from '@heatledger/ticket';
import { tellingIn } from '@heatledger/vocabulary';
import { describe, expect, it } from '@jest/globals';
import { after, DAY, recordedFrom } from '../testing/told-cases.js';
import { asItHappened, caseFileOf, differenceBetween, type Horizon } from './case-file.js';

const ticketId = '0192f000-0000-7000-8000-0000000000c1';
const name = `complaint-${ticketId}`;
/** A cold room; the visit of the first afternoon was entered two days later and approved, and the first contact was late. */
const facts = recordedFrom(
  name,
  { at: 0, command: ticket.ReceiveComplaint({ ticketId, caseNumber: 'T-20260105-7K3M', zone: 'Z1', category: 'TEMP', description: '卧室只有十五度，老人受不了。', complainantName: '张三', complainantPhone: '13812345678' }) },
  { at: 10, by: 'du', command: ticket.AssignComplaint({ ticketId, handler: 'officer' }) },
  { at: 200, by: 'officer', command: ticket.MakeFirstContact({ ticketId, note: '张三说晚上最冷' }) },
  { at: 300, by: 'officer', command: ticket.HearComplainant({ ticketId, statement: '一直不热' }) },
  { at: 240, entered: 2 * DAY, by: 'officer', command: ticket.VisitComplainant({ ticketId, note: '十五度', evidence: ['form-1'] }) },
  { at: 2 * DAY, by: 'du', command: ticket.ApproveComplaintLateEntry({ ticketId, approvalId: '00000000-0000-7000-8000-000000000001' }) },
  { at: 2 * DAY + 60, by: 'officer', command: ticket.CloseComplaint({ ticketId, exit: 'withdrawn', reason: '书面撤回' }) },
);
const tellers = { catalogue: catalogueOf(ticket.complaint.kinds), deciders: new Map([['complaint', ticket.complaint]]), telling: () => tellingIn('Asia/Shanghai') };
const file = (horizon: Horizon = {}, open: readonly ('C3' | 'C4')[] = []) => caseFileOf(name, facts, { ...tellers, open }, horizon);
const typesOf = ({ lines }: ReturnType<typeof file>): readonly string[] => lines.map(({ type }) => type).filter((type) => !type.startsWith('Clock'));

describe('A case file', () => {
  it('tells every fact with both times, who, how, under which rule, as a sentence in both languages', () => {
    const { lines, streams } = file();
    expect([lines.length, streams]).toEqual([facts.length, [name]]);
    expect(lines[0]).toMatchObject({ type: 'ComplaintReceived', at: after(0), recordedAt: after(0), actor: 'wang', role: 'agent', channel: 'hotline', rule: null, causedBy: expect.any(String) });
    expect(lines[0]?.sentence).toEqual({ zh: '受理投诉 T-20260105-7K3M：室温不达标。', en: 'Complaint T-20260105-7K3M received: room too cold.' });
    expect(lines.find(({ type }) => type === 'ClockStarted')?.rule).toMatchObject({ pack: 'default' });
    expect(lines.find(({ type }) => type === 'ComplaintVisited')).toMatchObject({ at: after(240), recordedAt: after(2 * DAY) });
    for (const { sentence } of lines) expect([/undefined|NaN|\[object/.test(sentence.zh + sentence.en), sentence.zh.length > 0]).toEqual([false, true]);
  });

  it('says what each fact changed', () => {
    const assigned = file().lines.find(({ type }) => type === 'ComplaintAssigned');
    expect(assigned?.changed).toEqual(expect.arrayContaining([{ field: 'phase', from: 'received', to: 'investigating' }, { field: 'handler', from: null, to: 'officer' }]));
    expect(file().lines.find(({ type }) => type === 'ClockBreached')?.changed).toEqual([{ field: 'clocks.first-contact#1.breached', from: false, to: true }]);
  });

  it('as it happened by an instant holds what occurred by then, whenever it was entered', () => {
    expect(typesOf(file({ at: after(240) }))).toEqual(['ComplaintReceived', 'ComplaintAssigned', 'FirstContactMade', 'ComplaintVisited', 'LateEntryRequested']);
    expect(typesOf(file({ at: after(239) }))).toEqual(['ComplaintReceived', 'ComplaintAssigned', 'FirstContactMade']);
    expect(file({ at: after(-1) }).lines).toEqual([]);
  });

  it('as known on a date holds what was recorded by then, and both together what was known of what had happened', () => {
    const eve = after(2 * DAY - 1);
    expect(typesOf(file({ recordedBy: eve }))).toEqual(['ComplaintReceived', 'ComplaintAssigned', 'FirstContactMade', 'ComplainantHeard']);
    expect(typesOf(file({ at: after(250), recordedBy: eve }))).toEqual(['ComplaintReceived', 'ComplaintAssigned', 'FirstContactMade']);
    expect(typesOf(file({ at: after(250), recordedBy: after(2 * DAY) }))).toEqual(['ComplaintReceived', 'ComplaintAssigned', 'FirstContactMade', 'ComplaintVisited', 'LateEntryRequested']);
  });

  it('knows a breach only since it was recorded, at the instant it happened', () => {
    const breaches = (horizon: Horizon) => file(horizon).lines.filter(({ type }) => type === 'ClockBreached').map(({ at }) => at);
    expect(breaches({ recordedBy: after(199) })).toEqual([]);
    expect(breaches({ recordedBy: after(200) })).toEqual([after(120)]);
    expect(breaches({ at: after(119) })).toEqual([]);
    // the arrival that nobody entered in time ran out at the same instant
    expect(breaches({ at: after(120) })).toEqual([after(120), after(120)]);
  });

  it('differs between two dates by what was learned and what happened meanwhile', () => {
    const { gained, lost } = differenceBetween(file({ at: after(250), recordedBy: after(DAY) }), file({ at: after(250), recordedBy: after(2 * DAY) }));
    expect([gained.map(({ type }) => type), lost]).toEqual([['ComplaintVisited', 'ClockBreached', 'LateEntryRequested', 'ClockFinishedLate'], []]);
    expect(differenceBetween(file({ at: after(3 * DAY) }), file({ at: after(240) })).lost.length).toBeGreaterThan(0);
    expect(differenceBetween(file(), file())).toEqual({ gained: [], lost: [] });
  });

  it('can be read in the order in which things happened', () => {
    const lines = asItHappened(file().lines);
    expect(lines.map(({ at }) => Date.parse(at))).toEqual(lines.map(({ at }) => Date.parse(at)).sort((a, b) => a - b));
    const types = lines.map(({ type }) => type);
    expect(types.indexOf('ComplaintVisited')).toBeLessThan(types.indexOf('ComplainantHeard'));
  });

  it('shows names, phones and words of people only to readers whose classes open them, in no line and no change', () => {
    const secrets = /张三|13812345678|老人|晚上最冷|一直不热/;
    expect(secrets.test(JSON.stringify(file().lines))).toBe(false);
    expect(JSON.stringify(file().lines)).toContain('138****5678');
    expect(file({}, ['C3']).lines[0]?.data).toMatchObject({ complainantName: '张三', complainantPhone: '13812345678' });
  });
});

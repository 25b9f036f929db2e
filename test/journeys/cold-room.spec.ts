import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startEventStoreDb } from '../eventstoredb/server.js';
import { EdgeService, type Said } from './edge-service.js';

let service: EdgeService;

const person: EdgeService['person'] = (...asked) => service.person(...asked);
const eventually: EdgeService['eventually'] = (...asked) => service.eventually(...asked);

const listed = (body: Said['body']): readonly Record<string, unknown>[] => body?.items ?? body ?? [];
const later = (instant: string): void => void (service.clock.moment = instant);

interface Log {
  readonly eventStore?: string;
  readonly stop: () => Promise<void>;
}

const embedded = (): Promise<Log> => Promise.resolve({ stop: () => Promise.resolve() });
/** A server that nobody has written to: the service's first event is the log's. */
const untouched = async (): Promise<Log> => {
  const { connectionString, stop } = await startEventStoreDb();
  return { eventStore: connectionString, stop };
};

describe.each([
  ['the embedded log', embedded],
  ['an EventStoreDB that is new', untouched],
])('A cold room, from the complaint to the second round, over %s', (_, open) => {
  let log: Log;
  beforeAll(async () => {
    log = await open();
    service = await EdgeService.start(log.eventStore === undefined ? {} : { eventStore: log.eventStore });
  });
  afterAll(async () => {
    await service.stop();
    await log.stop();
  });
  let householdId = '';
  let complaint = '';
  let adjustment = '';
  let measurement = '';
  const at = (path: string): string => `/complaints/${complaint}${path}`;

  it('is received from a home in the archive, and acknowledged', async () => {
    const registrar = await person('admin-zhao', 'administrator');
    householdId = (await registrar('/households', { zone: '城东', station: '城东一站', areaTenths: 895, contractTenths: 180, heating: 'on', from: '2025-10-01', person: '李建国', phone: '13800001111' })).body.id;
    const agent = await person('agent-zheng', 'agent');
    const received = await agent('/complaints', { householdId, category: 'TEMP', description: '卧室一直不热', complainantName: '李建国', accused: 'crew-east' });
    expect(received.status).toBe(201);
    complaint = received.body.id;
    expect((await agent(at('/acknowledgement'))).status).toBe(201);
    expect((await agent(at('/classification'), { category: 'TEMP', urgency: 'urgent' })).status).toBe(201);
  });

  it('cannot be given to the one it accuses', async () => {
    const officer = await person('officer-sun', 'complaint-officer');
    const refused = await officer(at('/assignment'), { handler: 'crew-east' });
    expect([refused.status, refused.body.code]).toEqual([403, 'complaint/accused']);
    expect((await officer(at('/assignment'), { handler: 'officer-sun' })).status).toBe(201);
    expect((await officer(at('/first-contact'))).status).toBe(201);
  });

  it('opens a refund by itself when a valid reading is below the guarantee', async () => {
    const crew = await person('crew-east', 'crew');
    const reading = { householdId, ticketId: complaint, ticketKind: 'complaint', basis: 'complaint', room: 'bedroom', roomTenths: 152, closedMinutes: 60, heightCentimetres: 100, instrument: 'T-0421', instrumentValidUntil: '2026-12-31', signedByUser: 'signed', signedByCompany: true, userCaused: false };
    const measured = await crew('/measurements', reading);
    expect(measured.status).toBe(201);
    measurement = measured.body.id;
    const [opened] = listed(await eventually(`/adjustments?ticketId=${complaint}`, (body) => listed(body).length > 0, 'fee-officer'));
    expect(opened).toMatchObject({ basis: 'cold-rooms', phase: 'requested', householdId });
    adjustment = String(opened?.['adjustmentId']);
    const officer = await person('officer-sun', 'complaint-officer');
    expect((await officer(at('/measurement'), { measurementId: measured.body.id, roomTenths: 152 })).status).toBe(201);
  });

  it('is not decided before both sides are heard', async () => {
    const officer = await person('officer-sun', 'complaint-officer');
    const decision = { verdict: 'upheld', grounds: '测温记录', clause: '四(三)' };
    expect((await officer(at('/cause'), { cause: 'operator' })).status).toBe(201);
    expect((await officer(at('/complainant-hearing'), { statement: '一直不热' })).status).toBe(201);
    expect((await officer(at('/decision'), decision)).status).toBe(409);
    expect((await officer(at('/hearing-refusal'), { side: 'respondent', attempts: 2, evidence: ['call-1', 'call-2'] })).status).toBe(201);
    expect((await officer(at('/decision'), decision)).status).toBe(201);
    expect((await officer(at('/remedy'), { remedy: '调整平衡阀', evidence: ['photo'] })).status).toBe(201);
    expect((await officer(at('/feedback'), { written: true })).status).toBe(201);
  });

  it('has its refund computed to the fen and approved by a second person only', async () => {
    const [first, second] = [await person('fee-zhou', 'fee-officer'), await person('fee-wu', 'fee-officer')];
    const figures = { seasonFeeFen: 205_850, seasonDays: 131, readings: [measurement] };
    expect((await first(`/adjustments/${adjustment}/calculations`, figures)).status).toBe(201);
    expect((await first(`/adjustments/${adjustment}/submission`)).status).toBe(201);
    expect((await first(`/adjustments/${adjustment}/approval`, { version: 1 })).body.code).toBe('fee/same-person');
    expect((await second(`/adjustments/${adjustment}/approval`, { version: 1 })).status).toBe(201);
    const register = await eventually(`/adjustments/${adjustment}`, ({ phase }) => phase === 'approved', 'fee-officer');
    expect(register.amountFen).toBe(Math.round(205_850 / 131 / 2));
  });

  it('is satisfied only by an answer that somebody else recorded', async () => {
    later('2026-01-06T09:00:00+08:00');
    const [officer, agent] = [await person('officer-sun', 'complaint-officer'), await person('agent-wang', 'agent')];
    expect((await officer(at('/answer'), { satisfied: true })).body.code).toBe('ticket/same-person');
    expect((await officer(at('/closure'), { exit: 'satisfied' })).status).toBe(409);
    expect((await agent(at('/answer'), { satisfied: true, fixed: true })).status).toBe(201);
    expect((await officer(at('/closure'), { exit: 'satisfied' })).status).toBe(201);
  });

  it('asks the user once, and a survey that says "not fixed" opens the second round', async () => {
    const [invited] = listed(await eventually(`/surveys?ticketId=${complaint}`, (body) => listed(body).length > 0));
    const agent = await person('agent-wang', 'agent');
    expect((await agent(`/surveys/${String(invited?.['surveyId'])}/answer`, { heating: 2, fixed: 'no', comment: '又凉了' })).status).toBe(201);
    const card = await eventually(`/tickets/${complaint}`, ({ round }) => round === 2);
    expect(card).toMatchObject({ open: true, exit: null });
  });

  it('is one story in the case file, over all its streams, in both languages', async () => {
    const { lines, streams } = await eventually(`/cases/${complaint}/history`, (body) => (body?.lines ?? []).some(({ type }: { type: string }) => type === 'ComplaintReopened'));
    expect(streams.map((stream: string) => stream.split('-')[0]).sort()).toEqual(['complaint', 'feeAdjustment', 'measurement', 'survey']);
    const types = lines.map(({ type }: { type: string }) => type);
    for (const type of ['ComplaintReceived', 'MeasurementJudged', 'AdjustmentRequested', 'AdjustmentApproved', 'ComplaintClosed', 'SurveyInvited', 'SurveyAnswered', 'ComplaintReopened']) expect(types).toContain(type);
    for (const { sentence } of lines) expect([sentence.zh, sentence.en].every((text: string) => text.length > 0)).toBe(true);
    expect(JSON.stringify(lines)).not.toMatch(/李建国|13800001111/);
  });

  it('is known on a date only as far as it was recorded then, and the difference of two dates is what came between', async () => {
    const asOf = encodeURIComponent('2026-01-05T23:00:00+08:00');
    const before = (await service.get(`/cases/${complaint}/history?asOf=${asOf}`)).body;
    const all = (await service.get(`/cases/${complaint}/history`)).body;
    expect(before.lines.map(({ type }: { type: string }) => type)).not.toContain('ComplaintClosed');
    const difference = (await service.get(`/cases/${complaint}/difference?fromAsOf=${asOf}`)).body;
    expect([difference.gained.length, difference.lost]).toEqual([all.lines.length - before.lines.length, []]);
  });

  it('counts in the figures on the basis it was heard on', async () => {
    const { rows } = (await service.get('/statistics/satisfaction?by=zone', { role: 'regulator' })).body;
    const of = (basis: string): object => rows.find((row: { basis: string; group: string }) => row.basis === basis && row.group === '城东');
    expect(of('callback')).toMatchObject({ invited: 1, valid: 1, satisfied: 1 });
    expect(of('survey')).toMatchObject({ invited: 1, valid: 1, satisfied: 0, fixed: { yes: 0, no: 1, unknown: 0 } });
  });
});

import { packs, type Limit, type RulePack } from '@heatledger/rulebook';
import { AdoptRulePack, AmendWorkingDays, AnnounceWorkingDays, ApproveRulePack, RefuseRulePack, WithdrawRulePack } from '@heatledger/season';
import * as ticket from '@heatledger/ticket';
import { DEFAULT_ZONE, derivedUuid, format, millis } from '@heatledger/vocabulary';
import type { Act, Player } from './stage.js';
import { DAY, HOUR, MINUTE, staff, type Home } from './town.js';

/** First day of the version that the company adopts in mid-season. */
const NEW_RULE = '2026-02-01';
const hotline: Player = { ...staff.agent, channel: '12345' };

/** Orders of the government hotline a day sooner than before. */
const sooner: Limit = { clock: 'written-answer', kinds: ['complaint', 'enquiry'], channels: ['12345'], minutes: 4 * 24 * 60, calendar: 'working-days', source: { mark: 'D', text: "the company's promise of 2026: orders of the 12345 hotline in 4 working days" } };

/** A list of working days is entered and amended, a version of the rules adopted, another one taken back. */
export const rulesStory = (): readonly Act[] => {
  const start = millis('2025-10-21T09:00:00+08:00');
  const [first] = packs().filter(({ id }) => id === 'default') as [RulePack];
  const next = { ...first, version: '2026-1', effectiveFrom: NEW_RULE, limits: [sooner, ...first.limits] };
  const later = { ...next, version: '2026-2', effectiveFrom: '2026-09-01' };
  const old = { year: 2016, holidays: ['01-01..01-03', '02-07..02-13', '04-02..04-04', '04-30..05-02', '06-09..06-11', '09-15..09-17', '10-01..10-07'], working: ['02-06', '02-14', '06-12', '09-18', '10-08', '10-09'] };
  const preparedBy = staff.officer2.id;
  const asks = (at: string, command: Act['command']): Act => ({ at: millis(at), by: { id: preparedBy, role: 'administrator', channel: 'counter' }, command });
  const early = asks('2026-01-19T15:00:00+08:00', AdoptRulePack({ packId: 'default', pack: next }));
  const asked = asks('2026-01-20T09:00:00+08:00', AdoptRulePack({ packId: 'default', pack: next, document: '演示' }));
  const again = asks('2026-03-02T09:00:00+08:00', AdoptRulePack({ packId: 'default', pack: later }));
  const chief = (at: number, command: Act['command']): Act => ({ at, by: staff.chief, command });
  return [
    chief(start, AnnounceWorkingDays({ ...old, document: '国办发明电〔2015〕18号' })),
    chief(start + HOUR, AmendWorkingDays({ ...old, from: '2016-10-09', working: ['10-09'], document: '演示', reason: '演示：补录旧档案用' })),
    early,
    chief(early.at + HOUR / 2, (idOf) => RefuseRulePack({ packId: 'default', approvalId: idOf(early), reason: '演示：缺文号' })),
    asked,
    chief(asked.at + HOUR, (idOf) => ApproveRulePack({ packId: 'default', approvalId: idOf(asked) })),
    again,
    chief(again.at + HOUR, (idOf) => ApproveRulePack({ packId: 'default', approvalId: idOf(again) })),
    chief(millis('2026-03-03T09:00:00+08:00'), WithdrawRulePack({ packId: 'default', version: '2026-2', reason: '演示：下一采暖季再议' })),
  ];
};

/** A complaint received under the old version whose written answer goes over to the new one. */
export const supersededStory = (seed: number, { householdId, zone, station, person, phone }: Home): readonly Act[] => {
  const ticketId = derivedUuid('demo', String(seed), 'complaint', 'superseded');
  let now = millis('2026-01-30T10:00:00+08:00');
  const acts: Act[] = [];
  const act = (by: Player, command: Act['command'], minutes: number): void => {
    now += minutes * MINUTE;
    acts.push({ at: now, by, command, correlation: `complaint-${ticketId}` });
  };
  const caseNumber = ticket.caseNumberOf('complaint', DEFAULT_ZONE, format(now, 480), ticketId);
  act(hotline, ticket.ReceiveComplaint({ ticketId, caseNumber, householdId, zone, station, category: 'CONDUCT', description: '维修人员态度差，要求书面答复。', complainantName: person, complainantPhone: phone }), 0);
  act(hotline, ticket.AcknowledgeComplaint({ ticketId }), 5);
  act(staff.officer, ticket.AssignComplaint({ ticketId, handler: staff.officer.id }), 15);
  act(staff.officer, ticket.MakeFirstContact({ ticketId, note: '已电话说明流程' }), 20);
  act(staff.officer, ticket.HearComplainant({ ticketId, statement: '上门时出言不逊。' }), 60);
  act(staff.officer, ticket.HearRespondent({ ticketId, statement: '确有不当，愿致歉。' }), 60);
  act(staff.officer, ticket.DecideComplaint({ ticketId, verdict: 'upheld', grounds: '双方陈述一致', clause: '四(三)' }), 120);
  now = millis(`${NEW_RULE}T09:00:00+08:00`) + DAY;
  const ask = (minutes: number, reason: string): Act => {
    const command = ticket.SupersedeComplaintClock({ ticketId, clock: 'written-answer', reason });
    return { at: now - minutes * MINUTE, by: staff.officer, command, correlation: `complaint-${ticketId}` };
  };
  const [vague, asked] = [ask(30, '按新规则'), ask(10, '新版规则施行，按新承诺答复')];
  acts.push(vague, asked);
  act(staff.chief, (idOf) => ticket.RefuseComplaintRequest({ ticketId, approvalId: idOf(vague), reason: '请写明理由' }), -20);
  now += 20 * MINUTE;
  act(staff.chief, (idOf) => ticket.ApproveComplaintRequest({ ticketId, approvalId: idOf(asked) }), 0);
  act(staff.officer, ticket.ExecuteRemedy({ ticketId, remedy: '当面致歉', evidence: ['letter'] }), 60);
  act(staff.officer, ticket.FeedBackComplaint({ ticketId, written: true, recourse: '可向主管部门申诉' }), 60);
  act(staff.agent2, ticket.RecordComplaintAnswer({ ticketId, satisfied: true, fixed: true }), 600);
  act(staff.officer, ticket.CloseComplaint({ ticketId, exit: 'satisfied' }), 10);
  return acts;
};

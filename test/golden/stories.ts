import * as fee from '@heatledger/fee';
import type { Message } from '@heatledger/kernel';
import { contexts, openLedger, readConfig } from '@heatledger/server';
import { ChangeArea, RegisterArea } from '@heatledger/organisation';
import { AnnounceWorkingDays, DeclareSeason, EndSeason, RecordLateStart } from '@heatledger/season';
import {
  AcknowledgeRepair,
  AnswerEnquiry,
  AskEnquiry,
  AssignComplaint,
  caseNumberOf,
  ImportComplaint,
  ReportRepair,
  SupplementComplaint,
  SupplementEnquiry,
  SupplementRepair,
  type ForeignComplaint,
} from '@heatledger/ticket';
import { DEFAULT_ZONE, derivedUuid, format, millis } from '@heatledger/vocabulary';
import { appraisalStory, factsSeen } from '../../apps/cli/src/demo/appraisals.js';
import { archiveStory } from '../../apps/cli/src/demo/archive.js';
import { Chance } from '../../apps/cli/src/demo/chance.js';
import { complaintCourses, complaintStory } from '../../apps/cli/src/demo/complaints.js';
import { inspectionCourses, inspectionStory } from '../../apps/cli/src/demo/inspections.js';
import { enquiryStory, repairCourses, repairStory } from '../../apps/cli/src/demo/repairs.js';
import { rulesStory, supersededStory } from '../../apps/cli/src/demo/rules.js';
import { Stage, StageClock, StageIds, StageSalts, type Act, type Player } from '../../apps/cli/src/demo/stage.js';
import { DAY, HOUR, homesOf, opening, SEASON, staff, type Home } from '../../apps/cli/src/demo/town.js';

const SEED = 2026;
const HOMES = 6;
/** Each course once; the last two bring a refused refund and a survey that opens the next round. */
const COMPLAINTS = [...complaintCourses.keys(), 2 * complaintCourses.length, 3 * complaintCourses.length + 1];
/** Repairs that add nothing to the first plain one; the fourth is the one whose survey reaches nobody. */
const PLAIN_ALIKE = [2, 4, 5];

/** A bill that was right: nothing is owed, and the refund ends when its user is told. */
const nothingDueStory = ({ householdId, zone, station }: Home): readonly Act[] => {
  const adjustmentId = derivedUuid('story', 'nothing-due');
  const orders: readonly (readonly [by: Player, command: Message])[] = [
    [staff.fee, fee.RequestAdjustment({ adjustmentId, basis: 'billing-error', householdId, zone, station, reason: '用户认为多收' })],
    [staff.fee, fee.CalculateAdjustment({ adjustmentId, amountFen: 0, grounds: '复核面积无误' })],
    [staff.fee, fee.SubmitAdjustment({ adjustmentId })],
    [staff.fee2, fee.ApproveAdjustment({ adjustmentId, version: 1 })],
    [staff.fee, fee.NotifyAdjustment({ adjustmentId, way: 'phone' })],
  ];
  const at = millis(SEASON.from) + 60 * DAY + 9 * HOUR;
  return orders.map(([by, command], n) => ({ at: at + n * HOUR, by, command }));
};

/** A request of another system: told otherwise by its source, and then taken over by somebody here. */
const foreignStory = (): readonly Act[] => {
  const { at, day, by } = { at: millis(SEASON.from) + 40 * DAY, day: DAY, by: { id: 'import:old-desk', role: 'system', channel: 'import' } as const };
  const told = (externalId: string, days: number, more: Partial<ForeignComplaint> = {}): Act => {
    const ticketId = derivedUuid('import', 'old-desk', externalId);
    const receivedAt = format(at, 480);
    const data = { ticketId, caseNumber: caseNumberOf('complaint', DEFAULT_ZONE, receivedAt, ticketId), externalId, source: 'old-desk', category: 'TEMP', zone: '城东', receivedAt, dueAt: format(at + 30 * day, 480), ...more } as const;
    return { at: at + days * day, by, command: ImportComplaint(data) };
  };
  const dueAt = format(at + 60 * day, 480);
  const assigned = AssignComplaint({ ticketId: derivedUuid('import', 'old-desk', 'A-2'), handler: 'officer-sun' });
  return [told('A-1', 1), told('A-1', 2, { dueAt, zone: '城西', closedAt: format(at + day, 480) }), told('A-2', 1), { at: at + 2 * day, by: { id: 'agent-1', role: 'agent' }, command: assigned }];
};

/** What is told and added beside the stories: somebody who reported by the web is told, and each kind of ticket is supplemented. */
const addedStory = (ticketIds: Readonly<Record<'repair' | 'complaint' | 'enquiry', string>>): readonly Act[] => {
  const at = millis(SEASON.from) + 50 * DAY;
  const ticketId = derivedUuid('story', 'by-web');
  const by = { id: 'agent-1', role: 'agent', channel: 'web' } as const;
  const report = { caseNumber: caseNumberOf('repair', DEFAULT_ZONE, format(at, 480), ticketId), category: 'NOISE', zone: '城东' } as const;
  const added = { note: '用户补充：夜间更响。', evidence: ['recording-1'] };
  const commands = [
    ReportRepair({ ticketId, ...report, description: '暖气管道有异响。' }),
    AcknowledgeRepair({ ticketId }),
    SupplementRepair({ ticketId: ticketIds.repair, ...added }),
    SupplementComplaint({ ticketId: ticketIds.complaint, ...added }),
    SupplementEnquiry({ ticketId: ticketIds.enquiry, ...added }),
  ];
  return commands.map((command, n) => ({ at: at + n * 60_000, by, command }));
};

/** An order of the hotline that is due in a year whose working days are not announced, answered before they are. */
const calendarStory = (): readonly Act[] => {
  const ticketId = derivedUuid('stories', 'calendar');
  const at = millis('2026-12-29T10:00:00+08:00');
  const by = { id: 'agent-1', role: 'agent', channel: '12345' } as const;
  const caseNumber = caseNumberOf('enquiry', DEFAULT_ZONE, format(at, 480), ticketId);
  const list = { year: 2027, holidays: ['01-01..01-03'], working: [], document: '演示' };
  return [
    { at, by, command: AskEnquiry({ ticketId, caseNumber, category: 'BILLING', question: '报停如何办理？' }) },
    { at: at + HOUR, by, command: AnswerEnquiry({ ticketId, answer: '须在供热开始三十日前申请。', inWriting: true }) },
    { at: at + 2 * HOUR, by: { id: 'chief', role: 'administrator' }, command: AnnounceWorkingDays(list) },
  ];
};

/** Two areas, and a season that began late and stopped early. */
export const areasStory = (): readonly Act[] => {
  const at = millis('2027-03-20T09:00:00+08:00');
  const seasonId = derivedUuid('stories', 'season');
  const [startsAt, endsAt] = ['2026-11-10T00:00:00+08:00', '2027-03-20T08:00:00+08:00'];
  const entry = { code: 'N', name: '北区', zones: ['北一'], stations: [], packId: 'linyi' };
  const commands = [
    RegisterArea({ ...entry, isDefault: true }),
    ChangeArea({ code: 'N', zones: ['北一', '北二'] }),
    DeclareSeason({ seasonId, name: '2026-2027', area: 'N', startsAt, endsAt, packId: 'linyi' }),
    RecordLateStart({ seasonId, heatedFrom: '2026-11-12T08:00:00+08:00', reason: '管网抢修' }),
    EndSeason({ seasonId, endsAt: '2027-03-18T08:00:00+08:00' }),
  ];
  return commands.map((command, n) => ({ at: at + n * 2 * HOUR, by: { id: 'chief', role: 'administrator' }, command }));
};

/** One of each story of the demo, in a town of six homes. */
export const acts = (): readonly Act[] => {
  const chance = new Chance(SEED);
  const homes = homesOf(chance, SEED, HOMES);
  const [home0] = homes;
  if (!home0) return [];
  const home = (n: number): typeof home0 => homes[n % homes.length] ?? home0;
  const first = (kind: string): string => derivedUuid('demo', String(SEED), kind, '0');
  const at = (n: number): number => millis(SEASON.from) + (5 + n) * DAY + 9 * HOUR;
  return [
    ...opening(SEED, homes),
    ...archiveStory(SEED, homes),
    ...rulesStory(),
    ...supersededStory(SEED, home0),
    ...repairCourses.flatMap((course, n) => (PLAIN_ALIKE.includes(n) ? [] : repairStory(chance, SEED, n, home(n), at(n), course))),
    ...COMPLAINTS.flatMap((n, index) => complaintStory(chance, SEED, n, home(n), at(2 * index), complaintCourses[n % complaintCourses.length] ?? 'satisfied')),
    ...[0, 1, 3].flatMap((n) => enquiryStory(SEED, n, home(n), at(n))),
    ...inspectionCourses.flatMap((_, n) => inspectionStory(SEED, n)),
    // one whose late entry is refused
    ...inspectionStory(SEED, 2 * inspectionCourses.length - 1),
    ...foreignStory(),
    ...nothingDueStory(home(1)),
    ...addedStory({ repair: first('repair'), complaint: first('complaint'), enquiry: first('enquiry') }),
    // one whose late entry is refused
    ...repairStory(chance, SEED, repairCourses.length, home(0), at(repairCourses.length), 'offline'),
  ];
};

/** The stories as this version of the program records them, one event a line; the same for the same version. */
export const recordStories = async (): Promise<string> => {
  const clock = new StageClock('2025-10-20T08:00:00+08:00');
  const ledger = await openLedger(readConfig({ stores: 'memory', log: 'silent' }, {}), { clock, ids: new StageIds(SEED), salts: new StageSalts(SEED), setsZone: true });
  try {
    const stage = new Stage(ledger.router, ledger.followers, clock, SEED);
    await stage.play(acts(), () => undefined);
    await stage.wait(millis(SEASON.to) + 60 * DAY);
    await stage.play(appraisalStory(await factsSeen(ledger.store)), () => undefined);
    await stage.play(calendarStory(), () => undefined);
    await stage.wait(millis('2026-12-30T00:00:00+08:00'));
    await stage.play(areasStory(), () => undefined);
    const lines: string[] = [];
    for await (const { events } of ledger.store.scan()) for (const event of events) lines.push(JSON.stringify(event));
    return `${lines.join('\n')}\n`;
  } finally {
    await ledger.close();
  }
};

/** Told only of merges that were made before all merges were known in one place. */
const ofOlderLogs: readonly string[] = ['OldMergeFound'];

/** Every kind of fact that something in a season can lead to; what operators do to readers is not part of one. */
export const kindsOfASeason: readonly string[] = [
  ...new Set(contexts.filter(({ name }) => name !== 'operations' && name !== 'answers').flatMap(({ deciders }) => deciders.flatMap(({ kinds }) => kinds.map(({ type }) => type)))),
].filter((type) => !ofOlderLogs.includes(type));

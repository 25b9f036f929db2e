import type { Bilingual } from '@heatledger/kernel';
import type { OpenLedger } from '@heatledger/server';
import { caseNumberOf } from '@heatledger/ticket';
import { DEFAULT_ZONE, derivedUuid, format, millis } from '@heatledger/vocabulary';
import type { Terminal } from '../terminal.js';
import { archiveStory, stoppedOf } from './archive.js';
import { appraisalStory, appraisedFirst, factsSeen } from './appraisals.js';
import { Chance } from './chance.js';
import { complaintCourses, complaintStory } from './complaints.js';
import { inspectionIdIn, inspectionStory } from './inspections.js';
import { enquiryStory, repairCourses, repairStory } from './repairs.js';
import { rulesStory, supersededStory } from './rules.js';
import { Stage, type Act, type StageClock } from './stage.js';
import { DAY, homesOf, MINUTE, opening, SEASON } from './town.js';

/** What happened, for the table at the end. */
export interface Played {
  readonly seed: number;
  readonly households: number;
  readonly tickets: number;
  readonly events: number;
  readonly facts: Readonly<Record<string, number>>;
  readonly stories: readonly { readonly story: Bilingual; readonly caseNumber: string }[];
}

const REPAIRS = 400;
const COMPLAINTS = 88;
const ENQUIRIES = 60;
const INSPECTIONS = 20;
/** Complaints that do not follow a course. */
const SCRIPTED = 1;

/** Day and minute at which something begins, between 7 and 20 o'clock; the cold weeks see more of it. */
const beginning = (chance: Chance, days: number): number =>
  millis(SEASON.from) + Math.floor(((chance.next() + chance.next()) / 2) * days) * DAY + (7 * 60 + chance.between(0, 13 * 60)) * MINUTE;

interface Told {
  readonly story: Bilingual;
  readonly caseNumber: string;
}

/** One heating season of a town, the same for the same seed. */
export const playSeason = async (ledger: OpenLedger, clock: StageClock, { seed, households }: { seed: number; households: number }, terminal: Terminal): Promise<Played> => {
  const chance = new Chance(seed);
  const homes = homesOf(chance, seed, households);
  const acts: Act[] = [...opening(seed, homes), ...archiveStory(seed, homes), ...rulesStory()];
  const stories: Told[] = [];
  // nobody calls about the heat of a home that has none
  const stopped = stoppedOf(homes);
  const home = (): (typeof homes)[number] => {
    const found = homes[chance.between(0, homes.length - 1)];
    return found && found !== stopped ? found : (homes[0] as (typeof homes)[number]);
  };
  const tell = (kind: 'repair' | 'complaint', n: number, start: number, zh: string, en: string): void =>
    void stories.push({ story: { zh, en }, caseNumber: caseNumberOf(kind, DEFAULT_ZONE, format(start, 480), derivedUuid('demo', String(seed), kind, String(n))) });

  for (let n = 0; n < REPAIRS; n++) {
    const course = repairCourses[n % repairCourses.length] ?? 'plain';
    const start = beginning(chance, SEASON.days - 10);
    acts.push(...repairStory(chance, seed, n, home(), start, course));
    if (n === repairCourses.indexOf('late')) tell('repair', n, start, '漏水，到场超时', 'a leak with a breached arrival');
  }
  for (let n = 0; n < COMPLAINTS; n++) {
    const course = complaintCourses[n % complaintCourses.length] ?? 'satisfied';
    const start = beginning(chance, SEASON.days - 20);
    acts.push(...complaintStory(chance, seed, n, home(), start, course));
    if (n === complaintCourses.indexOf('cold-room')) tell('complaint', n, start, '室温不达标 → 测温 → 退费 → 不满意 → 第二轮 → 满意', 'a cold room → measurement → refund → dissatisfied → second round → satisfied');
    if (n === complaintCourses.indexOf('unreachable')) tell('complaint', n, start, '三次回访均未联系上', 'a complaint that ends unreachable');
    if (n === complaintCourses.indexOf('reopened')) tell('complaint', n, start, '办结后重新受理', 'a complaint reopened after it was closed');
    if (n === complaintCourses.indexOf('billing')) tell('complaint', n, start, '计费争议 → 异议 → 重算 → 退付', 'a billing dispute → adjustment objected → recalculated → paid');
  }
  acts.push(...homes.slice(0, SCRIPTED).flatMap((one) => supersededStory(seed, one)));
  for (let n = 0; n < ENQUIRIES; n++) acts.push(...enquiryStory(seed, n, home(), beginning(chance, SEASON.days - 10)));

  for (let n = 0; n < INSPECTIONS; n++) acts.push(...inspectionStory(seed, n));
  stories.push({ story: { zh: '巡检 → 问题 → 整改退回 → 复核通过', en: 'an inspection → finding → rectification sent back → verified' }, caseNumber: inspectionIdIn(seed, 0) });

  stories.push({ story: { zh: '考核 → 复核修订 → 按草案另计', en: 'an appraisal → revised → scored again under a draft' }, caseNumber: appraisedFirst });

  const progress = terminal.progress(terminal.say('演出', 'playing'), acts.length);
  const stage = new Stage(ledger.router, ledger.followers, clock, seed);
  try {
    await stage.play(acts, (done) => progress.update(done));
    await stage.wait(millis(SEASON.to) + 60 * DAY);
    await stage.play(appraisalStory(await factsSeen(ledger.store)), () => undefined);
  } finally {
    progress.stop();
  }
  return { seed, households, tickets: opened(acts), ...(await counted(ledger)), stories };
};

/** Tickets that somebody opens; those that others turn into are not among them. */
const opened = (acts: readonly Act[]): number =>
  acts.filter(({ command }) => typeof command !== 'function' && ['ReportRepair', 'ReceiveComplaint', 'AskEnquiry'].includes(command.type)).length;

const counted = async ({ store }: OpenLedger): Promise<Pick<Played, 'events' | 'facts'>> => {
  const facts = new Map<string, number>();
  let events = 0;
  for await (const page of store.scan())
    for (const { type } of page.events) {
      facts.set(type, (facts.get(type) ?? 0) + 1);
      events += 1;
    }
  return { events, facts: Object.fromEntries([...facts].sort(([a], [b]) => (a < b ? -1 : 1))) };
};

import * as ticket from '@heatledger/ticket';
import type { Message } from '@heatledger/kernel';
import { DEFAULT_ZONE, derivedUuid, format, type Category } from '@heatledger/vocabulary';
import type { Chance } from './chance.js';
import type { Act, Player } from './stage.js';
import { surveyCourseOf, surveyStory } from './surveys.js';
import { crewOf, DAY, HOUR, MINUTE, staff, type Home } from './town.js';

/** What makes one repair differ from the next. */
export const repairCourses = ['offline', 'plain', 'plain', 'plain', 'plain', 'plain', 'late', 'objected', 'absent', 'sent-back', 'withdrawn', 'merged', 'repeat', 'extended', 'unreachable', 'escalated'] as const;
export type RepairCourse = (typeof repairCourses)[number];

const said: Readonly<Partial<Record<Category, string>>> = { TEMP: '家里暖气不热，客厅只有十几度。', LEAK: '暖气片接头漏水。', NOISE: '暖气管道有异响。', OUTAGE: '整栋楼没有暖气。', METER: '热计量表不走字。' };
const categories = ['TEMP', 'TEMP', 'TEMP', 'LEAK', 'NOISE', 'OUTAGE', 'METER'] as const;

/** Of one in four there is nothing to show, so that its arrival does not count and it comes again. */
const isRefused = (n: number): boolean => Math.floor(n / repairCourses.length) % 4 === 1;

/** What the chief dispatcher says of an arrival that was entered late: of one in four there is nothing to show for it. */
const decided = (arrival: Act, ticketId: string, n: number, at: number): Act => ({
  at,
  by: staff.chief,
  command: (idOf) =>
    isRefused(n)
      ? ticket.RefuseRepairLateEntry({ ticketId, approvalId: idOf(arrival), reason: '无到场凭证' })
      : ticket.ApproveRepairLateEntry({ ticketId, approvalId: idOf(arrival) }),
});

const hasTwin = (course: RepairCourse): boolean => course === 'repeat' || course === 'merged';

/** Another call of the same home a minute before; taken back an hour later, unless the other ticket goes on for it. */
const twinStory = (ticketId: string, { householdId, zone, station, person, phone }: Home, start: number, category: Category, takenBack: boolean): readonly Act[] => {
  const at = start - MINUTE;
  const caseNumber = ticket.caseNumberOf('repair', DEFAULT_ZONE, format(at, 480), ticketId);
  const report = ticket.ReportRepair({ ticketId, caseNumber, householdId, zone, station, category, description: '家人先前来电报修。', callerName: person, callerPhone: phone });
  const withdrawn: Act = { at: start + HOUR, by: staff.agent, command: ticket.WithdrawRepair({ ticketId, reason: '与另一张工单为同一次报修' }) };
  return [{ at, by: staff.agent, command: report }, ...(takenBack ? [withdrawn] : [])];
};

/** The acts of one repair, from `start` (ms). */
export const repairStory = (chance: Chance, seed: number, n: number, home: Home, start: number, course: RepairCourse): readonly Act[] => {
  const ticketId = derivedUuid('demo', String(seed), 'repair', String(n));
  const category: Category = course === 'late' ? 'LEAK' : chance.of(categories);
  const crewId = home.crew;
  const crew = crewOf(crewId);
  const acts: Act[] = [];
  let now = start;
  const act = (by: Player, command: Message, minutes: number): void => {
    now += minutes * MINUTE;
    acts.push({ at: now, by, command });
  };
  const { householdId, zone, station } = home;
  const caseNumber = ticket.caseNumberOf('repair', DEFAULT_ZONE, format(start, 480), ticketId);
  act(staff.agent, ticket.ReportRepair({ ticketId, caseNumber, householdId, zone, station, category, description: said[category] ?? '请派人来看看。', callerName: home.person, callerPhone: home.phone }), 0);
  const twinId = derivedUuid('demo', String(seed), 'repair', String(n), 'twin');
  if (hasTwin(course)) acts.unshift(...twinStory(twinId, home, start, category, course === 'repeat'));
  if (course === 'repeat') act(staff.agent, ticket.LinkRepairAsRepeat({ ticketId, earlierId: twinId }), 2);
  if (course === 'withdrawn') {
    act(staff.agent, ticket.WithdrawRepair({ ticketId, reason: '用户来电称已恢复' }), 30);
    return acts;
  }
  act(staff.dispatcher, ticket.TriageRepair({ ticketId, category, urgency: category === 'LEAK' ? 'urgent' : 'ordinary' }), chance.between(1, 8));
  act(staff.dispatcher, ticket.AssignRepair({ ticketId, crewId }), chance.between(1, 8));
  if (course === 'merged') {
    act(staff.dispatcher, ticket.AgreeMerge({ ticketKind: 'repair', ticketId, survivorId: twinId, reason: '同一立管故障' }), 5);
    act(staff.dispatcher, ticket.UndoMerge({ ticketKind: 'repair', ticketId, reason: '核实为不同故障' }), 20);
    act(staff.dispatcher, ticket.AgreeMerge({ ticketKind: 'repair', ticketId: twinId, survivorId: ticketId, reason: '再次核实，确为同一故障' }), 5);
  }
  if (course === 'objected') {
    act(crew, ticket.ObjectToRepairAssignment({ ticketId, crewId, reason: '不属本班组片区' }), 4);
    act(staff.dispatcher, ticket.ReassignRepair({ ticketId, crewId, reason: '核实片区后维持指派' }), 4);
  }
  if (course === 'extended') {
    const ask = (minutes: number, days: number, reason: string): Act => {
      const command = ticket.ExtendRepairClock({ ticketId, clock: 'resolve', due: format(start + days * DAY, 480), reason });
      return { at: now + minutes * MINUTE, by: staff.dispatcher, command };
    };
    const [long, enough] = [ask(1, 20, '等待配件'), ask(3, 6, '等待配件到货')];
    const refused: Act = { at: now + 2 * MINUTE, by: staff.chief, command: (idOf) => ticket.RefuseRepairRequest({ ticketId, approvalId: idOf(long), reason: '请写明到货日期' }) };
    now += 5 * MINUTE;
    acts.push(long, refused, enough, { at: now, by: staff.chief, command: (idOf) => ticket.ApproveRepairRequest({ ticketId, approvalId: idOf(enough) }) });
  }
  if (course === 'absent') {
    act(crew, ticket.RecordFailedVisit({ ticketId, crewId, failure: 'absent', evidence: ['photo-door'] }), 15);
    act(staff.agent, ticket.AgreeRepairAppointment({ ticketId, from: format(start + 10 * HOUR, 480), to: format(start + 12 * HOUR, 480), with: crewId }), 1);
    act(crew, ticket.PauseRepair({ ticketId, reason: 'user-absent', evidence: ['call-record'] }), 2);
    act(staff.dispatcher, ticket.ResumeRepair({ ticketId }), chance.between(120, 900));
  }
  if (course === 'offline') {
    now += 25 * MINUTE;
    const arrival: Act = { at: now, entered: now + 30 * HOUR, by: crew, command: ticket.RecordCrewArrival({ ticketId, crewId }) };
    now += 30 * HOUR;
    acts.push(arrival, decided(arrival, ticketId, n, now + 15 * MINUTE));
    if (isRefused(n)) acts.push({ at: now + 18 * MINUTE, by: crew, command: ticket.RecordCrewArrival({ ticketId, crewId }) });
  } else act(crew, ticket.RecordCrewArrival({ ticketId, crewId }), course === 'late' ? chance.between(90, 200) : chance.between(10, 40));
  if (course === 'escalated') act(staff.dispatcher, ticket.EscalateRepair({ ticketId, level: 2, reason: '多户同时报修' }), 5);
  act(crew, ticket.CompleteRepair({ ticketId, crewId, cause: chance.oneIn(3) ? 'own-system' : 'operator', outcome: 'fixed', evidence: ['photo-after'] }), chance.between(20, 240));
  if (course === 'unreachable') {
    for (let day = 0; day < 3; day++) act(staff.agent2, ticket.CallBackRepair({ ticketId, answer: 'unreached' }), 24 * 60);
    act(staff.agent2, ticket.CloseRepair({ ticketId, exit: 'unreachable' }), 10);
    return acts;
  }
  if (course === 'sent-back') {
    act(staff.agent2, ticket.CallBackRepair({ ticketId, answer: 'dissatisfied', fixed: false, why: '还是不热' }), 600);
    act(staff.dispatcher, ticket.SendBackRepair({ ticketId, reason: '用户反映未修好' }), 10);
    act(crew, ticket.RecordCrewArrival({ ticketId, crewId }), 40);
    act(crew, ticket.CompleteRepair({ ticketId, crewId, cause: 'operator', outcome: 'fixed', evidence: ['photo-second'] }), 90);
  }
  act(staff.agent2, ticket.CallBackRepair({ ticketId, answer: 'satisfied', fixed: true }), chance.between(240, 2000));
  act(staff.agent2, ticket.CloseRepair({ ticketId, exit: 'done' }), 5);
  if (course === 'merged') acts.push({ at: now + MINUTE, by: staff.agent2, command: ticket.CallBackRepair({ ticketId: twinId, answer: 'satisfied', fixed: true }) });
  const surveyed = surveyCourseOf(n);
  acts.push(...surveyStory(chance, ticketId, course === 'sent-back' ? 2 : 1, now, surveyed, `repair-${ticketId}`));
  if (surveyed === 'low') {
    now += 2 * DAY;
    act(crew, ticket.RecordCrewArrival({ ticketId, crewId }), 30);
    act(crew, ticket.CompleteRepair({ ticketId, crewId, cause: 'operator', outcome: 'fixed', evidence: ['photo-third'] }), 60);
    act(staff.agent2, ticket.CallBackRepair({ ticketId, answer: 'satisfied', fixed: true }), 600);
    act(staff.agent2, ticket.CloseRepair({ ticketId, exit: 'done' }), 5);
  }
  return acts;
};

/** The acts of one enquiry; every third turns into a repair or a complaint. */
export const enquiryStory = (seed: number, n: number, home: Home, start: number): readonly Act[] => {
  const ticketId = derivedUuid('demo', String(seed), 'enquiry', String(n));
  const at = (minutes: number): number => start + minutes * MINUTE;
  const { householdId, zone, station } = home;
  const ask = ticket.AskEnquiry({ ticketId, caseNumber: ticket.caseNumberOf('enquiry', DEFAULT_ZONE, format(start, 480), ticketId), householdId, zone, station, category: 'BILLING', question: '今年的热费怎么算？' });
  if (n % 3 !== 0)
    return [
      { at: start, by: staff.agent, command: ask },
      { at: at(12), by: staff.agent, command: ticket.AnswerEnquiry({ ticketId, answer: '按建筑面积计收，单价 23 元每平方米。', inWriting: n % 2 === 0 }) },
      { at: at(15), by: staff.agent, command: ticket.CloseEnquiry({ ticketId, exit: 'answered' }) },
    ];
  const into = n % 2 === 0 ? 'repair' : 'complaint';
  const targetCaseNumber = ticket.caseNumberOf(into, DEFAULT_ZONE, format(at(10), 480), derivedUuid('turned', ticketId));
  return [
    { at: start, by: staff.agent, command: ask },
    { at: at(10), by: staff.agent, command: ticket.TurnEnquiry({ ticketId, into, targetCaseNumber, category: into === 'repair' ? 'TEMP' : 'BILLING' }) },
    { at: start + HOUR, by: staff.agent, command: ticket.CloseEnquiry({ ticketId, exit: 'turned' }) },
  ];
};

import { event, type Made } from '@heatledger/kernel';
import {
  categories,
  clockNamed,
  clocks,
  codeField,
  countedTimeField,
  countField,
  crewId,
  evidenceField,
  instantField,
  minutesField,
  oneOf,
  pauseReasons,
  spanEn,
  spanZh,
  spokenIn,
  timeZoneField,
  staffId,
  station,
  textField,
  ticketId,
  ticketKinds,
  words,
  zone,
  untilEn,
  untilZh,
  type ClockName,
  type TicketKind,
} from '@heatledger/vocabulary';

/** Why a clock ended although nothing was done in time or late. */
export const stopReasons = words({
  withdrawn: ['撤回', 'withdrawn'],
  merged: ['并案', 'merged into another ticket'],
  closed: ['已办结', 'closed'],
  turned: ['转办', 'turned into another ticket'],
  superseded: ['进入下一轮', 'a next round began'],
});
export type StopReason = keyof typeof stopReasons & string;

const subject = {
  ticketId,
  ticketKind: oneOf('What was asked for.', ticketKinds),
  clock: oneOf('Which promise of time.', clocks),
  round: countField('Round of the ticket, from 1.', 'C1', 1000),
  due: instantField('When it falls due; computed once.'),
  zone: zone.optional(),
  station: station.optional(),
  category: oneOf('What was claimed.', categories),
};

const calendar = countedTimeField('Time that counts; continuous when absent.').optional();

const timeZone = timeZoneField("Zone in which it counts, where the pack has one of its own; the company's when absent.").optional();

interface OfClock {
  readonly clock: ClockName;
  readonly ticketKind: TicketKind;
}
const zh = ({ clock, ticketKind }: OfClock): string => clockNamed(clock, ticketKind).zh;
const en = ({ clock, ticketKind }: OfClock): string => clockNamed(clock, ticketKind).en;

/** A promise of time began; its due time is computed here, once, under the rule in the fact's metadata. */
export const ClockStarted = event('ClockStarted', {
  doc: 'A promise of time began; its due time was computed once, under the rule named beside the fact.',
  data: { ...subject, startsAt: instantField('When the time began to run.'), calendar, timeZone, crewId: crewId.optional() },
  say: {
    zh: (d, told) => `“${zh(d)}”开始计时，应于 ${untilZh(told.zone, d.due)}完成。`,
    en: (d, told) => `Clock "${en(d)}" started, due ${untilEn(told.zone, d.due)}.`,
  },
});

export const ClockMet = event('ClockMet', {
  doc: 'What was promised was done on or before its due time.',
  data: { ...subject },
  say: { zh: (d) => `“${zh(d)}”按时完成。`, en: (d) => `Clock "${en(d)}" met.` },
});

/** Happened at the due time, whenever it was recorded. */
export const ClockBreached = event('ClockBreached', {
  doc: 'The due time passed and the promised thing was not done.',
  data: { ...subject },
  say: {
    zh: (d, told) => `“${zh(d)}”超时（应于 ${untilZh(told.zone, d.due)}完成）。`,
    en: (d, told) => `Clock "${en(d)}" breached (due ${untilEn(told.zone, d.due)}).`,
  },
});

/** What may take a recorded breach back. */
const retractions = words({ extension: ['到期前提出的延期获批准', 'more time that was asked for before it ran out'] });

/** Corrects an earlier `ClockBreached`: what was entered later proves that the promise had not been broken at that time. */
export const ClockBreachRetracted = event('ClockBreachRetracted', {
  doc: 'The breach recorded before no longer counts: a late entry proved it wrong, or more time was granted that had been asked for in time.',
  data: { ...subject, because: oneOf('What takes it back; a late entry when absent.', retractions).optional() },
  say: {
    zh: (d) =>
      d.because === 'extension'
        ? `“${zh(d)}”的延期申请在到期前提出并获批准，原超时记录撤销。`
        : `“${zh(d)}”经补录核定为未超时，原超时记录作废。`,
    en: (d) =>
      d.because === 'extension'
        ? `More time was asked for on clock "${en(d)}" before it ran out and was granted; the breach is taken back.`
        : `A late entry shows that clock "${en(d)}" was not breached; the breach on record is void.`,
  },
});

export const ClockFinishedLate = event('ClockFinishedLate', {
  doc: 'What was promised was done after its due time.',
  data: { ...subject, minutesLate: minutesField('Minutes after the due time, rounded up.') },
  say: {
    zh: (d) => `“${zh(d)}”逾期 ${spanZh(d.minutesLate)} 完成。`,
    en: (d) => `Clock "${en(d)}" finished ${spanEn(d.minutesLate)} late.`,
  },
});

export const ClockPaused = event('ClockPaused', {
  doc: 'The clock stands still for a named reason.',
  data: { ...subject, reason: oneOf('Why it stands still.', pauseReasons), evidence: evidenceField('What shows the reason.') },
  say: {
    zh: (d) => `“${zh(d)}”暂停计时：${pauseReasons[d.reason].zh}。`,
    en: (d) => `Clock "${en(d)}" paused: ${pauseReasons[d.reason].en}.`,
  },
});

export const ClockResumed = event('ClockResumed', {
  doc: 'The clock runs on; exactly what remained at the pause remains now.',
  data: { ...subject, pausedMinutes: minutesField('Whole minutes for which it stood still.') },
  say: {
    zh: (d, told) => `“${zh(d)}”恢复计时（暂停 ${spanZh(d.pausedMinutes)}），应于 ${untilZh(told.zone, d.due)}完成。`,
    en: (d, told) => `Clock "${en(d)}" resumed after ${spanEn(d.pausedMinutes)}, due ${untilEn(told.zone, d.due)}.`,
  },
});

export const ClockExtended = event('ClockExtended', {
  doc: 'A second person granted more time before the due time passed.',
  data: {
    ...subject,
    previousDue: instantField('The due time before.'),
    reason: textField('Why more time is needed; names no person.'),
    askedBy: codeField('Staff account that asked.'),
    approvedBy: staffId,
  },
  say: {
    zh: (d, told) => `“${zh(d)}”延期至 ${spokenIn(told.zone, d.due)}，${d.approvedBy} 批准：${d.reason}`,
    en: (d, told) => `Clock "${en(d)}" extended to ${spokenIn(told.zone, d.due)}, approved by ${d.approvedBy}: ${d.reason}`,
  },
});

/** What ran and what was paused stays; the rule in the fact's metadata is the new one. */
export const ClockRuleSuperseded = event('ClockRuleSuperseded', {
  doc: 'A running promise of time went over to another rule; the time that had run and the time that was paused stay.',
  data: {
    ...subject,
    previousDue: instantField('The due time under the rule before.'),
    calendar,
    timeZone,
    pack: codeField('Pack and version that hold from here, `linyi@2017`.'),
    reason: textField('Why it goes over; names no person.'),
    askedBy: codeField('Staff account that asked.'),
  },
  say: {
    zh: (d, told) => `“${zh(d)}”改按规则 ${d.pack}，应于 ${untilZh(told.zone, d.due)}完成（原为 ${spokenIn(told.zone, d.previousDue)}）：${d.reason}`,
    en: (d, told) => `Clock "${en(d)}" goes over to ${d.pack}, due ${spokenIn(told.zone, d.due)} (was ${spokenIn(told.zone, d.previousDue)}): ${d.reason}`,
  },
});

/** Only while the promise is still the source's; one that is ours is extended by a second person instead. */
export const ClockDueChanged = event('ClockDueChanged', {
  doc: 'The system that a request came from names another due time for it.',
  data: { ...subject, previousDue: instantField('The due time before.'), source: textField('System it was imported from.', 60) },
  say: {
    zh: (d, told) => `来源系统 ${d.source} 将“${zh(d)}”时限改为 ${spokenIn(told.zone, d.due)}（原为 ${spokenIn(told.zone, d.previousDue)}）。`,
    en: (d, told) => `${d.source} names another due time for clock "${en(d)}": ${spokenIn(told.zone, d.due)} (was ${spokenIn(told.zone, d.previousDue)}).`,
  },
});

export const ClockStopped = event('ClockStopped', {
  doc: 'The clock ended although the promised thing was not done, since nobody waits for it any more.',
  data: { ...subject, reason: oneOf('Why it ended.', stopReasons) },
  say: {
    zh: (d) => `“${zh(d)}”停止计时：${stopReasons[d.reason].zh}。`,
    en: (d) => `Clock "${en(d)}" stopped: ${stopReasons[d.reason].en}.`,
  },
});

/** Every fact about clocks; each aggregate with clocks adds them to its own kinds. */
export const clockKinds = [
  ClockStarted,
  ClockMet,
  ClockBreached,
  ClockBreachRetracted,
  ClockFinishedLate,
  ClockPaused,
  ClockResumed,
  ClockExtended,
  ClockRuleSuperseded,
  ClockDueChanged,
  ClockStopped,
] as const;
export type ClockEvent = Made<(typeof clockKinds)[number]>;

import { event, type Made } from '@heatledger/kernel';
import {
  codeField,
  crewId,
  evidenceField,
  instantField,
  minutesField,
  oneOf,
  pauseReasons,
  spanEn,
  spanZh,
  spokenIn,
  staffId,
  textField,
  words,
  untilEn,
  untilZh,
} from '@heatledger/vocabulary';
import { about, awaits, calendar, dueSince2, en, stopReasons, subject, timeZone, waiting, whenEn, whenZh, zh } from './clock.fields.js';

export { stopReasons, type StopReason } from './clock.fields.js';

/** A promise of time began; its due time is computed here, once, under the rule in the fact's metadata, or waits for a year's working days. */
export const ClockStarted = event('ClockStarted', {
  doc: 'A promise of time began; its due time was computed once, under the rule named beside the fact, or waits for the working days of a year.',
  ...dueSince2,
  data: {
    ...waiting,
    startsAt: instantField('When the time began to run.'),
    calendar,
    timeZone,
    crewId: crewId.optional(),
    awaits: awaits.optional(),
    minutes: minutesField('Counted minutes promised, where the due time waits.').optional(),
  },
  say: {
    zh: (d, told) => `“${zh(d)}”开始计时，${whenZh(d, told.zone)}。`,
    en: (d, told) => `Clock "${en(d)}" started, ${whenEn(d, told.zone)}.`,
  },
});

/** Ordered once the working days are known; whether what was done meanwhile was in time follows beside it. */
export const ClockDueSet = event('ClockDueSet', {
  doc: 'The working days that a due time waited for are known, and it was computed.',
  data: { ...subject },
  say: {
    zh: (d, told) => `工作日历已公布，“${zh(d)}”应于 ${untilZh(told.zone, d.due)}完成。`,
    en: (d, told) => `The working days are known: clock "${en(d)}" is due ${untilEn(told.zone, d.due)}.`,
  },
});

/** Judged as soon as the due time is known. */
export const ClockDone = event('ClockDone', {
  doc: 'What was promised was done while its due time was not known yet; whether in time is told once it is.',
  data: { ...about, awaits },
  say: {
    zh: (d) => `“${zh(d)}”已完成，是否按时待 ${d.awaits} 年工作日历公布后判定。`,
    en: (d) => `Clock "${en(d)}" is done; whether in time is judged once the working days of ${d.awaits} are announced.`,
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
  ...dueSince2,
  data: {
    ...waiting,
    reason: oneOf('Why it stands still.', pauseReasons),
    evidence: evidenceField('What shows the reason.'),
    until: instantField('When it runs on by itself at the latest; absent before pauses had an end.').optional(),
  },
  say: {
    zh: (d) => `“${zh(d)}”暂停计时：${pauseReasons[d.reason].zh}。`,
    en: (d) => `Clock "${en(d)}" paused: ${pauseReasons[d.reason].en}.`,
  },
});

export const ClockResumed = event('ClockResumed', {
  doc: 'The clock runs on; exactly what remained at the pause remains now.',
  ...dueSince2,
  data: { ...waiting, pausedMinutes: minutesField('Whole minutes for which it stood still.'), awaits: awaits.optional() },
  say: {
    zh: (d, told) => `“${zh(d)}”恢复计时（暂停 ${spanZh(d.pausedMinutes)}），${whenZh(d, told.zone)}。`,
    en: (d, told) => `Clock "${en(d)}" resumed after ${spanEn(d.pausedMinutes)}, ${whenEn(d, told.zone)}.`,
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
  ...dueSince2,
  data: { ...waiting, reason: oneOf('Why it ended.', stopReasons) },
  say: {
    zh: (d) => `“${zh(d)}”停止计时：${stopReasons[d.reason].zh}。`,
    en: (d) => `Clock "${en(d)}" stopped: ${stopReasons[d.reason].en}.`,
  },
});

/** Every fact about clocks; each aggregate with clocks adds them to its own kinds. */
export const clockKinds = [
  ClockStarted,
  ClockDueSet,
  ClockDone,
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

import { event, type Made } from '@heatledger/kernel';
import {
  categories,
  clocks,
  codeField,
  crewId,
  idField,
  instantField,
  lateEffectsField,
  oneOf,
  spokenIn,
  staffId,
  station,
  textField,
  ticketId,
  ticketKinds,
  words,
  yesNoField,
  zone,
  type ClockName,
} from '@heatledger/vocabulary';
import { stopReasons, type ClockEvent } from './clock.kinds.js';
import type { RequestEvent } from './request.kinds.js';
import type { PauseEvent } from './pause.kinds.js';
import type { LinkEvent } from './link.kinds.js';

/** What a late entry would do to a clock. */
export const lateEffects = words({
  end: ['判定按时或超时完成', 'judge it met or late'],
  pause: ['暂停计时', 'pause it'],
  stop: ['停止计时', 'stop it'],
});
export type LateEffectKind = keyof typeof lateEffects & string;

const subject = {
  approvalId: idField('Id under which it is approved or refused: that of the command that entered it.'),
  ticketId,
  ticketKind: oneOf('What was asked for.', ticketKinds),
  zone: zone.optional(),
  station: station.optional(),
  category: oneOf('What was claimed.', categories),
};

const named = (effects: readonly { readonly clock: ClockName }[], language: 'zh' | 'en'): string =>
  [...new Set(effects.map(({ clock }) => (language === 'zh' ? `“${clocks[clock].zh}”` : `"${clocks[clock].en}"`)))].join(
    language === 'zh' ? '、' : ', ',
  );

/** Happened when the entered thing happened; the entry itself stands and the case moves on. */
export const LateEntryRequested = event('LateEntryRequested', {
  doc: 'Something was entered so long after it happened that its effect on promises of time waits for a second person.',
  waits: true,
  data: {
    ...subject,
    crewId: crewId.optional(),
    enteredAt: instantField('When it was entered.'),
    effects: lateEffectsField('The clocks it would touch, and how.', lateEffects, stopReasons),
  },
  say: {
    zh: (d, told) => `补录于 ${spokenIn(told.zone, d.enteredAt)}，对${named(d.effects, 'zh')}时限的影响待他人批准。`,
    en: (d, told) => `Entered late, at ${spokenIn(told.zone, d.enteredAt)}; its effect on ${named(d.effects, 'en')} waits for a second person.`,
  },
});

export const LateEntryApproved = event('LateEntryApproved', {
  doc: 'A second person stands for the time of a late entry: it counts as of when it happened.',
  data: { ...subject, enteredBy: staffId },
  say: {
    zh: (d) => `批准 ${d.enteredBy} 的补录，按发生时间计。`,
    en: (d) => `The late entry of ${d.enteredBy} was approved; it counts as of when it happened.`,
  },
});

export const LateEntryRefused = event('LateEntryRefused', {
  doc: 'A second person does not stand for the time of a late entry: it counts as of when it was entered; that somebody came counts not at all.',
  version: 2,
  upcasts: { 1: (data) => ({ ...data }) },
  data: {
    ...subject,
    enteredBy: codeField('Staff account that entered it.'),
    reason: textField('Why; names no person.'),
    arrivalUndone: yesNoField('Whether an arrival was entered, which does not count.').optional(),
  },
  say: {
    zh: (d) => `不予批准 ${d.enteredBy} 的补录，${d.arrivalUndone ? '到场不予认定' : '按录入时间计'}：${d.reason}`,
    en: (d) => `The late entry of ${d.enteredBy} was refused; ${d.arrivalUndone ? 'the arrival does not count' : 'it counts as of when it was entered'}: ${d.reason}`,
  },
});

/** Every fact about late entries; each aggregate with clocks adds them to its own kinds. */
export const lateEntryKinds = [LateEntryRequested, LateEntryApproved, LateEntryRefused] as const;
/** One clock and what a late entry would do to it. */
export type LateEffect = Made<typeof LateEntryRequested>['data']['effects'][number];
export type LateEntryEvent = Made<(typeof lateEntryKinds)[number]>;
/** Facts that tickets of every kind have in common: their promises of time, entries that would change them, and what they do for each other. */
export type PromiseEvent = ClockEvent | LateEntryEvent | RequestEvent | LinkEvent | PauseEvent;

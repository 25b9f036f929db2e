import { event, type Made } from '@heatledger/kernel';
import { codeField, countField, dayIn, idField, instantField, textField, tenthsField } from '@heatledger/vocabulary';

const seasonId = idField('Random id of the heating season.');
const startsAt = instantField('First heated instant.');
const endsAt = instantField('Last heated instant.');
const days = countField('Heated days, both ends counted.', 'C1', 366);
const reason = textField('Why it was decided.');
const document = codeField('Number of the official notice.').optional();

/** A heating season was announced for an area, with the rule pack that governs it (clause 三(一), all clocks). */
export const SeasonDeclared = event('SeasonDeclared', {
  doc: 'A heating season was announced for an area, with the rule pack that governs it.',
  data: {
    seasonId,
    name: codeField('Name of the season, `2025-2026`.'),
    area: codeField('Jurisdiction or supply area.'),
    startsAt,
    endsAt,
    days,
    packId: codeField('Rule pack in force.'),
    document,
    outdoorDesignTenths: tenthsField('Outdoor design temperature of the place, tenths of °C; colder days are outside the promise.', 'C0').optional(),
  },
  say: {
    zh: (d, told) => `${d.area} ${d.name} 采暖季公布：${dayIn(told.zone, d.startsAt)} 至 ${dayIn(told.zone, d.endsAt)}，共 ${d.days} 天，适用规则包 ${d.packId}。`,
    en: (d, told) => `Season ${d.name} declared for ${d.area}: ${dayIn(told.zone, d.startsAt)} to ${dayIn(told.zone, d.endsAt)}, ${d.days} days, under rule pack ${d.packId}.`,
  },
});

/** The city moved the start of the season forward. */
export const SeasonAdvanced = event('SeasonAdvanced', {
  doc: 'The start of the season was moved forward.',
  data: { seasonId, previousStartsAt: instantField('Start before this decision.'), startsAt, days, reason, document },
  say: {
    zh: (d, told) => `提前供热：由 ${dayIn(told.zone, d.previousStartsAt)} 提前到 ${dayIn(told.zone, d.startsAt)}，共 ${d.days} 天。原因：${d.reason}`,
    en: (d, told) => `Heating starts early: ${dayIn(told.zone, d.startsAt)} instead of ${dayIn(told.zone, d.previousStartsAt)}, ${d.days} days. Reason: ${d.reason}`,
  },
});

/** The city moved the end of the season back. */
export const SeasonExtended = event('SeasonExtended', {
  doc: 'The end of the season was moved back.',
  data: { seasonId, previousEndsAt: instantField('End before this decision.'), endsAt, days, reason, document },
  say: {
    zh: (d, told) => `延长供热：由 ${dayIn(told.zone, d.previousEndsAt)} 延长到 ${dayIn(told.zone, d.endsAt)}，共 ${d.days} 天。原因：${d.reason}`,
    en: (d, told) => `Heating goes on until ${dayIn(told.zone, d.endsAt)} instead of ${dayIn(told.zone, d.previousEndsAt)}, ${d.days} days. Reason: ${d.reason}`,
  },
});

/** Nobody may start late (山东省供热条例 §48): recorded as what it is. What was declared stays declared. */
export const SeasonStartedLate = event('SeasonStartedLate', {
  doc: 'Heating began later than declared: a breach, with the days lost.',
  data: {
    seasonId,
    startsAt: instantField('The declared start.'),
    heatedFrom: instantField('When heating really began.'),
    daysLost: countField('Heated days that were lost.', 'C1', 366),
    reason,
  },
  say: {
    zh: (d, told) => `推迟供热：应于 ${dayIn(told.zone, d.startsAt)} 供热，实际 ${dayIn(told.zone, d.heatedFrom)} 起供，少供 ${d.daysLost} 天。原因：${d.reason}`,
    en: (d, told) => `Heating started late: on ${dayIn(told.zone, d.heatedFrom)} instead of ${dayIn(told.zone, d.startsAt)}, ${d.daysLost} days lost. Reason: ${d.reason}`,
  },
});

/** Heating of the season stopped. */
export const SeasonEnded = event('SeasonEnded', {
  doc: 'Heating of the season stopped; where before the declared end, a breach with so many days lost.',
  version: 2,
  upcasts: { 1: (data) => ({ ...data }) },
  data: {
    seasonId,
    endsAt,
    days,
    previousEndsAt: instantField('The declared end, where it stopped before it.').optional(),
    daysLost: countField('Heated days that were lost, where it stopped before the declared end.', 'C1', 366).optional(),
  },
  say: {
    zh: (d, told) => d.daysLost !== undefined && d.previousEndsAt !== undefined ? `提前停止供热：${dayIn(told.zone, d.endsAt)} 停热，应供至 ${dayIn(told.zone, d.previousEndsAt)}，少供 ${d.daysLost} 天，共供热 ${d.days} 天。` : `采暖季结束：${dayIn(told.zone, d.endsAt)}，共供热 ${d.days} 天。`,
    en: (d, told) => d.daysLost !== undefined && d.previousEndsAt !== undefined ? `Heating stopped early, on ${dayIn(told.zone, d.endsAt)} instead of ${dayIn(told.zone, d.previousEndsAt)}: ${d.daysLost} days lost, ${d.days} heated.` : `The season ended on ${dayIn(told.zone, d.endsAt)} after ${d.days} days of heating.`,
  },
});

/** Every fact of a season. */
export const seasonKinds = [SeasonDeclared, SeasonAdvanced, SeasonExtended, SeasonStartedLate, SeasonEnded] as const;
export type SeasonEvent = Made<(typeof seasonKinds)[number]>;

import { event, type Made } from '@heatledger/kernel';
import { codeField, countField, dayOf, idField, instantField, textField, tenthsField } from '@heatledger/vocabulary';

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
    zh: (d) => `${d.area} ${d.name} 采暖季公布：${dayOf(d.startsAt)} 至 ${dayOf(d.endsAt)}，共 ${d.days} 天，适用规则包 ${d.packId}。`,
    en: (d) => `Season ${d.name} declared for ${d.area}: ${dayOf(d.startsAt)} to ${dayOf(d.endsAt)}, ${d.days} days, under rule pack ${d.packId}.`,
  },
});

/** The city moved the start of the season forward. */
export const SeasonAdvanced = event('SeasonAdvanced', {
  doc: 'The start of the season was moved forward.',
  data: { seasonId, previousStartsAt: instantField('Start before this decision.'), startsAt, days, reason, document },
  say: {
    zh: (d) => `提前供热：由 ${dayOf(d.previousStartsAt)} 提前到 ${dayOf(d.startsAt)}，共 ${d.days} 天。原因：${d.reason}`,
    en: (d) => `Heating starts early: ${dayOf(d.startsAt)} instead of ${dayOf(d.previousStartsAt)}, ${d.days} days. Reason: ${d.reason}`,
  },
});

/** The city moved the end of the season back. */
export const SeasonExtended = event('SeasonExtended', {
  doc: 'The end of the season was moved back.',
  data: { seasonId, previousEndsAt: instantField('End before this decision.'), endsAt, days, reason, document },
  say: {
    zh: (d) => `延长供热：由 ${dayOf(d.previousEndsAt)} 延长到 ${dayOf(d.endsAt)}，共 ${d.days} 天。原因：${d.reason}`,
    en: (d) => `Heating goes on until ${dayOf(d.endsAt)} instead of ${dayOf(d.previousEndsAt)}, ${d.days} days. Reason: ${d.reason}`,
  },
});

/** Heating of the season stopped. */
export const SeasonEnded = event('SeasonEnded', {
  doc: 'Heating of the season stopped.',
  data: { seasonId, endsAt, days },
  say: {
    zh: (d) => `采暖季结束：${dayOf(d.endsAt)}，共供热 ${d.days} 天。`,
    en: (d) => `The season ended on ${dayOf(d.endsAt)} after ${d.days} days of heating.`,
  },
});

/** Every fact of a season. */
export const seasonKinds = [SeasonDeclared, SeasonAdvanced, SeasonExtended, SeasonEnded] as const;
export type SeasonEvent = Made<(typeof seasonKinds)[number]>;

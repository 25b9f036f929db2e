import { channels } from '@heatledger/kernel';
import { categories, clocks, isZone, keysIn, pauseReasons, ticketKinds } from '@heatledger/vocabulary';
import { incidentGrades, incidentMeasures } from './conduct-rules.js';
import { kpiNames } from './kpi-names.js';
import { among, date, eitherOf, listOf, mapOf, matching, monthDay, recordOf, text, truth, whole, type Shape } from './shape.js';

const bilingual = recordOf({ zh: text, en: text });
const source = recordOf({ mark: among(['V', 'P', 'M', 'D']), text });
const percent = whole(0, 100, 'percent');
const tenths = whole(-400, 600, 'tenths of °C');
const days = whole(0, 366, 'days');
const hours = whole(0, 8784, 'hours');
const timeZone: Shape = (field, value) => (isZone(value) ? [] : [{ field, allowed: 'a time zone, such as Asia/Shanghai' }]);
const hourOfDay = whole(0, 24, 'hour of the day');
const timeOfDay = matching(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day, 12:00');
const openHours = recordOf({ fromHour: hourOfDay, toHour: hourOfDay });

const limit = recordOf(
  { clock: among(keysIn(clocks)), kinds: listOf(among(keysIn(ticketKinds)), 1), minutes: whole(1, 527_040, 'minutes'), source },
  { categories: listOf(among(keysIn(categories)), 1), channels: listOf(among(channels), 1), firstDaysOfSeason: whole(1, 366, 'days'), calendar: eitherOf(among(['working-days']), openHours) },
);

const bandEnd = recordOf({ tenths, included: truth });
const band = recordOf({ name: text, percent }, { from: bandEnd, to: bandEnd });
const payBy = recordOf({ say: bilingual, source }, { term: recordOf({}, { monthDay, monthsAfterSeason: whole(0, 12, 'months'), daysAfterApproval: days }), daysWhenPast: days });
const refund = recordOf(
  {
    scale: among(['measured', 'short-of-agreed']),
    bands: listOf(band, 1),
    countFrom: among(['application', 'end-of-grace']),
    area: among(['whole', 'failing-rooms', 'stated']),
    share: among(['all', 'less-basic-fee']),
    source,
  },
  { graceHours: hours, payBy, lateRefundPenalty: truth, excludesUserCause: truth, notes: listOf(bilingual) },
);
const outage = recordOf({ source }, { afterHours: recordOf({ hours, included: truth }), cumulativeDaysOver: days, metered: among(['basic-fee-only']), days: recordOf({ say: bilingual, source }) });
const centimetres = whole(0, 300, 'centimetres');
const measurement = recordOf(
  { heightCentimetres: recordOf({ from: centimetres, to: centimetres }), source },
  {
    closedMinutes: whole(0, 1440, 'minutes'),
    forbiddenHours: listOf(recordOf({ from: hourOfDay, to: hourOfDay })),
    userRefusal: among(['deemed-qualified']),
    companyFailure: recordOf({}, { tenths }),
    userCausedExcluded: truth,
    retest: among(['lowest']),
    averaging: recordOf({ days: whole(1, 31, 'days'), slots: whole(1, 24, 'slots') }),
  },
);

const notice = recordOf({ noticeDays: days, source }, { overHours: hours });
const beforeSeason = recordOf({ daysBefore: days, source });
const scoring = recordOf(
  { total: whole(1, 10_000, 'points'), grades: listOf(recordOf({ grade: text, name: bilingual, atLeast: whole(0, 10_000, 'points') }), 1), vetoes: listOf(recordOf({ veto: text, name: bilingual })), source },
  { weights: mapOf(whole(0, 10_000, 'points')) },
);
const term = whole(1, 366 * 1440, 'minutes');
const conduct: Readonly<Record<string, Shape>> = {
  lateFee: recordOf({ permillePerDay: whole(0, 1000, 'thousandths a day'), source }, { isCeiling: truth, capPercent: percent }),
  suspension: recordOf({ demandDays: days, source }),
  stop: recordOf({ source }, { applyDaysBefore: days, applyBy: monthDay, chargePercent: percent, processedDays: days, deemedOn: monthDay }),
  tariff: recordOf({ source }, { basicPercentMax: percent, meteredCapPercent: whole(1, 1000, 'percent') }),
  plannedStop: notice,
  overhaul: notice,
  filling: notice,
  trialRun: beforeSeason,
  readiness: beforeSeason,
  outageNotice: recordOf({ fromHours: hours, source }),
  incidents: listOf(recordOf({ measure: among(incidentMeasures), atLeast: mapOf(whole(0, Number.MAX_SAFE_INTEGER, 'number'), incidentGrades), source })),
  coldWarning: recordOf({ colours: listOf(recordOf({ colour: among(['yellow', 'orange', 'red']), atMostTenths: tenths }), 1), source }),
  kpis: listOf(recordOf({ kpi: among(keysIn(kpiNames)), permille: whole(0, 1000, 'thousandths'), sense: among(['at-least', 'at-most']), source })),
  kpiLimits: listOf(recordOf({ kpi: among(keysIn(kpiNames)), minutes: whole(1, 366 * 1440, 'minutes'), source })),
  scoring,
  pauses: recordOf({ longestMinutes: mapOf(term, keysIn(pauseReasons)), source }),
  exhaustion: recordOf({ decidedRounds: whole(1, 9, 'rounds'), source }),
  lateEntry: recordOf({ toleranceMinutes: whole(0, 1440, 'minutes'), source }),
  escalation: recordOf({ levels: mapOf(whole(1, 9, 'level'), keysIn(clocks)), source }),
  inspection: recordOf({ source }, { rectificationMinutes: recordOf({ minor: term, major: term, critical: term }), disputeMinutes: term }),
  guarantee: recordOf({ conditions: listOf(bilingual, 1), source }),
};

/** The form of a pack as data. */
export const packShape: Shape = recordOf(
  { id: matching(/^[a-z][a-z0-9-]*$/, 'pinyin in small letters'), version: text, name: bilingual, effectiveFrom: date, limits: listOf(limit), pauseReasons: listOf(among(keysIn(pauseReasons))) },
  {
    effectiveTo: date,
    parent: text,
    zone: timeZone,
    usualSeason: recordOf({ from: monthDay, to: monthDay, source }, { fromTime: timeOfDay, toTime: timeOfDay }),
    thresholdTenths: tenths,
    kitchenTenths: tenths,
    refund,
    outage,
    measurement,
    notes: listOf(bilingual),
    ...conduct,
  },
);

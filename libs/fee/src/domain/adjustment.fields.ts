import {
  areaField,
  countField,
  dayReadingsField,
  daysField,
  evidenceField,
  factorsField,
  fenField,
  householdId,
  idField,
  instantField,
  oneOf,
  sentencesField,
  station,
  tenthsField,
  textField,
  ticketId,
  yesNoField,
  zone,
} from '@heatledger/vocabulary';
import { adjustmentBases, calculationMethods } from './adjustment.words.js';

/** What every fact of an adjustment carries for its readers. */
export const about = {
  adjustmentId: idField('Random id of the adjustment.'),
  basis: oneOf('Why the bill is adjusted.', adjustmentBases),
  householdId,
  zone,
  station,
  ticketId: ticketId.optional(),
};

export const version = countField('Number of the calculation, from 1; a former one is never edited.', 'C1', 1000);
export const amountFen = fenField('Sum in favour of the customer, fen.');

/** A calculation with everything it rests on: frozen when it is made. */
export const figures = {
  ...about,
  version,
  method: oneOf('How the figure came about.', calculationMethods),
  amountFen,
  grounds: textField('Why the figure is right, where it is stated; what was found, where it is computed.', 1000, 'C2').optional(),
  evidence: evidenceField('Documents the figure rests on.').optional(),
  seasonFeeFen: fenField('Fee of the whole season, fen.').optional(),
  seasonDays: countField('Heated days of the season, both ends counted.', 'C1', 366).optional(),
  from: instantField('First failing instant: application, notice or start of the outage.').optional(),
  to: instantField('Last failing instant: pass of the retest or restoration.').optional(),
  statedDays: countField('Failing days as the officer stated them.', 'C1', 366).optional(),
  measuredTenths: tenthsField('Governing room temperature, tenths of °C.').optional(),
  contractTenths: tenthsField('Agreed room temperature, tenths of °C.').optional(),
  billedAreaTenths: areaField('Billed area, tenths of m².').optional(),
  failingAreaTenths: areaField('Area of the failing rooms, tenths of m².').optional(),
  basicFeeFen: fenField('Basic part of the season fee, fen.').optional(),
  userCaused: yesNoField('Whether the user was found to be the cause.', 'C2').optional(),
  metered: yesNoField('Whether heat is billed by meter.').optional(),
  readings: dayReadingsField('Readings of single days, in place of one temperature for all of them.').optional(),
  days: countField('Days that counted.', 'C1', 366).optional(),
  paidOn: daysField('The local days that are paid, where it is known which.').optional(),
  band: textField('Band of the pack that was chosen.', 80).optional(),
  factors: factorsField('Unrounded factors, as fractions; rounded once, at the end.').optional(),
  trace: sentencesField('How the figure came about, sentence by sentence.'),
  traceId: idField('Id under which the calculation can be named.'),
};

export const payBy = instantField('Until when it must be paid.');

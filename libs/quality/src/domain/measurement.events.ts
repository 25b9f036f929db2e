import { event, type Made } from '@heatledger/kernel';
import {
  averageField,
  celsius,
  celsiusZh,
  codeField,
  countField,
  dayField,
  evidenceField,
  householdId,
  idField,
  minutesField,
  oneOf,
  sentencesField,
  slotsField,
  station,
  tenthsField,
  textField,
  ticketId,
  yesNoField,
  zone,
} from '@heatledger/vocabulary';
import { promiseTold } from '@heatledger/rulebook';
import { measurementBases, results, rooms, signatures, testFailures } from './measurement.words.js';

const about = {
  measurementId: idField('Random id of the measurement.'),
  householdId,
  zone,
  station,
  ticketId: ticketId.optional(),
  basis: oneOf('Why the room was measured.', measurementBases),
};
const roomTenths = tenthsField('Room temperature, tenths of °C.');

/** Earlier facts name the pack whose promise did not hold, `不作判定（linyi）`; it is told by what it rests on. */
const verdictReason = (zh: string): string => zh.replace(/^(?=室外)/, '但').replace(/不作判定（([a-z-]+)）/, (_, pack: string) => `依据${promiseTold(pack).zh}不作判定`);

/** A room was measured, with the conditions that make it valid (clause 三(一)2). */
export const RoomMeasured = event('RoomMeasured', {
  doc: 'A room temperature was read, with everything its validity depends on.',
  data: {
    ...about,
    room: oneOf('Which room.', rooms, 'C2'),
    roomTenths,
    contractTenths: tenthsField('Agreed room temperature, tenths of °C.'),
    closedMinutes: minutesField('How long doors and windows had been closed.'),
    heightCentimetres: countField('Height of the probe above the floor, cm.', 'C1', 1000),
    instrument: codeField('Number of the instrument.'),
    instrumentValidUntil: dayField('Day until which its certificate holds.'),
    signedByUser: oneOf('Whether the user signed.', signatures, 'C2'),
    signedByCompany: yesNoField('Whether the company signed.'),
    outdoorMeanTenths: tenthsField('Outdoor daily mean, tenths of °C.', 'C0').optional(),
    outdoorSource: codeField('Where the outdoor mean comes from.', 'C0').optional(),
    outdoorDesignTenths: tenthsField('Outdoor design temperature, tenths of °C; a colder day is outside the promise.', 'C0').optional(),
    slots: slotsField('Series of readings; the room temperature is its average, rounded down.').optional(),
    userCaused: yesNoField('Whether the user brought the temperature about: covered radiators, altered system, drained water.', 'C2'),
    evidence: evidenceField('Photo, signed form.').optional(),
  },
  say: {
    zh: (d, { numberOf }) =>
      `${measurementBases[d.basis].zh}（${numberOf(d.measurementId)}）：${rooms[d.room].zh} ${celsiusZh(d.roomTenths)}，门窗关闭 ${d.closedMinutes} 分，距地 ${d.heightCentimetres} cm，仪器 ${d.instrument}，用户${signatures[d.signedByUser].zh}。`,
    en: (d, { numberOf }) =>
      `${measurementBases[d.basis].en} (${numberOf(d.measurementId)}): ${rooms[d.room].en} ${celsius(d.roomTenths)}, closed for ${d.closedMinutes} min, probe at ${d.heightCentimetres} cm, instrument ${d.instrument}, user ${signatures[d.signedByUser].en}.`,
  },
});

/** The reading was judged under the rule pack of its day. */
export const MeasurementJudged = event('MeasurementJudged', {
  doc: 'A reading was judged under the rules of its day.',
  data: {
    ...about,
    roomTenths,
    valid: yesNoField('Whether the reading counts.'),
    result: oneOf('What it amounts to.', results, 'C2'),
    thresholdTenths: tenthsField('What the room must reach, tenths of °C.'),
    shortTenths: countField('How far below, tenths of °C.', 'C2', 1000),
    reasons: sentencesField('Why it does not count, or what was deemed.'),
    average: averageField('Exact average of a series.').optional(),
  },
  say: {
    zh: (d) => {
      const reasons = d.reasons.map(({ zh }) => verdictReason(zh));
      const short = d.shortTenths > 0 ? `，低 ${celsiusZh(d.shortTenths)}` : '';
      if (d.valid && d.result === 'none') return `测温有效，${reasons.join('；') || '不作判定'}。`;
      return `判定：${d.valid ? '测温有效' : '测温无效'}，${results[d.result].zh}（应达 ${celsiusZh(d.thresholdTenths)}${short}）。${reasons.map((reason) => `${reason}。`).join('')}`;
    },
    en: (d) =>
      `Verdict: ${d.valid ? 'valid' : 'not valid'}, ${results[d.result].en} (must reach ${celsius(d.thresholdTenths)}${d.shortTenths > 0 ? `, ${celsius(d.shortTenths)} short` : ''}).${d.reasons.map(({ en }) => ` ${en}`).join('')}`,
  },
});

/** A test did not take place; who was to blame decides what is deemed. */
export const RoomTestFailed = event('RoomTestFailed', {
  doc: 'A temperature test did not take place, by the doing of one side.',
  data: {
    ...about,
    failure: oneOf('Why it did not take place.', testFailures, 'C2'),
    note: textField('What happened; names no person.', 500, 'C2').optional(),
    evidence: evidenceField('What shows it.'),
  },
  say: {
    zh: (d) => `测温未进行：${testFailures[d.failure].zh}。`,
    en: (d) => `The test did not take place: ${testFailures[d.failure].en}.`,
  },
});

/** What the rules deem a day to be on which a test failed. */
export const RoomTestDeemed = event('RoomTestDeemed', {
  doc: 'The day of a test that did not take place was judged under the rules of that day.',
  data: {
    ...about,
    failure: oneOf('Why it did not take place.', testFailures, 'C2'),
    deemed: yesNoField('Whether the rules deem a result.'),
    result: oneOf('What the day amounts to.', results, 'C2'),
    thresholdTenths: tenthsField('What the room must reach, tenths of °C.'),
    shortTenths: countField('How far below it is deemed to be, tenths of °C.', 'C2', 1000),
    reasons: sentencesField('What was deemed, or why nothing was.'),
  },
  say: {
    zh: (d) => `推定：${results[d.result].zh}。${d.reasons.map(({ zh }) => `${zh}。`).join('')}`,
    en: (d) => `Deemed: ${results[d.result].en}.${d.reasons.map(({ en }) => ` ${en}.`).join('')}`,
  },
});

/** A reading was found not to count after all; it stays in the log as it was. */
export const MeasurementInvalidated = event('MeasurementInvalidated', {
  doc: 'A reading was found not to count after all.',
  data: { ...about, reason: textField('Why it does not count.', 500, 'C2'), evidence: evidenceField('What shows it.').optional() },
  say: { zh: (d) => `测温记录作废。原因：${d.reason}`, en: (d) => `Measurement invalidated. Reason: ${d.reason}` },
});

/** Every fact of a measurement. */
export const measurementKinds = [RoomMeasured, MeasurementJudged, RoomTestFailed, RoomTestDeemed, MeasurementInvalidated] as const;
export type MeasurementEvent = Made<(typeof measurementKinds)[number]>;

import { field, type DataClass } from '@heatledger/kernel';
import { z } from 'zod';
import { isInstant } from './instants.js';
import { isZone } from './zones.js';
import { clocks, keysIn, pauseReasons, readingOrigins, visitOutcomes, type Words } from './words.js';

const hostile = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]|\p{Surrogate}/u;

/** True for text without control characters and lone surrogates. */
export const isCleanText = (value: string): boolean => !hostile.test(value);

const clean = (max: number, min = 1) =>
  z.string().min(min).max(max).refine(isCleanText, 'control characters and lone surrogates are not allowed');

/** A random id (UUID) of something that is not a person. */
export const idField = (doc: string, dataClass: DataClass = 'C1') => field(dataClass, doc, z.uuid());
/** A short code of the trade: crew, station, zone, instrument, account of staff. */
export const codeField = (doc: string, dataClass: DataClass = 'C1') => field(dataClass, doc, clean(120));
/** Plain words that name no person, at most `max` characters. */
export const textField = (doc: string, max = 500, dataClass: DataClass = 'C1') => field(dataClass, doc, clean(max));
/** A long text that a program wrote, such as a document in JSON. */
export const longTextField = (doc: string, max: number, dataClass: DataClass = 'C1') => field(dataClass, doc, clean(max));
/** Free text of or about a person: class C3. */
export const freeTextField = (doc: string, max = 4000) => field('C3', doc, clean(max));
/** A person's name: class C3. */
export const personField = (doc: string) => field('C3', doc, clean(80), 'name');
/** A phone number: class C3. */
export const phoneField = (doc: string) => field('C3', doc, z.string().regex(/^[0-9+*() -]{3,24}$/), 'phone');
/** One of a closed list of words. */
export const oneOf = <K extends string>(doc: string, table: Words<K>, dataClass: DataClass = 'C1') => field(dataClass, doc, z.enum(keysIn(table)));
export const instantField = (doc: string, dataClass: DataClass = 'C1') =>
  field(dataClass, doc, z.string().refine(isInstant, 'an ISO 8601 instant with offset, such as 2026-01-05T08:30:00+08:00'));
/** A calendar day, `2026-01-05`. */
export const dayField = (doc: string, dataClass: DataClass = 'C1') => field(dataClass, doc, z.iso.date());
/** Days of a year, `MM-DD` or `MM-DD..MM-DD`. */
export const daySpansField = (doc: string) => field('C0', doc, z.array(z.string().regex(/^\d{2}-\d{2}(\.\.\d{2}-\d{2})?$/)).max(60));
/** Money in fen, never negative. */
export const fenField = (doc: string, dataClass: DataClass = 'C2') => field(dataClass, doc, z.int().min(0).max(1_000_000_000_00));
/** Temperature in tenths of a degree Celsius, −40.0…60.0. */
export const tenthsField = (doc: string, dataClass: DataClass = 'C2') => field(dataClass, doc, z.int().min(-400).max(600));
/** Area in tenths of a square metre. */
export const areaField = (doc: string, dataClass: DataClass = 'C2') => field(dataClass, doc, z.int().min(1).max(100_000_000));
export const countField = (doc: string, dataClass: DataClass = 'C1', max = 1_000_000_000) => field(dataClass, doc, z.int().min(0).max(max));
export const minutesField = (doc: string, dataClass: DataClass = 'C1') => field(dataClass, doc, z.int().min(0).max(100_000_000));
export const yesNoField = (doc: string, dataClass: DataClass = 'C1') => field(dataClass, doc, z.boolean());
/** Names of pieces of evidence (photo, call record, signed form), each a reference kept elsewhere. */
export const evidenceField = (doc: string) => field('C2', doc, z.array(clean(200)).max(20));

/** Random ids of things that are not persons, at least one. */
export const idsField = (doc: string) => field('C1', doc, z.array(z.uuid()).min(1).max(1000));
/** Promises of time, each once. */
export const clockNamesField = (doc: string) => field('C1', doc, z.array(z.enum(keysIn(clocks))).max(20));
/** Names of things to go through, each once, at least one. */
export const checklistField = (doc: string) =>
  field('C1', doc, z.array(clean(120)).min(1).max(100).refine((items) => new Set(items).size === items.length, 'each item once'));

/** Codes of the trade, each once. */
export const codesField = (doc: string, dataClass: DataClass = 'C1') =>
  field(dataClass, doc, z.array(clean(120)).max(500).refine((codes) => new Set(codes).size === codes.length, 'each code once'));
/** Some of a closed list of words, at least one, each once. */
export const someOf = <K extends string>(doc: string, table: Words<K>, dataClass: DataClass = 'C1') =>
  field(dataClass, doc, z.array(z.enum(keysIn(table))).min(1).max(50).refine((words) => new Set(words).size === words.length, 'each word once'));

/** Where a household hangs on the network; facts carry it so that readers need not look it up. */
export const householdId = idField('Random id of the household.', 'C2');
export const zone = codeField('Heating zone (片区).');
export const station = codeField('Heat station (换热站).');
export const crewId = codeField('Crew (维修班组).');
export const staffId = codeField('Staff account, not a name.');
export const ticketId = idField('Random id of the ticket.');
/** A rule pack's id and version, and the clause. */
export const ruleField = (doc = 'Rule the figure was computed under.') =>
  field('C1', doc, z.strictObject({ pack: z.string(), version: z.string(), clause: z.string().optional() }));
/** Name of a time zone, `Asia/Shanghai` or `UTC+08:00`. */
export const timeZoneField = (doc: string, dataClass: DataClass = 'C1') => field(dataClass, doc, z.string().refine(isZone, 'a time zone, such as Asia/Shanghai'));

/** Time that counts where not all of it does: whole working days, or certain local hours of every day. */
export const countedTimeField = (doc: string) =>
  field('C1', doc, z.union([z.literal('working-days'), z.strictObject({ fromHour: z.int().min(0).max(24), toHour: z.int().min(0).max(24) })]));
/** The unrounded factors of a sum, each a fraction of integers. */
export const factorsField = (doc: string, dataClass: DataClass = 'C2') =>
  field(dataClass, doc, z.array(z.strictObject({ name: clean(80), numerator: z.int(), denominator: z.int() })).max(40));
/** Readings of single days, each with the temperature (tenths of °C), or with what came of the visit instead. */
export const dayReadingsField = (doc: string, dataClass: DataClass = 'C2') =>
  field(
    dataClass,
    doc,
    z
      .array(z.strictObject({ on: z.iso.date(), measuredTenths: z.int().min(-400).max(600).optional(), by: z.enum(keysIn(readingOrigins)), outcome: z.enum(keysIn(visitOutcomes)).optional(), measurementId: z.uuid().optional() }))
      .min(1)
      .max(366),
  );
/** Local days, each once. */
export const daysField = (doc: string, dataClass: DataClass = 'C2') => field(dataClass, doc, z.array(z.iso.date()).max(366));
/** Readings of a series whose average counts, each with its instant; tenths of °C. */
export const slotsField = (doc: string, dataClass: DataClass = 'C2') =>
  field(dataClass, doc, z.array(z.strictObject({ at: z.string().refine(isInstant, 'an instant with offset'), roomTenths: z.int().min(-400).max(600) })).min(1).max(100));
/** An exact average: the sum of tenths of °C and how many went into it. */
export const averageField = (doc: string, dataClass: DataClass = 'C2') => field(dataClass, doc, z.strictObject({ sumTenths: z.int(), count: z.int().min(1).max(100) }));
/** What an entry would do to clocks, each clock once: why it would be paused or stopped, and what shows it. */
export const lateEffectsField = <E extends string, S extends string>(doc: string, effects: Words<E>, stopReasons: Words<S>) =>
  field(
    'C2',
    doc,
    z
      .array(
        z.strictObject({
          clock: z.enum(keysIn(clocks)),
          round: z.int().min(0).max(1000),
          effect: z.enum(keysIn(effects)),
          pauseReason: z.enum(keysIn(pauseReasons)).optional(),
          pausedUntil: z.string().refine(isInstant, 'an instant with offset').optional(),
          stopReason: z.enum(keysIn(stopReasons)).optional(),
          evidence: z.array(clean(200)).max(20).optional(),
        }),
      )
      .min(1)
      .max(50),
  );
/** Sentences in Chinese and English that explain a figure. */
export const sentencesField = (doc: string, dataClass: DataClass = 'C2') =>
  field(dataClass, doc, z.array(z.strictObject({ zh: clean(1000), en: clean(1000) })).max(60));

const pointsTenths = z.int().min(-1_000_000).max(1_000_000);
/** Points won or lost in groups of an appraisal, tenths of a point, each for one recorded fact. */
export const pointsField = (doc: string) =>
  field('C1', doc, z.array(z.strictObject({ group: clean(120), eventId: z.uuid(), pointsTenths, reason: clean(500) })).max(500));
/** Things that lose everything, each with the fact that shows it. */
export const vetoesField = (doc: string) => field('C1', doc, z.array(z.strictObject({ veto: clean(120), eventId: z.uuid() })).max(50));
/** What each group of an appraisal came to, tenths of a point. */
export const groupScoresField = (doc: string) =>
  field('C1', doc, z.array(z.strictObject({ group: clean(120), weightTenths: pointsTenths, scoreTenths: pointsTenths })).max(50));
/** A score in tenths of a point, never negative. */
export const scoreField = (doc: string) => field('C1', doc, z.int().min(0).max(1_000_000));
const both = z.strictObject({ zh: clean(200), en: clean(200) });
/** A scoring scheme as data: weights by group, grades from the best down with their lower ends, vetoes. */
export const schemeField = (doc: string) =>
  field(
    'C1',
    doc,
    z.strictObject({
      id: clean(120),
      version: clean(120),
      total: z.int().min(1).max(10_000),
      weights: z.record(clean(120), z.int().min(0).max(10_000)),
      grades: z.array(z.strictObject({ grade: clean(120), name: both, atLeast: z.int().min(0).max(10_000) })).min(1).max(50),
      vetoes: z.array(z.strictObject({ veto: clean(120), name: both })).max(50),
      source: clean(500),
    }),
  );

import type { DataClass, Instant, Projection, RecordedFact } from '@heatledger/kernel';
import { dayIn, isAfter, isOpen, HIDDEN, momentIn, type HouseholdFacts } from '@heatledger/vocabulary';
import type { HouseholdEvent } from '../domain/household.events.js';
import { named } from '../domain/household.state.js';
import type { HeatingState } from '../domain/household.words.js';
import { entriesAtLast, entriesOn, withChange, type Dated, type Entries } from '../domain/policies/dated-entries.js';

/** A change of the archive: the day from which it holds, and when it was said and recorded. */
export interface HouseholdVersion extends Dated<HeatingState> {
  readonly fact: HouseholdEvent['type'];
  readonly at: Instant;
  readonly recordedAt: Instant;
  readonly reason: string | null;
}

/** Where somebody lives is personal, as who it is. */
const ADDRESS: DataClass = 'C3';

/** The archive of one home without person or phone; what is valid on a day is read with `householdAt`. */
export interface HouseholdFileDoc extends Entries<HeatingState> {
  readonly householdId: string;
  readonly archiveNumber: string | null;
  readonly address: string | null;
  /** True when a name or phone is kept in the log. */
  readonly contactKnown: boolean;
  /** First day of the archive. */
  readonly from: string;
  readonly revision: number;
  /** In order of the days from which they hold. */
  readonly versions: readonly HouseholdVersion[];
}

const versionOf = (fact: RecordedFact<HouseholdEvent>, from: string, change: Partial<Entries<HeatingState>>, reason?: string): HouseholdVersion => ({
  fact: fact.type,
  from,
  change,
  at: fact.meta.at,
  recordedAt: fact.recordedAt,
  reason: reason ?? null,
});

const changed = (
  doc: HouseholdFileDoc | null,
  fact: RecordedFact<HouseholdEvent>,
  version: HouseholdVersion,
  more: Partial<HouseholdFileDoc> = {},
): HouseholdFileDoc | null => {
  if (!doc) return null;
  const versions = withChange(doc.versions, version);
  return { ...doc, ...entriesAtLast(versions), ...more, revision: fact.revision, versions };
};

/** The customer archive: each home with its dated entries (clause 四(一)1). */
export const householdFile: Projection<HouseholdFileDoc, HouseholdEvent> = {
  name: 'household-file',
  version: 1,
  doc: 'The customer archive, valid at a date, without persons.',
  dataClass: ADDRESS,
  key: ({ data }) => data.householdId,
  evolve: {
    HouseholdRegistered: (_, fact) => {
      const {
        householdId,
        archiveNumber = null,
        address = null,
        from,
        zone,
        station,
        areaTenths,
        contractTenths,
        heating,
        person,
        phone,
      } = fact.data;
      const entries = { zone, station, areaTenths, contractTenths, heating };
      const contactKnown = person !== undefined || phone !== undefined;
      return {
        householdId,
        archiveNumber,
        address,
        contactKnown,
        ...entries,
        from,
        revision: fact.revision,
        versions: [versionOf(fact, from, entries)],
      };
    },
    HouseholdArchiveCorrected: (doc, fact) => {
      const { from, zone, station, areaTenths, address, person, phone, reason } = fact.data;
      const contact = person !== undefined || phone !== undefined ? { contactKnown: true } : {};
      return changed(doc, fact, versionOf(fact, from, named({ zone, station, areaTenths }), reason), { ...named({ address }), ...contact });
    },
    ContractTemperatureAgreed: (doc, fact) => changed(doc, fact, versionOf(fact, fact.data.from, { contractTenths: fact.data.contractTenths })),
    HeatingStateChanged: (doc, fact) => changed(doc, fact, versionOf(fact, fact.data.from, { heating: fact.data.heating }, fact.data.reason)),
  },
  indexes: { 'by-zone': ['zone', 'station'], 'by-station': ['station'], 'by-archive-number': ['archiveNumber'] },
};

/** The archive as a reader with these data classes may see it. */
export const fileFor = (doc: HouseholdFileDoc, open: readonly DataClass[]): HouseholdFileDoc =>
  doc.address === null || isOpen(ADDRESS, open) ? doc : { ...doc, address: HIDDEN };

/** What other contexts may know of a home on the day of an instant in the company's zone; nothing before its archive begins. `asOf` leaves out what was recorded later. */
export const householdAt = (doc: HouseholdFileDoc, timeZone: string, at: Instant, asOf?: Instant): HouseholdFacts | null => {
  const versions = asOf === undefined ? doc.versions : doc.versions.filter(({ recordedAt }) => !isAfter(recordedAt, asOf));
  const day = dayIn(timeZone, at);
  const { zone, station, areaTenths, contractTenths, heating } = entriesOn(versions, day);
  if (zone === undefined || station === undefined || areaTenths === undefined || contractTenths === undefined || heating === undefined) return null;
  const since = versions.findLast(({ from, change }) => from <= day && change.heating !== undefined)?.from ?? doc.from;
  return { householdId: doc.householdId, zone, station, areaTenths, contractTenths, heating, since: momentIn(timeZone, since) };
};

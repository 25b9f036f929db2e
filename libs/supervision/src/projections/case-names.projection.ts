import type { Message, Projection, RecordedFact, Told } from '@heatledger/kernel';
import { numberFrom, shortId } from '@heatledger/vocabulary';

/** What people call a case, a reading, an appraisal or a home. */
export interface CaseName {
  readonly id: string;
  readonly stream: string;
  /** The number people say; absent where it is that of a ticket, or where there is none. */
  readonly number: string | null;
  /** The ticket whose number it takes. */
  readonly ticketId: string | null;
}

/** Name of the view that knows every number. */
export const CASE_NAMES = 'case-names';

/** What a fact that opens something says of its id and its number. */
interface Opening {
  readonly id: string;
  readonly caseNumber?: string | undefined;
  readonly archiveNumber?: string | undefined;
  /** Series of a number that is derived. */
  readonly series?: string;
  readonly ticketId?: string;
}

/** The fact that opens a thing, by its type. */
const openings: Readonly<Record<string, (data: Readonly<Record<string, string>>) => Opening>> = {
  RepairReported: ({ ticketId = '', caseNumber }) => ({ id: ticketId, caseNumber }),
  ComplaintReceived: ({ ticketId = '', caseNumber }) => ({ id: ticketId, caseNumber }),
  EnquiryAsked: ({ ticketId = '', caseNumber }) => ({ id: ticketId, caseNumber }),
  AdjustmentRequested: ({ adjustmentId = '', caseNumber }) => ({ id: adjustmentId, caseNumber, series: 'F' }),
  InspectionPlanned: ({ inspectionId = '' }) => ({ id: inspectionId, series: 'I' }),
  RoomMeasured: ({ measurementId = '' }) => ({ id: measurementId, series: 'M' }),
  RoomTestFailed: ({ measurementId = '' }) => ({ id: measurementId, series: 'M' }),
  AppraisalPublished: ({ appraisalId = '' }) => ({ id: appraisalId, series: 'A' }),
  SurveyInvited: ({ surveyId = '', ticketId = '' }) => ({ id: surveyId, ticketId }),
  HouseholdRegistered: ({ householdId = '', archiveNumber }) => ({ id: householdId, archiveNumber }),
};

type AnyOpening = RecordedFact<Message<string, Readonly<Record<string, string>>>>;

const named = (_: CaseName | null, fact: RecordedFact, _key: string, { zone }: Told): CaseName | null => {
  const { type, data, meta, stream } = fact as AnyOpening;
  const { id = '', caseNumber, archiveNumber, series, ticketId = null } = openings[type]?.(data) ?? {};
  const derived = series === undefined ? null : numberFrom(series, zone, meta.at, id);
  return { id, stream, number: caseNumber ?? archiveNumber ?? derived, ticketId };
};

/** The number of an id: its own, or its ticket's; the beginning of the id where none is known. */
export const numberAmong =
  (names: ReadonlyMap<string, CaseName>) =>
  (id: string): string => {
    const name = names.get(id);
    return name?.number ?? (name?.ticketId ? names.get(name.ticketId)?.number : undefined) ?? shortId(id);
  };

/** The numbers of everything that has one, by id and by number. */
export const caseNames: Projection<CaseName, Message> = {
  name: CASE_NAMES,
  version: 1,
  doc: 'What people call a case, a reading, an appraisal or a home: its number, by its id.',
  key: ({ type, data }) => openings[type]?.(data as Readonly<Record<string, string>>).id ?? null,
  evolve: Object.fromEntries(Object.keys(openings).map((type) => [type, named])),
  indexes: { byNumber: ['number'] },
};

import { EventStoreError, type Cursors } from '@heatledger/event-store';
import { isInstant } from '@heatledger/vocabulary';
import { InvalidRequest } from '../problems.js';

/** Parameters that name an instant or a position of the log. */
const NAMES = ['asOf', 'fromAsOf', 'toAsOf'] as const;

/** Positions that were asked for, by the parameter: as they were given. */
export type PlacesAsked = Readonly<Record<string, string>>;

export const isUnknown = (error: unknown): boolean => error instanceof EventStoreError && error.code === 'bad-position';

const isTime = (value: string): boolean => isInstant(value);

const refused = (error: unknown, parameter: string, value: string): unknown => {
  if (!(error instanceof EventStoreError)) return error;
  if (isUnknown(error)) {
    const zh = `${value} 既不是带时区的时刻，也不是本系统给出的位置。`;
    return new InvalidRequest([{ parameter, zh, en: `${value} is neither an instant with offset nor a position this service gave out.` }]);
  }
  return error.code === 'gone' ? new InvalidRequest([{ parameter, zh: `${error.zh}。`, en: `${error.message}.` }], 'log/as-of-ahead') : error;
};

/** Turns every position in a question into the log's own, and remembers how it was asked; refuses what lies beyond the end. */
export const placesIn = async (query: Record<string, unknown>, cursors: Cursors): Promise<PlacesAsked> => {
  const asked: Record<string, string> = {};
  for (const parameter of NAMES) {
    const value = query[parameter];
    if (typeof value !== 'string' || value === '' || isTime(value)) continue;
    query[parameter] = await cursors.read(value).catch((error: unknown) => {
      throw refused(error, parameter, value.slice(0, 80));
    });
    asked[parameter] = value;
  }
  return asked;
};

/** The answer with `asOf` as it was asked, which can be asked again. */
export const askedAgain = (answer: unknown, { asOf }: PlacesAsked): unknown =>
  asOf !== undefined && typeof answer === 'object' && answer !== null && 'asOf' in answer ? { ...answer, asOf } : answer;

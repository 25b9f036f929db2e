import {
  categories,
  clockNamed,
  clocks,
  countedTimeField,
  countField,
  instantField,
  oneOf,
  station,
  ticketId,
  ticketKinds,
  timeZoneField,
  untilEn,
  untilZh,
  words,
  zone,
  type ClockName,
  type TicketKind,
} from '@heatledger/vocabulary';

/** What every fact of a clock says of it. */
export const about = {
  ticketId,
  ticketKind: oneOf('What was asked for.', ticketKinds),
  clock: oneOf('Which promise of time.', clocks),
  round: countField('Round of the ticket, from 1.', 'C1', 1000),
  zone: zone.optional(),
  station: station.optional(),
  category: oneOf('What was claimed.', categories),
};

export const due = instantField('When it falls due; computed once.');

/** A fact of a clock that has a due time. */
export const subject = { ...about, due };

/** A fact of a clock whose due time may wait for a year's working days. */
export const waiting = { ...about, due: due.optional() };

export const awaits = countField('Year whose working days are not announced yet; the due time waits for them.', 'C1', 9999);

/** Every clock had a due time before. */
export const dueSince2 = { version: 2, upcasts: { 1: (data: Readonly<Record<string, unknown>>) => ({ ...data }) } } as const;

export const calendar = countedTimeField('Time that counts; continuous when absent.').optional();

export const timeZone = timeZoneField("Zone in which it counts, where the pack has one of its own; the company's when absent.").optional();

interface OfClock {
  readonly clock: ClockName;
  readonly ticketKind: TicketKind;
}
/** A promise of time in Chinese. */
export const zh = ({ clock, ticketKind }: OfClock): string => clockNamed(clock, ticketKind).zh;
export const en = ({ clock, ticketKind }: OfClock): string => clockNamed(clock, ticketKind).en;

interface Awaited {
  readonly due?: string | undefined;
  readonly awaits?: number | undefined;
}
export const whenZh = ({ due: at, awaits: year }: Awaited, zone: string): string =>
  at === undefined ? `期限待${year === undefined ? '' : ` ${year} 年`}工作日历公布后计算` : `应于 ${untilZh(zone, at)}完成`;
export const whenEn = ({ due: at, awaits: year }: Awaited, zone: string): string =>
  at === undefined ? `due once the working days${year === undefined ? '' : ` of ${year}`} are announced` : `due ${untilEn(zone, at)}`;

/** Why a clock ended although nothing was done in time or late. */
export const stopReasons = words({
  withdrawn: ['撤回', 'withdrawn'],
  merged: ['并案', 'merged into another ticket'],
  closed: ['已办结', 'closed'],
  turned: ['转办', 'turned into another ticket'],
  superseded: ['进入下一轮', 'a next round began'],
});
export type StopReason = keyof typeof stopReasons & string;

import type { Instant } from '@heatledger/kernel';

/** A crew as the organisation's own facts know it. */
export interface KnownCrew {
  readonly code: string;
  readonly name: string;
  /** Staff accounts that act for it. */
  readonly members: readonly string[];
  readonly zones: readonly string[];
  /** Since when it stands in the register. */
  readonly since: Instant;
}

/** A staff account as the organisation's own facts know it. */
export interface KnownStaff {
  readonly account: string;
  /** Code of the person behind the account; one person may have several. */
  readonly person: string;
  readonly name: string;
  readonly roles: readonly string[];
  readonly disabled: boolean;
}

/** Crews by code and staff by account; an empty register knows nothing and so forbids nothing. */
export interface People {
  readonly crews: ReadonlyMap<string, KnownCrew>;
  readonly staff: ReadonlyMap<string, KnownStaff>;
}

/** What is known before anybody was entered. */
export const nobodyKnown: People = { crews: new Map(), staff: new Map() };

const personOf = ({ staff }: People, account: string): string => staff.get(account)?.person ?? `account:${account}`;

/** True where two accounts are the same person's; without an entry each account is a person. */
export const isSamePerson = (people: People | undefined, one: string, other: string): boolean =>
  one === other || (people !== undefined && personOf(people, one) === personOf(people, other));

/** True where the account is that of somebody among these. */
export const isAmong = (people: People | undefined, account: string, others: readonly string[]): boolean =>
  others.some((other) => isSamePerson(people, account, other));

/** True where nobody can say that there is no such crew: it is known, or no crew is. */
export const mayBeCrew = (people: People | undefined, code: string): boolean =>
  people === undefined || people.crews.size === 0 || people.crews.has(code);

/** True where nobody can say that this is not somebody with the role: known and not disabled, or no staff is known. */
export const mayBeStaff = (people: People | undefined, account: string, role: string): boolean => {
  if (people === undefined || people.staff.size === 0) return true;
  const entry = people.staff.get(account);
  return entry !== undefined && !entry.disabled && entry.roles.includes(role);
};

/** True where an account belongs to a crew; while no crew is known, every account may. */
export const isOfCrew = (people: People | undefined, account: string, crew: string): boolean =>
  people === undefined || people.crews.size === 0 || (people.crews.get(crew)?.members ?? []).some((member) => isSamePerson(people, member, account));

import type { Bilingual, Detail } from '@heatledger/kernel';

/** A value that would be allowed. */
export type AllowedValue = string | number | boolean;

/** One thing that is wrong with a request: where, what, and what is allowed. */
export interface Flaw extends Bilingual {
  /** JSON pointer into the body, such as `/crewId`. */
  readonly pointer?: string;
  /** Name of a query or path parameter. */
  readonly parameter?: string;
  /** Name of a header. */
  readonly header?: string;
  /** True where the sentence names the field itself, as people call it. */
  readonly whole?: boolean;
  /** The values that would be allowed, where they are a closed set; the sentence says what is allowed elsewhere. */
  readonly allowed?: readonly AllowedValue[];
}

/** A request that cannot be carried out as it stands; `code` is in the table of problems. */
export class InvalidRequest extends Error {
  constructor(
    readonly flaws: readonly Flaw[],
    readonly code = 'request/invalid',
  ) {
    super(code);
    this.name = 'InvalidRequest';
  }
}

/** A "no" of a context, on its way to the caller. */
export class Refused extends Error {
  constructor(
    readonly code: string,
    readonly detail: Detail = {},
  ) {
    super(code);
    this.name = 'Refused';
  }
}

/** A field of a command that is recorded with other content, as the caller may see both. */
export interface Otherwise {
  readonly field: string;
  /** Absent where nothing is recorded of it. */
  readonly kept?: unknown;
  readonly sent: unknown;
}

/** What was asked for is true already, but recorded with other content. */
export class SaidOtherwise extends Error {
  constructor(readonly fields: readonly Otherwise[]) {
    super('command/said-otherwise');
    this.name = 'SaidOtherwise';
  }
}

/** The stream is not where the caller thought (`expected` given), or others were faster three times. */
export class LostRace extends Error {
  constructor(
    readonly actual: number | 'none',
    readonly expected?: readonly number[],
  ) {
    super('command/lost-race');
    this.name = 'LostRace';
  }
}

/** Not now: `code` says why, `retryAfter` when to come back (seconds). */
export class NotNow extends Error {
  constructor(
    readonly code: string,
    readonly retryAfter: number,
    readonly detail: Detail = {},
    cause?: unknown,
  ) {
    super(code, { cause });
    this.name = 'NotNow';
  }
}

/** The caller may not: no token, a bad one, or the wrong role. */
export class AccessDenied extends Error {
  constructor(
    readonly code: 'access/no-token' | 'access/bad-token' | 'access/expired-token' | 'access/account-disabled' | 'access/wrong-role',
    readonly detail: Detail = {},
  ) {
    super(code);
    this.name = 'AccessDenied';
  }
}

/** What somebody else answered in this service's place, ready to be sent; thrown where it is a problem document. */
export class AnsweredElsewhere extends Error {
  constructor(
    readonly status: number,
    readonly headers: Readonly<Record<string, string>>,
    readonly body: Buffer,
  ) {
    super('answered elsewhere');
    this.name = 'AnsweredElsewhere';
  }
}

import type { Caller } from './access.js';

/** A request as the command desk needs it. */
export interface Asked {
  readonly caller: Caller;
  /** The role under which the route let the caller in. */
  readonly role: string;
  /** Command id, derived from caller, route and Idempotency-Key. */
  readonly commandId: string;
  /** SHA-256 of method, path and canonical body. */
  readonly fingerprint: string;
  /** Revisions from If-Match; none of them where no tag it names can be one. */
  readonly expected?: readonly number[] | undefined;
  /** True where the route needs If-Match. */
  readonly onSight?: boolean;
}

/** The body of every answer to a command. */
export interface CommandAnswer {
  /** Id of the thing the command was about. */
  readonly id: string;
  readonly stream: string;
  readonly revision: number;
  readonly position: string;
  readonly events: number;
  readonly repeated: boolean;
  /** True when its effect waits for a second person. */
  readonly waiting?: boolean;
}

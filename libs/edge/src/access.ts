import type { DataClass } from '@heatledger/kernel';
import type { RoleName } from '@heatledger/vocabulary';

/** Who asks: taken from the access token, never from the body. */
export interface Caller {
  readonly id: string;
  readonly roles: readonly RoleName[];
  /** Data classes beyond C2 that the caller's token opens. */
  readonly dataClasses: readonly DataClass[];
  /** When the token ends, seconds since 1970. */
  readonly expiresAt: number;
}

import type { RoleName } from '@heatledger/vocabulary';
import { SetMetadata } from '@nestjs/common';

export const ALLOWED = 'heatledger:allowed';
export const PUBLIC = 'heatledger:public';
export const READS = 'heatledger:reads';

/** Lets these roles in; a route that names none lets nobody in. */
export const Allow = (...roles: readonly RoleName[]): MethodDecorator & ClassDecorator => SetMetadata(ALLOWED, roles);
/** Lets everybody in, without a token. */
export const Public = (): MethodDecorator & ClassDecorator => SetMetadata(PUBLIC, true);
/** Names the collections a route answers from: `min-position` waits for them, the answer says how far they are. */
export const Reads = (...collections: readonly string[]): MethodDecorator => SetMetadata(READS, collections);
/** Every role that reads case work inside the company. */
export const allowedRoles = {
  staff: ['agent', 'dispatcher', 'crew', 'complaint-officer', 'fee-officer', 'inspector', 'administrator'],
  oversight: ['auditor', 'regulator'],
} as const satisfies Record<string, readonly RoleName[]>;

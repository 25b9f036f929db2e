import type { RoleName } from '@heatledger/vocabulary';
import { SetMetadata } from '@nestjs/common';

export const ALLOWED = 'heatledger:allowed';
export const PUBLIC = 'heatledger:public';
export const READS = 'heatledger:reads';
export const RESTS_ON = 'heatledger:rests-on';

/** Lets these roles in; a route that names none lets nobody in. */
export const Allow = (...roles: readonly RoleName[]): MethodDecorator & ClassDecorator => SetMetadata(ALLOWED, roles);
/** Lets everybody in, without a token. */
export const Public = (): MethodDecorator & ClassDecorator => SetMetadata(PUBLIC, true);
/** Names the collections a route answers from: `min-position` waits for them, the answer says how far they are. */
export const Reads = (...collections: readonly string[]): MethodDecorator => SetMetadata(READS, collections);
/** Names views that a command looks into beside the surroundings of every decision: it waits for what was written for them just before. */
export const RestsOn = (...collections: readonly string[]): MethodDecorator => SetMetadata(RESTS_ON, collections);
/** Every role that reads case work inside the company. */
export const allowedRoles = {
  staff: ['agent', 'dispatcher', 'crew', 'complaint-officer', 'fee-officer', 'inspector', 'administrator'],
  oversight: ['auditor', 'regulator'],
} as const satisfies Record<string, readonly RoleName[]>;

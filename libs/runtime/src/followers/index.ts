export type { FollowerKind, FollowerPhase, FollowerStatus } from './follower.js';
export { Followers, type FollowersOptions } from './followers.js';
export type { RebuildOptions } from './rebuilding.js';
export type { LeaseOptions } from './lease-keeper.js';
export type { FactPlace, Parked } from './parking.js';
export { BeginEpoch, operations, operationsContext, RecordRebuild, RecordRetry, SkipParkedFact } from './operations.js';
export * from './operations.events.js';
export { ordersOf } from './reaction-follower.js';
